import type { Calls } from '../npm/calls';
import type { ResolvedApp } from '../app/resolved';
import type { Change } from './change';
import { toRun, type Door } from './door';

/** Whether these changes bring an application into the world, as opposed to regenerating one. */
function isBirth(changes: readonly Change[]): boolean {
  return changes.some(({ ownership, action }) => ownership === 'seed' && action === 'create');
}

/**
 * What a person types next, after an app was born; nothing otherwise.
 *
 * @param door the door that the app came through
 * @param directory directory of the app, as messages name it
 * @param calls how programs are called here
 */
export function nextLines(
  door: Door,
  { name, lock = false }: Pick<ResolvedApp, 'name'> & Partial<Pick<ResolvedApp, 'lock'>>,
  directory: string,
  changes: readonly Change[],
  calls?: Calls,
): string[] {
  // What is installed is what was locked.
  const wanted = lock ? ['lock', 'serve'] : ['serve'];
  const lines = wanted.map((task) => toRun(door, task, name, directory, calls));
  return isBirth(changes) ? ['', `Next: ${lines.join(', then ')}`] : [];
}
