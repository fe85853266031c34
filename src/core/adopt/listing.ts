/** A text file as it was found. */
export interface Source {
  readonly text: string;
  /** The encoding that it was read in. Names and paths come through in each of them. */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Latin-1';
}

/** A directory that is looked at, and the repository around it. Nothing is ever written through this. */
export interface Listing {
  /** The directory relative to the root of the repository, `.` for the root itself. */
  readonly directory: string;
  /** Every file in it, as paths relative to it with `/`, in alphabetical order. */
  readonly files: readonly string[];
  /** Reads a file by its path relative to the root of the repository. */
  readonly read: (path: string) => Source | undefined;
}
