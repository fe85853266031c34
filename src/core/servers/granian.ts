import { relativeToApp } from '../app/library';
import type { ResolvedApp } from '../app/resolved';
import { flag, lacks, logConfig, switchFor, LOCAL, type ServerDefinition } from './server';
import { loopPackages } from './uvicorn-common';

const INSTEAD = 'choose server "uvicorn"';

function command(host: string, app: ResolvedApp): string[] {
  // Its default interface is one of its own, in which FastAPI cannot answer.
  return ['granian', '--interface', 'asgi', app.application.importString, '--host', host, '--port', String(app.port)];
}

/** https://github.com/emmett-framework/granian */
export const granian: ServerDefinition = {
  title: 'granian',
  choose: 'for the most requests per second: the HTTP part is written in Rust',
  failedStart: 'exits with 1',
  killedWorker: 'is replaced',
  packages: (app) => ['granian', ...loopPackages(app)],
  startupModules: () => ['granian.cli', 'multiprocessing.popen_fork'],
  // Without it the server ends with its first worker that dies.
  command: (app) => [...command('0.0.0.0', app), '--respawn-failed-workers'],
  commandNote: 'Without --workers, GRANIAN_WORKERS of the environment would decide.',
  options: {
    factory: switchFor(true, '--factory'),
    // Always given: without the flag, GRANIAN_WORKERS in the environment would decide.
    workers: flag('--workers'),
    rootPath: flag('--url-path-prefix'),
    accessLog: switchFor(true, '--access-log'),
    logLevel: flag('--log-level', 'info'),
    logFormat: logConfig('--log-config'),
    // The default takes what is installed.
    loop: flag('--loop', 'asyncio'),
    http: lacks('granian has a parser of its own', `leave it out, or ${INSTEAD}`),
    'proxy.trusted': lacks(
      'granian leaves proxies to a wrapper',
      `${INSTEAD}, or use granian.utils.proxies.wrap_asgi_with_proxy_headers in your code`,
    ),
    'timeouts.keepAlive': lacks('granian can turn keep-alive on and off, and has no time for it', INSTEAD),
    'timeouts.graceful': {
      kind: 'flag',
      flag: '--workers-kill-timeout',
      argv: (seconds) => ['--workers-kill-timeout', `${String(seconds)}s`],
    },
    'timeouts.worker': lacks(
      'granian does not ask its workers whether they live',
      `leave it out, or ${INSTEAD} with workers`,
    ),
    'limits.concurrency': flag('--backpressure'),
    'limits.maxRequests': lacks(
      'granian replaces workers by time or memory, not by requests',
      `${INSTEAD} with workers, or "gunicorn"`,
    ),
    'limits.maxRequestsJitter': lacks(
      'granian replaces workers by time or memory, not by requests',
      `${INSTEAD} with workers, or "gunicorn"`,
    ),
    'limits.backlog': flag('--backlog'),
  },
  develop: (app, host = LOCAL) => [
    ...command(host, app),
    ...(app.application.factory ? ['--factory'] : []),
    ...(app.rootPath === undefined ? [] : ['--url-path-prefix', app.rootPath]),
    ...['--log-level', app.logLevel, '--access-log', '--reload', '--reload-paths', app.application.sourceDir],
    ...app.libraries.flatMap((library) => ['--reload-paths', relativeToApp(library)]),
  ],
  reloadNeeds: 'watchfiles',
};
