import type { BlockFile, MadeFile, OutputFile, SeedFile, Traits } from '../outputs/output';
import type { Rendered } from '../outputs/render';
import { append } from '../text/lists';
import { failure, failures, success, type Problem, type Result } from '../text/problems';
import type { Workspace } from '../workspace';
import {
  roomProblem,
  textAt,
  type Change,
  type Existing,
  type Look,
  type Other,
  type ReconcileOptions,
} from './change';
import { heldBack } from './held-back';
import { mergeBlock } from './managed-block';
import { reconcileFormer, reconcileManaged } from './reconcile-managed';
import { ownedRequirements } from './owned-requirements';
import { tellReplacing } from './replacing';
import { keepNamed, keepOut, keepTogether } from './together';

/** What happens to a file, nothing at all, or what makes it impossible. */
type Fate = Result<Change | undefined>;

function reconcileBlock(
  { path, ownership, requirements }: BlockFile,
  existing: Existing,
  { surroundings }: ReconcileOptions,
): Fate {
  const obstacle = roomProblem(path, existing);
  if (obstacle) return failure(obstacle);
  const before = existing.kind === 'file' ? existing.text : undefined;
  const merged = mergeBlock(path, before, requirements, surroundings);
  if (!merged.ok) return merged;
  const after = merged.value;
  if (before === undefined) return success({ path, ownership, action: 'create', after });
  if (before === after) return success({ path, ownership, action: 'unchanged' });
  return success({ path, ownership, action: 'update', before, after, reason: 'its managed block changed' });
}

function reconcileSeed({ path, ownership, content, unless }: SeedFile, look: Look): Fate {
  const isUnreachable = (existing: Existing): existing is Other =>
    existing.kind === 'other' && existing.unreachable === true;
  const others = [unless ?? []].flat().map(look);
  if (others.some((other) => other.kind !== 'absent' && !isUnreachable(other))) return success(undefined);
  const existing = look(path);
  // Seeds are written once: one that was passed over for this would never come.
  const obstacle = isUnreachable(existing) ? roomProblem(path, existing) : undefined;
  if (obstacle) return failure(obstacle);
  return success(existing.kind === 'absent' ? { path, ownership, action: 'create', after: content } : undefined);
}

function fateOf(file: OutputFile, output: Traits, look: Look, options: ReconcileOptions): Fate {
  switch (file.ownership) {
    case 'seed':
      return reconcileSeed(file, look);
    case 'managed': {
      const held = heldBack(file, output, look, options);
      return success(held ? held.told : reconcileManaged(file, output, look(file.path), options));
    }
    case 'block':
      return options.own.includes(file.path)
        ? success(ownedRequirements(file, look))
        : reconcileBlock(file, look(file.path), options);
    case 'made':
      // Follows from the others, as they are going to be.
      return success(undefined);
  }
}

/**
 * Compares what the options lead to with what is there. Nothing is read or written but through `look`.
 *
 * @param former paths of managed files that other options lead to: removed where they are left over and untouched
 * @returns the fate of every file in the order of writing, or the problems that make writing impossible
 */
export function reconcile(
  rendered: readonly Rendered<Traits>[],
  former: readonly string[],
  look: Look,
  options: ReconcileOptions,
): Result<Change[]> {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  const inTheWayOf = new Set<string>();
  for (const { output, file } of rendered) {
    const fate = fateOf(file, output, look, options);
    if (fate.ok) {
      if (fate.value) changes.push(fate.value);
      continue;
    }
    // A directory in the way of many files is one problem.
    const existing = look(file.path);
    const obstacle = existing.kind === 'other' && existing.unreachable === true ? existing.what : file.path;
    if (!inTheWayOf.has(obstacle)) append(problems, fate.problems);
    inTheWayOf.add(obstacle);
  }
  for (const path of former) {
    const kept = options.own.includes(path) || rendered.some(({ file }) => file.path === path);
    const change = kept ? undefined : reconcileFormer(path, look(path), options);
    if (change) changes.push(change);
  }
  if (problems.length > 0) return failures(problems);
  const decided = keepNamed(keepOut(keepTogether(changes, rendered), rendered), rendered);
  return success(tellReplacing(decided, rendered, options));
}

/** Text of a file as it is going to be; undefined where there will be none. */
export function plannedText(path: string, look: Look, changes: readonly Change[]): string | undefined {
  const change = changes.find((candidate) => candidate.path === path);
  if (change?.action === 'create' || change?.action === 'update') return change.after;
  return textAt(look, path);
}

/** What is to be said about a file that a task makes: it is never written with the others. */
export function reconcileMade(
  { path, ownership, task, staleness }: MadeFile,
  look: Look,
  workspace: Workspace,
  changes: readonly Change[],
  toRun: (task: string) => string,
): Change {
  const existing = look(path);
  const planned = (other: string) => plannedText(other, look, changes);
  const reason =
    existing.kind === 'other'
      ? existing.what
      : staleness(existing.kind === 'file' ? existing.text : undefined, { workspace, planned });
  if (reason === undefined) return { path, ownership, action: 'unchanged' };
  return { path, ownership, action: 'stale', reason, waysOut: [`run the \`${task}\` task: ${toRun(task)}`] };
}
