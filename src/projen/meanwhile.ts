import { normalizeEol } from '../core/text/eol';
import { pendingChanges, type Change, type Look } from '../core/plan/change';

/** Other components of the project write too: what came in between, such as a sample README, is not overwritten. */
export function stillStands(change: Change, look: Look): Change[] {
  const [pending] = pendingChanges([change]);
  if (!pending) return [change];
  const { path, ownership } = pending;
  const now = look(path);
  const text = now.kind === 'file' ? now.text : undefined;
  const before = pending.action === 'create' ? undefined : pending.before;
  if (now.kind !== 'other' && text === before) return [pending];
  if (ownership === 'seed') return [];
  const texts = {
    ...(text === undefined ? {} : { before: text }),
    ...('after' in pending ? { after: pending.after } : {}),
  };
  if (
    texts.before !== undefined &&
    texts.after !== undefined &&
    normalizeEol(texts.before) === normalizeEol(texts.after)
  )
    return [];
  const reason = 'another component of the project has just written it';
  return [{ path, ownership, action: 'conflict', ...texts, reason, waysOut: ['leave the file to one of the two'] }];
}
