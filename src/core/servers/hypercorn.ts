import type { ResolvedApp } from '../app/resolved';
import { flag, lacks, logConfig, only, switchFor, LOCAL, type ServerDefinition } from './server';
import { loopPackages } from './uvicorn-common';

const INSTEAD = 'choose server "uvicorn"';

function command(host: string, app: ResolvedApp): string[] {
  const { importString, factory } = app.application;
  return ['hypercorn', factory ? `${importString}()` : importString, '--bind', `${host}:${String(app.port)}`];
}

/** https://hypercorn.readthedocs.io/ */
export const hypercorn: ServerDefinition = {
  title: 'hypercorn',
  choose: 'for HTTP/2 or trio; slower than the others',
  failedStart: 'exits with 1',
  killedWorker: 'there is one process: its end is the end of the container',
  packages: (app) => ['hypercorn', ...loopPackages(app)],
  startupModules: () => ['hypercorn.__main__'],
  // No workers at all: with a supervisor, even over one worker, a failed start exits with 0.
  command: (app) => [...command('0.0.0.0', app), '--workers', '0'],
  commandNote: 'With 0 workers there is no supervisor, which would hide a start that failed.',
  options: {
    factory: { kind: 'flag', flag: 'module:factory()', argv: () => [] },
    workers: only(
      1,
      'with several workers hypercorn drops requests in flight when it is stopped, and exits with 0 when none can start',
      'run more containers, or choose server "uvicorn" or "granian"',
    ),
    rootPath: flag('--root-path'),
    accessLog: switchFor(true, '--access-logfile', '-'),
    logLevel: flag('--log-level', 'info'),
    logFormat: logConfig('--log-config', 'json:'),
    loop: flag('--worker-class', 'asyncio'),
    http: lacks('hypercorn has a parser of its own', `leave it out, or ${INSTEAD}`),
    'proxy.trusted': lacks(
      'hypercorn leaves proxies to a middleware',
      `${INSTEAD}, or add hypercorn.middleware.ProxyFixMiddleware in your code`,
    ),
    'timeouts.keepAlive': flag('--keep-alive', 5),
    'timeouts.graceful': flag('--graceful-timeout'),
    'timeouts.worker': lacks('there is one process, and no supervisor', `leave it out, or ${INSTEAD} with workers`),
    'limits.concurrency': lacks('hypercorn has no such limit', `${INSTEAD} or "granian"`),
    'limits.maxRequests': lacks(
      'there is one process: its end would be the end of the container',
      `${INSTEAD} with workers`,
    ),
    'limits.maxRequestsJitter': lacks('there is one process, which is not replaced', `${INSTEAD} with workers`),
    'limits.backlog': flag('--backlog'),
  },
  develop: (app, host = LOCAL) => [
    ...command(host, app),
    ...(app.rootPath === undefined ? [] : ['--root-path', app.rootPath]),
    ...['--log-level', app.logLevel, '--access-logfile', '-', '--reload'],
  ],
};
