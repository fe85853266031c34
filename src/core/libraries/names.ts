import { memberLoosely } from '../input/jsonc';
import { baseName, directoryOf } from '../text/paths';
import type { ReadText } from '../workspace';

/** Files by which other plugins of Nx find projects, and the names of these. */
export const PROJECT_FILES = ['project.json', 'package.json'];

/** A library whose project is to get a name. */
export interface Unnamed {
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  /** Name of the Python project as it is written; undefined where it has none. */
  readonly written: string | undefined;
}

/** The path of a directory as a name. */
function slug(directory: string): string {
  return directory.replaceAll('/', '-');
}

/**
 * The names of libraries as projects of the workspace: that of the Python project, or the path where another project has
 * that name. Two projects with one name would stop every command of Nx.
 *
 * @param taken names of all other projects
 */
export function projectNames(libraries: readonly Unnamed[], taken: ReadonlySet<string>): Map<string, string> {
  const wanted = ({ directory, written }: Unnamed) => written ?? baseName(directory);
  const counts = new Map<string, number>();
  for (const library of libraries) counts.set(wanted(library), (counts.get(wanted(library)) ?? 0) + 1);
  const isFree = (name: string) => !taken.has(name) && counts.get(name) === undefined;
  return new Map(
    libraries.map((library) => {
      const { directory } = library;
      const name = wanted(library);
      if (!taken.has(name) && counts.get(name) === 1) return [directory, name];
      // A name with a slash is that of no directory and no package without a scope.
      return [directory, isFree(slug(directory)) ? slug(directory) : directory];
    }),
  );
}

/** A project of Nx as its own files name it. */
export interface NamedProject {
  readonly directory: string;
  readonly name: string;
}

/**
 * The projects that have a `project.json` or a `package.json`, with the names in them: project.json comes first.
 *
 * @param files relative to the root of the workspace
 */
export function namedProjects(files: readonly string[], read: ReadText): NamedProject[] {
  return PROJECT_FILES.flatMap((manifest) =>
    files
      .filter((file) => baseName(file) === manifest)
      .map((file) => {
        const directory = directoryOf(file);
        const name = memberLoosely(read(file) ?? '', 'name');
        return { directory, name: typeof name === 'string' && name !== '' ? name : baseName(directory) };
      }),
  );
}

/**
 * Names for libraries where there are other projects, too. A name that another file in the directory of a library gives it
 * is its name: Nx merges the two.
 *
 * @param others all projects with files of their own
 * @param apps names of the apps
 */
export function libraryNames(
  libraries: readonly Unnamed[],
  others: readonly NamedProject[],
  apps: Iterable<string>,
): Map<string, string> {
  const directories = new Set(libraries.map(({ directory }) => directory));
  const given = (directory: string) => others.find((other) => other.directory === directory)?.name;
  const taken = new Set([
    ...apps,
    ...others.flatMap(({ directory, name }) => (directories.has(directory) ? [] : [name])),
  ]);
  const named = libraries.map(({ directory, written }) => ({ directory, written: given(directory) ?? written }));
  return projectNames(named, taken);
}
