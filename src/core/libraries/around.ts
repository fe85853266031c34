import type { ReadText } from '../workspace';
import type { Candidates } from './closure';
import type { DeclaredLibraries } from './declared';
import type { PythonProject } from './python-project';

/** The apps and libraries of a workspace, as far as those that depend on each other may look at each other. */
export interface LibrariesAround {
  /** Reads a file by its path relative to the root of the workspace. */
  readonly read: ReadText;
  /** Reads a Python file in whatever encoding it is: where an import stands shows in each that Python takes. */
  readonly source: ReadText;
  readonly candidates: Candidates;
  /** Every Python project that is no app. */
  readonly projects: () => readonly PythonProject[];
  /** Python files of an app or library, relative to its directory. */
  readonly python: (directory: string) => readonly string[];
  /** Modules by which others know a Python project. */
  readonly modules: (project: PythonProject) => readonly string[];
  /** Namespace packages in which Python projects have a part. */
  readonly namespaces: () => ReadonlySet<string>;
  readonly apps: () => readonly AppAround[];
  /** Every `project.json` and `package.json`, relative to the root of the workspace. */
  readonly manifests: () => readonly string[];
  /** Directories that some app names among its libraries. */
  readonly named: () => ReadonlySet<string>;
}

/** An app, as others see it. */
export interface AppAround extends DeclaredLibraries {
  /** Relative to the root of the workspace. */
  readonly directory: string;
}

/** The app that somebody means: by its directory, or by a name that no other app has. */
export function appMeant(
  typed: string,
  directory: string | undefined,
  apps: readonly AppAround[],
): AppAround | undefined {
  const [first, second] = apps.filter(({ name }) => name === typed);
  return apps.find((app) => app.directory === directory) ?? (second === undefined ? first : undefined);
}

/** Whether a Python project is a library of the workspace: an app names it, or it says so itself. */
export function isLibraryOf({ named }: LibrariesAround, { directory, isMarked }: PythonProject): boolean {
  return isMarked || named().has(directory);
}
