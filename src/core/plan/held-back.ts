import type { ManagedFile, Traits } from '../outputs/output';
import { managedState } from '../text/managed-file';
import { toOwn } from './door';
import type { Conflict, Look, ReconcileOptions } from './change';

/** What holds a file back. */
interface HeldBack {
  /** What is to be said about it; undefined where the fate of the former file tells it, or nothing has to be told. */
  readonly told: Conflict | undefined;
}

function conflict({ path, ownership, content }: ManagedFile, hidden: string, own: readonly string[]): Conflict {
  const reason = `it would hide ${hidden}, which is yours`;
  const waysOut = [`give ${hidden} another name, or remove it`, `or do without it: ${toOwn(own, path)}`];
  return { path, ownership, action: 'conflict', absent: true, after: content, reason, waysOut };
}

/**
 * Whether a file is held back, since a former file that it would hide goes on doing its work: Python takes a package
 * rather than a module of the same name, and would miss what a person wrote into the module. Or since it would hide a
 * file that does the same work already.
 */
export function heldBack(
  file: ManagedFile,
  { neighbours }: Traits,
  look: Look,
  { own }: Pick<ReconcileOptions, 'own'>,
): HeldBack | undefined {
  const { path, replaces } = file;
  if (own.includes(path) || look(path).kind !== 'absent') return undefined;
  const hidden = neighbours?.hide?.[path]?.find((other) => look(other).kind !== 'absent');
  if (hidden !== undefined) return { told: conflict(file, hidden, own) };
  if (replaces === undefined) return undefined;
  const former = look(replaces);
  if (former.kind !== 'file') return undefined;
  const state = managedState(former.text);
  if (own.includes(replaces) || state?.untouched === false) return { told: undefined };
  return state === undefined ? { told: conflict(file, replaces, own) } : undefined;
}
