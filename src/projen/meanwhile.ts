import type { Change, Look } from '../core/change';
import { normalizeEol } from '../core/ownership/managed-file';
import { pendingChanges } from '../core/plan';

/** Other components of the project write too: what came in between, such as a sample README, is not overwritten. */
export function stillStands(change: Change, look: Look): Change[] {
  if (pendingChanges([change]).length === 0) return [change];
  const now = look(change.path);
  const text = now.kind === 'file' ? now.text : undefined;
  if (now.kind !== 'other' && text === change.before) return [change];
  if (change.ownership === 'seed') return [];
  if (text !== undefined && change.after !== undefined && normalizeEol(text) === normalizeEol(change.after)) return [];
  return [{ ...change, action: 'conflict', reason: 'another component of the project has just written it' }];
}
