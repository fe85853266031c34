import type { Change, Existing, Look, ReconcileOptions } from './change';
import type { BlockFile, OutputFile, SeedFile } from './output-file';
import { mergeBlock } from './ownership/managed-block';
import { reconcileManaged, reconcileRetired } from './ownership/reconcile-managed';
import { failure, success, type Problem, type Result } from './problems';

function inTheWay(path: string, reason: string): Problem {
  return { option: path, reason, fix: `move it away, so that ${path} can be written` };
}

function reconcileBlock(file: BlockFile, existing: Existing): Change | Problem {
  const { path, ownership, requirements } = file;
  if (existing.kind === 'other') return inTheWay(path, existing.what);
  const before = existing.kind === 'file' ? existing.text : undefined;
  const merged = mergeBlock(path, before, requirements);
  if (!merged.ok) return merged.problem;
  if (before === undefined) return { path, ownership, action: 'create', after: merged.text };
  if (before === merged.text) return { path, ownership, action: 'unchanged', before, after: before };
  return { path, ownership, action: 'update', before, after: merged.text, reason: 'its managed block changed' };
}

function reconcileSeed(file: SeedFile, look: Look): Change | Problem | undefined {
  const entry: Existing = file.unless === undefined ? { kind: 'absent' } : look(file.unless);
  const unreachable = entry.kind === 'other' && entry.unreachable === true;
  if (entry.kind !== 'absent' && !unreachable) return undefined;
  const existing = look(file.path);
  // Seeds are written once: one that was passed over for this would never come.
  if (existing.kind === 'other' && existing.unreachable === true) return inTheWay(file.path, existing.what);
  if (existing.kind !== 'absent') return undefined;
  return { path: file.path, ownership: 'seed', action: 'create', after: file.content };
}

/**
 * Compares what the options lead to with what is there. Nothing is read or written but through `look`.
 *
 * @returns the fate of every file in the order of writing, or the problems that make writing impossible
 */
export function reconcile(files: readonly OutputFile[], look: Look, options: ReconcileOptions): Result<Change[]> {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const outcome =
      file.ownership === 'seed'
        ? reconcileSeed(file, look)
        : file.ownership === 'managed'
          ? reconcileManaged(file, look(file.path), options)
          : file.ownership === 'block'
            ? reconcileBlock(file, look(file.path))
            : undefined;
    if (outcome && 'action' in outcome) changes.push(outcome);
    // One thing in the way of many files is one problem.
    else if (outcome && !problems.some(({ reason }) => reason === outcome.reason)) problems.push(outcome);
  }
  for (const path of options.retired ?? []) {
    const kept = options.own.includes(path) || files.some((file) => file.path === path);
    const change = kept ? undefined : reconcileRetired(path, look(path));
    if (change) changes.push(change);
  }
  return problems.length === 0 ? success(changes) : failure(...problems);
}
