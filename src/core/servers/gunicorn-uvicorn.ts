import { GUNICORN_OPTIONS, gunicornCommand, gunicornEnvironment } from './gunicorn-common';
import { byPackage, lacks, LOCAL, type ServerDefinition } from './server';
import { commaSeparated, uvicornPackages } from './uvicorn-common';
import { uvicorn } from './uvicorn';

/** gunicorn as the supervisor of uvicorn workers: https://github.com/Kludex/uvicorn-worker */
export const gunicornUvicorn: ServerDefinition = {
  title: 'gunicorn with `uvicorn_worker.UvicornWorker`',
  choose: 'when gunicorn is what you operate: its signals, its replacement of workers by requests',
  failedStart: 'exits with 1 or 3',
  killedWorker: 'is replaced at once',
  caution:
    'kills requests that take longer than timeouts.graceful, and the lifespan\'s shutdown with them; server "uvicorn" ends them and runs it',
  packages: (app) => ['gunicorn', 'uvicorn-worker', ...uvicornPackages(app)],
  startupModules: () => ['gunicorn.app.wsgiapp', 'uvicorn_worker'],
  environment: gunicornEnvironment,
  command: (app) => gunicornCommand('0.0.0.0', 'uvicorn_worker.UvicornWorker', app),
  commandNote: 'Without --workers, WEB_CONCURRENCY of the environment would decide.',
  options: {
    ...GUNICORN_OPTIONS,
    rootPath: lacks(
      'gunicorn accepts --root-path and does not hand it to uvicorn workers',
      'choose server "uvicorn" or workerClass "asgi", or give root_path to FastAPI() in your code',
    ),
    loop: byPackage(),
    http: byPackage(),
    'proxy.trusted': {
      kind: 'flag',
      flag: '--forwarded-allow-ips',
      argv: (trusted) => ['--forwarded-allow-ips', commaSeparated(trusted)],
    },
  },
  // gunicorn's own reload restarts the whole worker class; uvicorn is there anyway.
  develop: (app, host = LOCAL) => uvicorn.develop(app, host),
};
