import { joinPath } from '../paths';
import { LAUNCHER_MODULE } from '../constants';
import type { PackageName } from '../packages';
import type { ResolvedApp } from '../resolved';

/** What uvicorn imports while it starts, whoever starts it. */
export const UVICORN_MODULES = [
  'uvicorn.loops.auto',
  'uvicorn.protocols.http.auto',
  'uvicorn.protocols.websockets.auto',
  'uvicorn.lifespan.on',
];

/** What its supervisor of several workers imports. */
const SUPERVISOR_MODULES = [
  'uvicorn.supervisors.multiprocess',
  'multiprocessing.spawn',
  'multiprocessing.popen_spawn_posix',
  'multiprocessing.resource_tracker',
  'pkgutil',
];

/** Modules for one process, or for a supervisor with workers. */
export function uvicornModules({ workers }: ResolvedApp): string[] {
  return [...UVICORN_MODULES, ...(workers > 1 ? SUPERVISOR_MODULES : [])];
}

/** uvicorn takes the parser and the loop that are installed. */
export function uvicornPackages({ http, loop }: ResolvedApp): PackageName[] {
  return ['uvicorn', ...(http === 'httptools' ? (['httptools'] as const) : []), ...loopPackages({ loop })];
}

/** The package that an event loop needs. */
export function loopPackages({ loop }: Pick<ResolvedApp, 'loop'>): PackageName[] {
  return loop === 'uvloop' ? ['uvloop'] : [];
}

/** uvicorn's supervisor exits with 0 when no worker could start: several workers are started by the launcher. */
export function hidesFailedStart({ workers }: ResolvedApp): boolean {
  return workers > 1;
}

/** Path of the launcher, relative to the app. */
export function launcherPath({ application }: ResolvedApp): string {
  return joinPath(application.sourceDir, LAUNCHER_MODULE);
}

/** The program, or the launcher in its place. */
export function programOrLauncher(program: string, app: ResolvedApp): string[] {
  const module = `${app.application.prefix}${LAUNCHER_MODULE.replace('.py', '')}`;
  return hidesFailedStart(app) ? ['python', '-m', module] : [program];
}

/** Several values as one word. */
export function commaSeparated(values: readonly string[]): string {
  return values.join(',');
}
