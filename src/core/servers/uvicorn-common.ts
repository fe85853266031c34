import { LAUNCHER, containerFile } from '../app/container-package';
import type { PackageName } from '../python/packages';
import type { ResolvedApp } from '../app/resolved';

/** What its supervisor of several workers imports while it starts, beyond what one process does. */
export function supervisorModules({ workers }: ResolvedApp): string[] {
  return workers > 1 ? ['uvicorn.supervisors.multiprocess', 'multiprocessing.popen_spawn_posix'] : [];
}

/** uvicorn takes the parser, the loop and the protocol of WebSockets that are installed. */
export function uvicornPackages({ http, loop, websockets }: ResolvedApp): PackageName[] {
  return [
    'uvicorn',
    ...(http === 'httptools' ? (['httptools'] as const) : []),
    ...loopPackages({ loop }),
    ...(websockets ? (['websockets'] as const) : []),
  ];
}

/** The package that an event loop needs. */
export function loopPackages({ loop }: Pick<ResolvedApp, 'loop'>): PackageName[] {
  return loop === 'uvloop' ? ['uvloop'] : [];
}

/**
 * Whether the launcher starts it: uvicorn's supervisor exits with 0 when no worker could start, and no server goes on
 * answering after SIGTERM by itself.
 */
export function needsLauncher(app: ResolvedApp): boolean {
  return app.workers > 1 || isDrained(app);
}

/** Whether something sends the app requests that learns of its end only after a while. */
export function isDrained({ swarm, kubernetes, timeouts }: ResolvedApp): boolean {
  return (swarm !== undefined || kubernetes !== undefined) && timeouts.drain > 0;
}

/** The program, or the launcher in its place. */
export function programOrLauncher(program: string, app: ResolvedApp): string[] {
  return needsLauncher(app) ? ['python', containerFile(app, LAUNCHER)] : [program];
}

/** Several values as one word. */
export function commaSeparated(values: readonly string[]): string {
  return values.join(',');
}
