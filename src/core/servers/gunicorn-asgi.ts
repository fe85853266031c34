import { GUNICORN_OPTIONS, gunicornCommand, gunicornEnvironment } from './gunicorn-common';
import { flag, lacks, LOCAL, type ServerDefinition } from './server';
import { loopPackages } from './uvicorn-common';

/** gunicorn with its own ASGI worker: https://docs.gunicorn.org/ */
export const gunicornAsgi: ServerDefinition = {
  title: 'gunicorn with its own `asgi` worker',
  choose: 'when gunicorn is what you operate, and without uvicorn in the image',
  failedStart: 'exits with 3',
  killedWorker: 'is replaced at once',
  packages: (app) => ['gunicorn', ...loopPackages(app)],
  startupModules: () => ['gunicorn.app.wsgiapp', 'gunicorn.workers.gasgi'],
  environment: gunicornEnvironment,
  // "auto" hides a lifespan that fails, and serves without it.
  command: (app) => [...gunicornCommand('0.0.0.0', 'asgi', app), '--asgi-lifespan', 'on'],
  commandNote: 'Without --workers, WEB_CONCURRENCY of the environment would decide.',
  options: {
    ...GUNICORN_OPTIONS,
    rootPath: flag('--root-path'),
    // The default takes what is installed.
    loop: flag('--asgi-loop', 'asyncio'),
    http: lacks('the asgi worker has a parser of its own', 'leave it out, or choose server "uvicorn"'),
    'proxy.trusted': lacks(
      "the asgi worker takes the scheme from a proxy, and ignores the client's address",
      'choose workerClass "uvicorn_worker.UvicornWorker" or server "uvicorn"',
    ),
  },
  develop: (app, host = LOCAL) => [
    ...gunicornCommand(host, 'asgi', app),
    ...(app.rootPath === undefined ? [] : ['--root-path', app.rootPath]),
    ...['--log-level', app.logLevel, '--access-logfile', '-', '--reload'],
  ],
};
