import type { Problem } from '../text/problems';

/** Reads a file of the workspace by its path relative to the root; undefined when there is none. */
export type ReadText = (path: string) => string | undefined;

/** What is at a path instead of a text in UTF-8, and how a person makes room for one. */
export interface Obstacle {
  /** Such as `a directory is in its place`. */
  readonly what: string;
  readonly fix: string;
}

/** The problem that something stands in the place of a file. */
export function standsInPlace(option: string, { what, fix }: Obstacle): Problem {
  return { option, reason: what, allowed: 'a text file in UTF-8, and no symbolic link', fix };
}

/** Tells what stands where nothing could be read; undefined where nothing is there. */
export type WhyUnread = (path: string) => Obstacle | undefined;

/** Reads each file once. For as long as nothing is written: who writes has to look again. */
export function readOnce(read: ReadText): ReadText {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, read(path));
    return known.get(path);
  };
}

/** The repository around an app, as far as the core may look at it. */
export interface Workspace {
  /** The app's directory relative to the root of the workspace, `.` for the root itself. */
  readonly directory: string;
  /** Reads a file by its path relative to the root. */
  readonly read: ReadText;
  /**
   * The files in the app's directory that Git does not ignore, hidden ones among them, relative to it and in alphabetical
   * order. Of a directory with very many some are left out. Asked only where something has to be found; without it
   * nothing is.
   */
  readonly files?: () => readonly string[];
  /** Whether there is anything at a path in the app's directory. */
  readonly exists?: (path: string) => boolean;
  /** Whether Git ignores a path in the app's directory, which need not be there. */
  readonly ignores?: (path: string) => boolean;
}
