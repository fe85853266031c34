import type { ResolvedApp } from '../app/resolved';
import type { Output } from '../outputs/output';
import type { Change } from './change';

/** Tells, with a file that goes or says another name, what was started from it and goes on. It is told in that run alone. */
export function adviseLeftRunning(app: ResolvedApp, changes: readonly Change[], outputs: readonly Output[]): Change[] {
  return changes.map((change) => {
    if (change.action !== 'remove' && change.action !== 'update') return change;
    const { path, before } = change;
    const gone = { path, before, after: change.action === 'update' ? change.after : undefined };
    const told = outputs.flatMap(({ leaves }) => leaves?.(app, gone) ?? []);
    return told.length === 0 ? change : { ...change, advice: told.map((line) => `  note        ${line}`) };
  });
}
