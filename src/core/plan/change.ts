import type { Calls } from '../npm/calls';
import type { ResolvedApp } from '../app/resolved';
import type { Ownership } from '../outputs/output';
import type { Door } from './door';
import { standsInPlace, type WhyUnread } from '../workspace';
import type { Problem } from '../text/problems';
import type { BlockSurroundings } from './managed-block';

/** What is at a path now. */
export type Existing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly text: string }
  /**
   * Something that cannot be read or replaced as a text; `what` says so, such as `a directory is in its place`.
   * `unreachable` where it is a directory on the way that makes the path impossible; `noFile` where no program finds a
   * file there; `encoded` where it is a text, in another encoding.
   */
  | Other;

/** What is in the way of a file. */
export interface Other {
  readonly kind: 'other';
  readonly what: string;
  readonly unreachable?: true;
  readonly noFile?: true;
  readonly encoded?: 'UTF-16' | 'unknown';
}

/** How a person makes room for a file. */
export function toMakeRoom(path: string, { encoded }: Other): string {
  if (encoded === undefined) return `move it away, so that ${path} can be written`;
  if (encoded === 'unknown') return 'save it in UTF-8, which editors offer';
  return `save it in UTF-8, for example: iconv -f UTF-16 -t UTF-8 ${path} > utf8.txt && mv utf8.txt ${path}`;
}

/** The problem that something stands where a file is to be written; undefined where nothing does. */
export function roomProblem(path: string, existing: Existing): Problem | undefined {
  if (existing.kind !== 'other') return undefined;
  return standsInPlace(path, { what: existing.what, fix: toMakeRoom(path, existing) });
}

/** Looks at a path relative to the app's directory. */
export type Look = (path: string) => Existing;

/** The text at a path; undefined where there is no file that can be read. */
export function textAt(look: Look, path: string): string | undefined {
  const existing = look(path);
  return existing.kind === 'file' ? existing.text : undefined;
}

/** Tells what stands in the place of a file that is to be read. */
export function whyUnread(look: Look): WhyUnread {
  return (path) => {
    const existing = look(path);
    if (existing.kind !== 'other') return undefined;
    const { what, encoded } = existing;
    return { what, fix: encoded === undefined ? `put the file itself at ${path}` : toMakeRoom(path, existing) };
  };
}

/** Looks at each path once. For as long as nothing is written: who writes has to look again. */
export function lookOnce(look: Look): Look {
  const known = new Map<string, Existing>();
  return (path) => {
    const existing = known.get(path) ?? look(path);
    known.set(path, existing);
    return existing;
  };
}

/** The file that a change is about. */
interface OfFile {
  /** Relative to the app's directory. */
  readonly path: string;
  /** Who owns the file; `options` is the options file itself. */
  readonly ownership: Ownership | 'options';
}

/** A file that is missing. */
export interface Create extends OfFile {
  readonly action: 'create';
  readonly after: string;
  /** What a person may do in files of their own now that this one is there, as lines to print. */
  readonly advice?: readonly string[];
}

/** A file that is to be written anew. */
export interface Update extends OfFile {
  readonly action: 'update';
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  /** What goes on as the former text said, and how a person ends it, as lines to print. */
  readonly advice?: readonly string[];
}

/** A file that no option wants any more. */
export interface Remove extends OfFile {
  readonly action: 'remove';
  readonly before: string;
  readonly reason: string;
  /** What goes on without the file, and how a person ends it, as lines to print. */
  readonly advice?: readonly string[];
}

/** A file that is as it should be. */
export interface Unchanged extends OfFile {
  readonly action: 'unchanged';
}

/** A person's file or edit stands where a managed file belongs; it is left as it is. */
export interface Conflict extends OfFile {
  readonly action: 'conflict';
  /** Text that is there; undefined where there is none, or none that can be read. */
  readonly before?: string;
  /** There is no file: what is left is to write it. */
  readonly absent?: true;
  /** The file begins in this run, with what a person has elsewhere: what is wrong with that is left to them. */
  readonly begun?: true;
  /** Whoever asks for it to be written over has it replaced, or removed where nothing would be written. */
  readonly overwritten?: true;
  /** Text that would be written; undefined where the file would be removed. */
  readonly after?: string;
  readonly reason: string;
  /** Lines that the person wrote, as far as they can be told from those that former options gave. */
  readonly yours?: readonly string[];
  /** What a person can do about it, each way in a line. */
  readonly waysOut: readonly string[];
}

/** A file that the user has taken over with `own`; it is left as it is. */
export interface Owned extends OfFile {
  readonly action: 'owned';
  readonly before?: string;
  /** Text that would be written. */
  readonly after: string;
}

/** A file that a task makes and that is not what its inputs lead to: only that task can write it. */
export interface Stale extends OfFile {
  readonly action: 'stale';
  readonly reason: string;
  readonly waysOut: readonly string[];
}

/** The fate of one file. */
export type Change = Create | Update | Remove | Unchanged | Conflict | Owned | Stale;

/** What writes or removes a file. */
export type Pending = Create | Update | Remove;

/** What a person has to see to. */
export type Left = Conflict | Stale;

/** Changes that write or remove a file. */
export function pendingChanges(changes: readonly Change[]): Pending[] {
  return changes.filter(
    (change): change is Pending =>
      change.action === 'create' || change.action === 'update' || change.action === 'remove',
  );
}

/** Files that are left to a person: a decision about one, or one that a task is to make again. */
export function leftToPerson(changes: readonly Change[]): Left[] {
  return changes.filter((change): change is Left => change.action === 'conflict' || change.action === 'stale');
}

/** What a person may do in files of their own once the changes are written, as lines to print. */
export function adviceOf(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => ('advice' in change ? (change.advice ?? []) : []));
}

/** Whether the files are what the options lead to. */
export function isInStep(changes: readonly Change[]): boolean {
  return pendingChanges(changes).length === 0 && leftToPerson(changes).length === 0;
}

/** How to deal with what is there. */
export interface ReconcileOptions {
  /** Paths that the person has taken over. */
  readonly own: readonly string[];
  /** The app whose files they are, for what its options say already; undefined where they are those of the workspace. */
  readonly app: ResolvedApp | undefined;
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite: boolean;
  /** The door whose words the ways out use. Asked only where there is a way out to tell. */
  readonly door: () => Door;
  /** The app's directory as messages name it. */
  readonly directory: string;
  /** How programs are called here. Asked only where there is a way out to tell. */
  readonly calls: () => Calls;
  /** What decides about the managed block besides the file that it is in. */
  readonly surroundings: BlockSurroundings;
}
