import type { Manager } from './options-file';
import type { BlockFile, OutputFile, Ownership, SeedFile } from './output-file';
import { mergeBlock } from './ownership/managed-block';
import { reconcileManaged, reconcileRetired } from './ownership/reconcile-managed';
import { failure, success, type Problem, type Result } from './problems';

/** What is at a path now. */
export type Existing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly text: string }
  /**
   * Something that cannot be read or replaced as a text; `what` says so, such as `a directory is in its place`.
   * `unreachable` where it is a directory on the way that makes the path impossible.
   */
  | { readonly kind: 'other'; readonly what: string; readonly unreachable?: true };

/** Looks at a path relative to the app's directory. */
export type Look = (path: string) => Existing;

/**
 * What is to happen to one file.
 *
 * - `create`, `update`, `remove`: written as `after` says
 * - `unchanged`: as it should be
 * - `conflict`: a person's file or edit stands where a managed file belongs; it is left as it is
 * - `owned`: taken over with `own`; left as it is
 */
export type Action = 'create' | 'update' | 'unchanged' | 'conflict' | 'remove' | 'owned';

/** The fate of one file, with the texts before and after. */
export interface Change {
  readonly path: string;
  readonly ownership: Ownership;
  readonly action: Action;
  /** Text that is there now. */
  readonly before?: string;
  /** Text that the options lead to; for `conflict` and `owned` the text that would be written. */
  readonly after?: string;
  /** Why, in words for a person. */
  readonly reason?: string;
  /** What a person can do about a conflict. */
  readonly waysOut?: readonly string[];
}

/** How to deal with what is there. */
export interface ReconcileOptions {
  /** Managed files that the user has taken over. */
  readonly own: readonly string[];
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite?: boolean;
  /** Paths of managed files that other options lead to: removed where they are left over and untouched. */
  readonly retired?: readonly string[];
  /** The tool that writes the options, where it is not a person: the ways out differ. */
  readonly managedBy?: Manager | undefined;
  /** The app's directory as messages name it. */
  readonly directory?: string;
}

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
          : reconcileBlock(file, look(file.path));
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
