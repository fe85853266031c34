import { GRACEFUL_STOP_SECONDS } from '../constants';
import type { ResolvedApp } from '../resolved';
import type { ServerDefinition } from './server';

function application(app: ResolvedApp): string[] {
  return [app.application.importString, ...(app.application.factory ? ['--factory'] : [])];
}

function common(app: ResolvedApp): string[] {
  return [
    '--port',
    String(app.port),
    ...(app.rootPath === undefined ? [] : ['--root-path', app.rootPath]),
    '--log-level',
    app.logLevel,
    ...(app.accessLog ? [] : ['--no-access-log']),
  ];
}

/** What the supervisor of several workers imports to start them. */
const SUPERVISOR_MODULES = [
  'uvicorn.supervisors.multiprocess',
  'multiprocessing.spawn',
  'multiprocessing.popen_spawn_posix',
  'multiprocessing.resource_tracker',
  'pkgutil',
];

/** https://www.uvicorn.org/settings/ */
export const uvicorn: ServerDefinition = {
  // httptools parses requests 1.75 times as fast as h11; uvloop on top of it gains 7 % and costs 16 MB, so it is left out.
  packages: ['uvicorn', 'httptools'],
  startupModules: ({ workers }) => [
    'uvicorn.main',
    'uvicorn.loops.auto',
    'uvicorn.protocols.http.auto',
    'uvicorn.protocols.websockets.auto',
    'uvicorn.lifespan.on',
    ...(workers > 1 ? SUPERVISOR_MODULES : []),
  ],
  serve: (app) => [
    'uvicorn',
    ...application(app),
    '--host',
    '0.0.0.0',
    ...common(app),
    // The number is always given: without the flag, WEB_CONCURRENCY in the environment would decide it.
    '--workers',
    String(app.workers),
    // Without it the server waits for ever, and the container is killed before the lifespan's shutdown has run.
    '--timeout-graceful-shutdown',
    String(GRACEFUL_STOP_SECONDS),
  ],
  develop: (app) => [
    'uvicorn',
    ...application(app),
    '--host',
    '127.0.0.1',
    ...common(app),
    '--reload',
    '--reload-dir',
    app.application.sourceDir,
  ],
};
