import type { Note } from './finding';
import type { Place } from '../text/place';
import type { Listing, Source } from './listing';
import { joinPath, baseName } from '../text/paths';
import type { Read, Variables } from './start/shell';

/** A command that starts something, as one of the files of a repository has it. */
export interface StartCommand {
  readonly words: readonly string[];
  readonly place: Place;
  /** Where its first words are written, when that is elsewhere: those of an ENTRYPOINT before a CMD. */
  readonly head?: { readonly count: number; readonly place: Place } | undefined;
  /** Directory that it is started in: a path of the repository or of an image. */
  readonly directory?: string | undefined;
  /** Values of variables where it is started. */
  readonly variables?: Variables;
  /** Variables whose values it takes when it runs. */
  readonly reads?: readonly Read[];
}

/** What one kind of file tells. */
export interface Evidence {
  readonly commands: readonly StartCommand[];
  readonly notes: readonly Note[];
}

/** The files of a directory, each read at most once. */
export interface Files {
  readonly listing: Listing;
  readonly all: ReadonlySet<string>;
  /** Text of a file in the directory; undefined where there is none. */
  readonly text: (path: string) => string | undefined;
  /** A file in the directory with its encoding. */
  readonly source: (path: string) => Source | undefined;
}

/** Reads the files of a listing, each at most once. */
export function filesOf(listing: Listing): Files {
  const known = new Map<string, Source | undefined>();
  const all = new Set(listing.files);
  const source = (path: string) => {
    if (!all.has(path)) return undefined;
    if (!known.has(path)) known.set(path, listing.read(joinPath(listing.directory, path)));
    return known.get(path);
  };
  return { listing, all, source, text: (path) => source(path)?.text };
}

/** Files at most so many directories deep whose name has a form, the nearest to the top first. */
export function named({ listing }: Files, pattern: RegExp, deepest = 3): string[] {
  return listing.files
    .filter((path) => path.split('/').length <= deepest && pattern.test(baseName(path)))
    .sort((left, right) => left.split('/').length - right.split('/').length || (left < right ? -1 : 1));
}
