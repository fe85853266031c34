import type { Manager } from './options-file';
import type { Ownership } from './output-file';

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
 * - `stale`: a lock that is not what its inputs lead to; only its own task can write it
 */
export type Action = 'create' | 'update' | 'unchanged' | 'conflict' | 'remove' | 'owned' | 'stale';

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
  /** What a person can do about a conflict or a stale lock. */
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
