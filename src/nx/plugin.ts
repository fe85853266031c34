import { basename, dirname, join } from 'node:path';
import type { CreateNodes, CreateNodesContext } from '@nx/devkit';
import { OPTIONS_FILE, PYPROJECT_FILE, WORKSPACE_FILE } from '../core/constants';
import { memberLoosely } from '../core/input/jsonc';
import { loadOptions } from '../core/input/options-file';
import { declaredLibraries } from '../core/libraries/declared';
import { resolve } from '../core/resolve/resolve';
import { joinPath } from '../core/text/paths';
import { tryReadText } from '../io/disk';
import { foreignBelow } from '../io/find-apps';
import { dependenciesIn, type Context, type Dependency } from './dependencies';
import { libraryProjects, PROJECT_PATTERN } from './library-projects';
import { brokenProject, projectOf, type Project } from './project';

/** The name that even a broken file can still be asked for. */
function nameIn(text: string | undefined, fallback: string): string {
  const name = text === undefined ? undefined : memberLoosely(text, 'name');
  return typeof name === 'string' && name !== '' ? name : fallback;
}

/** An app, and the directories of the libraries that it names. */
interface Inferred {
  readonly project: Project;
  readonly libraries: readonly string[];
}

function projectIn(file: string, workspaceRoot: string, workspace: string | undefined): Inferred {
  const directory = dirname(file);
  const fallback = basename(directory === '.' ? workspaceRoot : directory);
  const texts = new Map<string, string | undefined>([[WORKSPACE_FILE, workspace]]);
  const read = (path: string) => {
    if (!texts.has(path)) texts.set(path, tryReadText(join(workspaceRoot, path)));
    return texts.get(path);
  };
  try {
    const loaded = loadOptions(file, read);
    const resolved = loaded.ok ? resolve(loaded.value, fallback) : loaded;
    const bases = [...texts].flatMap(([path, text]) => (path === file || text === undefined ? [] : [path]));
    const { directories: libraries } = declaredLibraries(directory, read, loaded);
    return resolved.ok
      ? {
          project: projectOf({ app: resolved.value, directory, bases }, read(joinPath(directory, PYPROJECT_FILE))),
          libraries,
        }
      : { project: brokenProject(nameIn(read(file), fallback), directory), libraries };
  } catch {
    // An error of ours has to stay with this app: in here it would fail every Nx command of the workspace. Its targets
    // meet it again, and show it.
    return { project: brokenProject(fallback, directory), libraries: [] };
  }
}

/** Infers a project from each options file, and from each library that these name. */
const inference = [
  PROJECT_PATTERN,
  (files: readonly string[], _options: unknown, { workspaceRoot }: Pick<CreateNodesContext, 'workspaceRoot'>) => {
    const isForeign = foreignBelow(workspaceRoot);
    const own = files.filter((file) => !isForeign(file));
    // Each app reads it.
    const workspace = tryReadText(join(workspaceRoot, WORKSPACE_FILE));
    const apps = own
      .filter((file) => basename(file) === OPTIONS_FILE)
      .map((file) => ({ file, directory: dirname(file), ...projectIn(file, workspaceRoot, workspace) }));
    const libraries = libraryProjects(
      own,
      {
        apps: new Set(apps.map(({ directory }) => directory)),
        named: new Set(apps.flatMap((app) => app.libraries)),
        names: new Set(apps.map(({ project }) => project.name ?? '')),
      },
      workspaceRoot,
    );
    return [
      ...apps.map(({ file, directory, project }) => [file, { projects: { [directory]: project } }] as const),
      ...libraries.map(([file, directory, project]) => [file, { projects: { [directory]: project } }] as const),
    ];
  },
] as const satisfies CreateNodes;

/** The same without the types of Nx: who type-checks against this need not have `@nx/devkit` installed. */
type Inference = readonly [
  pattern: string,
  infer: (
    files: readonly string[],
    options: unknown,
    context: { readonly workspaceRoot: string },
  ) => readonly (readonly [file: string, result: { readonly projects?: Readonly<Record<string, object>> }])[],
];

/** Name under which Nx shows the plugin. */
export const name = 'fastapi-container';

/** One tuple under both names that Nx 22 to 24 look for. */
export const createNodes: Inference = inference;

export const createNodesV2: Inference = inference;

/** Which apps and libraries depend on which libraries. */
export function createDependencies(_options: unknown, context: Context): Dependency[] {
  return dependenciesIn(context);
}
