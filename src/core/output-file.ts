import type { Requirement } from './packages';

/** A file that the tool owns whole: rewritten as long as it is as the tool left it. */
export interface ManagedFile {
  readonly ownership: 'managed';
  readonly path: string;
  readonly content: string;
}

/** A file of the user's with a block of lines in it that the tool owns. */
export interface BlockFile {
  readonly ownership: 'block';
  readonly path: string;
  readonly requirements: readonly Requirement[];
}

/** A file that is the user's from the first moment on: written when the app is born, never again. */
export interface SeedFile {
  readonly ownership: 'seed';
  readonly path: string;
  readonly content: string;
  /** Seeds of one group belong together: none is written where the file that this names is there already. */
  readonly unless?: string;
}

/** A file that only a task of its own writes, since its contents follow from more than the options. */
export interface LockFile {
  readonly ownership: 'lock';
  readonly path: string;
}

/** One file that follows from the options. Paths are relative to the app's directory, with `/`. */
export type OutputFile = ManagedFile | BlockFile | SeedFile | LockFile;

/** Who owns a generated file. */
export type Ownership = OutputFile['ownership'];
