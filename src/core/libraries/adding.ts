import type { ResolvedApp } from '../app/resolved';
import { usesUv } from '../dependencies/uv-project';
import { parseOptions, setJsonValue } from '../input/jsonc';
import { addToJsonList } from '../input/jsonc-list';
import { ownMember } from '../input/members';
import { optionsFileOf } from '../input/options-file';
import { relativeDirectory } from '../text/paths';
import type { Problem } from '../text/problems';
import { closureOf, type Candidates } from './closure';
import { librariesOf } from './uses';
import type { PythonProject } from './python-project';

/** Libraries that an app gets. */
export interface Addition {
  /** Directories relative to the root of the workspace: the library, and what it needs. */
  readonly added: readonly string[];
  /** The options file as it is going to be. */
  readonly text: string;
}

/** The directories that an app has to name for a library, those that it names already left out. */
export function toBeNamed(
  app: ResolvedApp,
  directory: string,
  library: string,
  project: PythonProject | undefined,
  candidates: Candidates,
): string[] {
  const further = project ? closureOf([project], candidates).map(({ target }) => target.directory) : [];
  const named = librariesOf(app, directory);
  return [library, ...further].filter((path) => !named.includes(path));
}

/**
 * Appends libraries to the options of an app, and turns the lock on that they need. The rest of the file stays as it is.
 *
 * @param text the options file
 * @param directory of the app, relative to the root of the workspace
 * @param added directories, relative to the root of the workspace
 */
export function withLibraries(text: string, app: ResolvedApp, directory: string, added: readonly string[]): Addition {
  if (added.length === 0) return { added, text };
  const paths = added.map((path) => relativeDirectory(directory, path));
  const parsed = parseOptions(text, optionsFileOf(directory));
  const own = parsed.ok ? ownMember(parsed.value, 'libraries') : undefined;
  // A list that is inherited is replaced by one in the file.
  const listed = Array.isArray(own)
    ? addToJsonList(text, ['libraries'], paths)
    : setJsonValue(text, ['libraries'], [...app.libraries.map(({ path }) => path), ...paths]);
  return { added, text: app.lock || usesUv(app) ? listed : setJsonValue(listed, ['lock'], true) };
}

/** Why a library cannot be added to an app by changing its options; undefined where it can. */
export function additionProblem(app: ResolvedApp, directory: string, library: string): Problem | undefined {
  if (app.managedBy === undefined) return undefined;
  return {
    option: 'app',
    value: directory,
    reason: `its options are written by ${app.managedBy}`,
    allowed: 'apps whose options file is yours',
    fix: `write libraries: [${JSON.stringify(relativeDirectory(directory, library))}] and lock: true in the projen call, and leave --app out`,
  };
}
