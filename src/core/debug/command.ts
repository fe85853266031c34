import type { ResolvedApp } from '../app/resolved';
import { LOCAL } from '../servers/server';
import { servedOnce } from '../servers/uvicorn';

/**
 * The command that serves the app under the debugger: a program of its virtual environment first.
 *
 * It is uvicorn whatever the image has, in one process and without reload: another process would be a second session, which
 * not every editor opens, and a breakpoint there is never hit.
 *
 * @param waits whether nothing of the app runs before an editor has attached
 * @param words what a person adds for uvicorn
 */
export function debugCommand(app: ResolvedApp, waits: boolean, words: readonly string[]): string[] {
  return [
    'python',
    // Modules that Python has frozen into itself have no lines to stop at.
    '-Xfrozen_modules=off',
    ...['-m', 'debugpy', '--listen', `${LOCAL}:${String(app.debugPort)}`],
    ...(waits ? ['--wait-for-client'] : []),
    ...['-m', ...servedOnce(app), '--workers', '1'],
    ...words,
  ];
}
