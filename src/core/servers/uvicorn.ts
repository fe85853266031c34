import { relativeToApp } from '../app/library';
import type { ResolvedApp } from '../app/resolved';
import { flag, logConfig, switchFor, LOCAL, type ServerDefinition } from './server';
import { commaSeparated, needsLauncher, programOrLauncher, supervisorModules, uvicornPackages } from './uvicorn-common';

function address(host: string, app: ResolvedApp): string[] {
  return [app.application.importString, '--host', host, '--port', String(app.port)];
}

/** The command that serves the application on a developer's machine, without reload. */
export function servedOnce(app: ResolvedApp, host = LOCAL): string[] {
  return [
    'uvicorn',
    ...address(host, app),
    ...(app.application.factory ? ['--factory'] : []),
    ...(app.rootPath === undefined ? [] : ['--root-path', app.rootPath]),
    ...['--log-level', app.logLevel],
  ];
}

/** https://www.uvicorn.org/settings/ */
export const uvicorn: ServerDefinition = {
  title: 'uvicorn',
  choose: 'the default: every option works, one process starts fast and takes little memory',
  failedStart: 'exits with 1 or 3; with several workers the generated launcher makes it 3',
  killedWorker: 'is replaced within a second',
  packages: uvicornPackages,
  startupModules: (app) => ['uvicorn.main', ...supervisorModules(app)],
  // Which server it is helps nobody but those who look for its holes.
  command: (app) => [...programOrLauncher('uvicorn', app), ...address('0.0.0.0', app), '--no-server-header'],
  commandNote: 'Without --workers, WEB_CONCURRENCY of the environment would decide.',
  options: {
    factory: switchFor(true, '--factory'),
    // Always given: without the flag, WEB_CONCURRENCY in the environment would decide.
    workers: flag('--workers'),
    rootPath: flag('--root-path'),
    accessLog: switchFor(false, '--no-access-log'),
    logLevel: flag('--log-level', 'info'),
    logFormat: logConfig('--log-config'),
    // The default takes what is installed, and these are what is installed by default.
    loop: flag('--loop', 'asyncio'),
    http: flag('--http', 'httptools'),
    'proxy.trusted': {
      kind: 'flag',
      flag: '--forwarded-allow-ips',
      argv: (trusted) => ['--forwarded-allow-ips', commaSeparated(trusted)],
    },
    'timeouts.keepAlive': flag('--timeout-keep-alive', 5),
    // Without it the server waits for ever, and the container is killed before the lifespan's shutdown has run.
    'timeouts.graceful': flag('--timeout-graceful-shutdown'),
    'timeouts.worker': {
      kind: 'flag',
      flag: '--timeout-worker-healthcheck',
      argv: (seconds, { workers }) => (workers > 1 ? ['--timeout-worker-healthcheck', String(seconds)] : []),
    },
    'limits.concurrency': flag('--limit-concurrency'),
    'limits.maxRequests': flag('--limit-max-requests'),
    'limits.maxRequestsJitter': flag('--limit-max-requests-jitter'),
    'limits.backlog': flag('--backlog', 2048),
  },
  develop: (app, host = LOCAL) => [
    ...servedOnce(app, host),
    ...['--reload', '--reload-dir', app.application.sourceDir],
    ...app.libraries.flatMap((library) => ['--reload-dir', relativeToApp(library)]),
  ],
  usesLauncher: needsLauncher,
  drains: true,
};
