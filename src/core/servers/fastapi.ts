import { relativeToApp } from '../app/library';
import type { LogFormat, LogLevel } from '../options';
import type { ResolvedApp } from '../app/resolved';
import { byPackage, flag, lacks, only, LOCAL, type ServerDefinition } from './server';
import { commaSeparated, needsLauncher, programOrLauncher, supervisorModules, uvicornPackages } from './uvicorn-common';

const INSTEAD = 'choose server "uvicorn", which is what it starts, and has this option';

function address(host: string, app: ResolvedApp): string[] {
  return ['--entrypoint', app.application.importString, '--host', host, '--port', String(app.port)];
}

/** `fastapi run`: https://fastapi.tiangolo.com/fastapi-cli/ */
export const fastapi: ServerDefinition = {
  title: 'fastapi run',
  choose: 'when the command of the FastAPI documentation matters more than control: it is uvicorn with few options',
  failedStart: 'exits with 1 or 3; with several workers the generated launcher makes it 3',
  killedWorker: 'is replaced within a second',
  caution:
    'waits for requests in flight without a limit: one that takes longer than timeouts.stop is cut off, and the lifespan\'s shutdown with it; server "uvicorn" has timeouts.graceful',
  packages: (app) => ['fastapi-cli', ...uvicornPackages(app)],
  startupModules: (app) => ['fastapi_cli.cli', 'uvicorn.main', ...supervisorModules(app)],
  command: (app) => [...programOrLauncher('fastapi', app), 'run', ...address('0.0.0.0', app)],
  commandNote: 'Without --workers, WEB_CONCURRENCY of the environment would decide.',
  options: {
    factory: lacks(
      '`fastapi run` takes an application only, not a factory',
      `name an application, such as orders.main:app, or ${INSTEAD}`,
    ),
    // Always given: without the flag, WEB_CONCURRENCY in the environment would decide.
    workers: flag('--workers'),
    rootPath: flag('--root-path'),
    accessLog: only(true, '`fastapi run` always logs each request', INSTEAD),
    logLevel: only<LogLevel>('info', '`fastapi run` has no log level', INSTEAD),
    logFormat: only<LogFormat>('text', '`fastapi run` takes no configuration of logging', INSTEAD),
    loop: byPackage(),
    http: byPackage(),
    'proxy.trusted': {
      kind: 'flag',
      flag: '--forwarded-allow-ips',
      argv: (trusted) => ['--forwarded-allow-ips', commaSeparated(trusted)],
    },
    'timeouts.keepAlive': only(5, '`fastapi run` keeps idle connections for 5 s', INSTEAD),
    'timeouts.graceful': lacks('`fastapi run` waits for requests in flight without a limit', INSTEAD),
    'timeouts.worker': lacks('`fastapi run` gives workers 5 s to answer', INSTEAD),
    'limits.concurrency': lacks('`fastapi run` has no such limit', INSTEAD),
    'limits.maxRequests': lacks('`fastapi run` does not replace workers', INSTEAD),
    'limits.maxRequestsJitter': lacks('`fastapi run` does not replace workers', INSTEAD),
    'limits.backlog': only(2048, '`fastapi run` has a backlog of 2048', INSTEAD),
  },
  develop: (app, host = LOCAL) => [
    ...['fastapi', 'dev', ...address(host, app)],
    ...(app.rootPath === undefined ? [] : ['--root-path', app.rootPath]),
    // Without libraries it watches the directory that it is started in.
    ...(app.libraries.length === 0 ? [] : ['--reload-dir', '.']),
    ...app.libraries.flatMap((library) => ['--reload-dir', relativeToApp(library)]),
  ],
  usesLauncher: needsLauncher,
  drains: true,
};
