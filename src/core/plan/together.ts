import type { Traits } from '../outputs/output';
import type { Rendered } from '../outputs/render';
import { managedState } from '../text/managed-file';
import type { Change, Conflict, Create, Update } from './change';

type Writing = Create | Update;

function isWriting(change: Change): change is Writing {
  return change.action === 'create' || change.action === 'update';
}

/** What is to be said of a file that could be written, and waits for what becomes of another. */
function waiting(change: Writing, other: string): Conflict {
  const { path, ownership, after } = change;
  const before = change.action === 'update' ? { before: change.before } : { absent: true as const };
  const reason = `it goes with ${other}, which is left as it is`;
  const waysOut = [`decide about ${other}: this file follows`];
  return { path, ownership, action: 'conflict', ...before, after, reason, waysOut };
}

/** The fate of a file that follows another, which is a person's: it is theirs as well. */
function ownedToo(change: Change): Change {
  const { path, ownership } = change;
  if (!isWriting(change) && change.action !== 'conflict') return change;
  const before = 'before' in change ? { before: change.before } : {};
  return { path, ownership, action: 'owned', ...before, after: change.after ?? '' };
}

/**
 * Files that only make sense together are left alone, or taken, together. An ignore file of ours beside a Dockerfile of
 * somebody else's would break a build that works; a Dockerfile of ours could copy what an ignore file of somebody else's
 * keeps out. Who owns the Dockerfile owns its ignore file. Who owns the ignore file alone has said that they see to it.
 *
 * @param changes the fate of each file by itself
 */
export function keepTogether(changes: readonly Change[], rendered: readonly Rendered<Traits>[]): Change[] {
  const pairs = rendered.flatMap(({ output, file }) => {
    const { goWith } = output.neighbours ?? {};
    return goWith?.when === 'always' ? [{ leader: goWith.path, follower: file.path }] : [];
  });
  const byPath = new Map(changes.map((change) => [change.path, change]));
  return changes.map((change): Change => {
    const leader = byPath.get(pairs.find(({ follower }) => follower === change.path)?.leader ?? '');
    if (leader?.action === 'owned') return ownedToo(change);
    if (!isWriting(change)) return change;
    const followers = pairs.flatMap(({ leader: path, follower }) =>
      path === change.path ? (byPath.get(follower) ?? []) : [],
    );
    const left = [...(leader ? [leader] : []), ...followers].find(({ action }) => action === 'conflict');
    return left ? waiting(change, left.path) : change;
  });
}

/**
 * A file that is left as it is may need what an older version, or other options, wrote for it: nothing that it names is
 * taken away.
 *
 * @param changes the fate of each file by itself
 */
export function keepNamed(changes: readonly Change[], rendered: readonly Rendered<Traits>[]): Change[] {
  const left = rendered.flatMap(({ output: { neighbours }, file: { path } }) => {
    const change = changes.find((candidate) => candidate.path === path);
    const before = change?.action === 'conflict' || change?.action === 'owned' ? change.before : undefined;
    return before === undefined ? [] : [(other: string) => neighbours?.name?.(before, other) === true];
  });
  if (left.length === 0) return [...changes];
  return changes.filter(({ action, path }) => action !== 'remove' || !left.some((names) => names(path)));
}

/**
 * Beside a file of a person's nothing is written that makes sense only with one of ours in its place.
 *
 * @param changes the fate of each file by itself
 */
export function keepOut(changes: readonly Change[], rendered: readonly Rendered<Traits>[]): Change[] {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  return changes.map((change): Change => {
    if (change.action !== 'create') return change;
    const { goWith, name } = rendered.find(({ file }) => file.path === change.path)?.output.neighbours ?? {};
    const leader = goWith?.when === 'beside ours' ? byPath.get(goWith.path) : undefined;
    if (leader?.action !== 'conflict' && leader?.action !== 'owned') return change;
    const { before } = leader;
    // What is not there is held back by another file that says the same.
    const isTheirs = before === undefined || managedState(before) === undefined;
    const named = before !== undefined && name?.(before, change.path) === true;
    if (!isTheirs || named) return change;
    return leader.action === 'owned' ? ownedToo(change) : waiting(change, leader.path);
  });
}
