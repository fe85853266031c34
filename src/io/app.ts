import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { OPTIONS_FILE } from '../core/constants';
import { loadOptions, optionsFileOf } from '../core/input/options-file';
import { planApp, type PlanOptions } from '../core/plan/plan';
import { planSubject } from '../core/plan/subject';
import { InvalidInputError, unwrap } from '../core/text/problems';
import { whyUnread, type Change } from '../core/plan/change';
import { doorOf, type Door } from '../core/plan/door';
import { resolve } from '../core/resolve/resolve';
import type { ResolvedApp } from '../core/app/resolved';
import { readOnce, type Obstacle, type Workspace } from '../core/workspace';
import { directoriesOnce, type Directories } from './directories';
import { directoriesIn, lookBelow, tryReadText } from './disk';
import { filesBelow, ignoredBelow } from './files-below';
import { loadTemplates } from './templates';

/** Files by which projen knows its definition. */
const PROJENRC = ['.projenrc.js', '.projenrc.ts', '.projenrc.json', '.projenrc.mjs', '.projenrc.cjs'];

/**
 * The root of the workspace around an app, up to which `extends` and `libraries` may reach. In this order: the nearest
 * directory with an `nx.json`, the one with `.git`, the outermost one with a definition of projen, the app itself. Never
 * beyond the checkout, since what lies outside is not in every clone.
 *
 * Nx comes first, since it knows no other root: a workspace may be a directory of its repository.
 *
 * @param known what was found for other directories in the same run: apps have most of the way up in common
 * @param directories those of the same run
 */
export function workspaceRoot(directory: string, known: KnownRoots = new Map(), directories?: Directories): string {
  return rootAround(directory, known, directories) ?? directory;
}

/** By directory, the root of a workspace at or above it; undefined where nothing stands for one. */
export type KnownRoots = Map<string, string | undefined>;

function rootAround(directory: string, known: KnownRoots, directories?: Directories): string | undefined {
  if (known.has(directory)) return known.get(directory);
  const holds = (file: string) => {
    const path = join(directory, file);
    return directories?.seen(path) !== 'absent' && existsSync(path);
  };
  const above = dirname(directory);
  const root =
    holds('nx.json') || holds('.git')
      ? directory
      : ((above === directory ? undefined : rootAround(above, known, directories)) ??
        (PROJENRC.some(holds) ? directory : undefined));
  known.set(directory, root);
  return root;
}

/** Files of an app that are listed at most: there are fewer in one, and more are data. */
const MOST_FILES = 20_000;

/**
 * What of an app's directory is told by listing it, listed once and only when it is asked for.
 *
 * @param directories those of the same run
 */
export function filesAround(
  directory: string,
  directories?: Directories,
): Required<Pick<Workspace, 'files' | 'exists' | 'ignores'>> {
  let listed: readonly string[] | undefined;
  return {
    files: () => (listed ??= filesBelow(directory, { hidden: true, most: MOST_FILES }, directories)),
    exists: (path) => existsSync(join(directory, path)),
    ignores: ignoredBelow(directory, directories),
  };
}

/**
 * The repository around an app on the disk.
 *
 * @param roots what was found for other apps in the same run
 * @param directories those of the same run
 */
export function workspaceOf(directory: string, roots?: KnownRoots, directories?: Directories): Workspace {
  const root = workspaceRoot(directory, roots, directories);
  const path = relative(root, directory).split(sep).join('/');
  return {
    directory: path === '' ? '.' : path,
    read: (file) => tryReadText(join(root, file)),
    ...filesAround(directory, directories),
  };
}

/**
 * The repositories around apps, for as long as nothing is written: what several apps have in common is looked at once.
 *
 * @param directories those of the same run
 */
export function workspacesOnce(directories = directoriesOnce()): (directory: string) => Workspace {
  const roots: KnownRoots = new Map();
  const read = readOnce((path) => tryReadText(path, directories.seen));
  return (directory) => {
    const root = workspaceRoot(directory, roots, directories);
    return { ...workspaceOf(directory, roots, directories), read: (file) => read(join(root, file)) };
  };
}

/** The directory of an app and all above it, up to the root of the workspace. */
export function directoriesUpwards(directory: string): string[] {
  const root = workspaceRoot(directory);
  const directories = [directory];
  for (let current = directory; current !== root && current !== dirname(current);) {
    current = dirname(current);
    directories.push(current);
  }
  return directories;
}

/** The nearest definition of projen at or above a directory, inside of the repository: an absolute path. */
export function projenDefinition(directory: string): string | undefined {
  for (const current of directoriesUpwards(directory)) {
    const file = PROJENRC.find((name) => existsSync(join(current, name)));
    if (file !== undefined) return join(current, file);
  }
  return undefined;
}

/** The nearest directory at or above an app that holds something; none outside of the repository. */
export function nearestHolding(directory: string, path: string): string | undefined {
  const root = workspaceRoot(directory);
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, path))) return current;
    if (current === root || current === dirname(current)) return undefined;
  }
}

/**
 * Reads and resolves the options of an app on the disk.
 *
 * @param directory absolute path of the app
 * @param text the options file as it is going to be, where that is not on the disk yet
 * @throws InvalidInputError with all problems
 */
export function readApp(
  directory: string,
  shown: string,
  text?: string,
  workspace = workspaceOf(directory),
): ResolvedApp {
  const path = optionsFileOf(workspace.directory);
  const read = (file: string) => (file === path && text !== undefined ? text : workspace.read(file));
  const options = loadOptions(path, read, (file) => whyUnread(lookBelow(workspaceRoot(directory)))(file));
  const subject = optionsFileOf(shown);
  return unwrap(resolve(unwrap(options, subject), basename(directory)), subject);
}

/** How to plan on the disk. */
export interface PlanOnDiskOptions extends PlanOptions {
  /** Directories that were looked at in the same run, in which nothing was written since. */
  readonly known?: Directories;
}

/**
 * Plans the files of an app on the disk.
 *
 * @throws InvalidInputError with all problems
 */
export function planOnDisk(
  directory: string,
  shown: string,
  app: ResolvedApp,
  { known, ...options }: PlanOnDiskOptions = {},
): Change[] {
  const { workspace = workspaceOf(directory) } = options;
  const directories = options.directories ?? directoriesIn(directory, known);
  const given = { shown, ...options, directories, workspace };
  const planned = planApp(app, loadTemplates(), lookBelow(directory, known?.seen), given);
  if (planned.ok) return planned.value;
  const isThere = (path: string) => existsSync(join(directory, path));
  throw new InvalidInputError(planSubject(planned.problems, shown, isThere), planned.problems);
}

/** The door that an app on the disk is generated from. */
export function doorOnDisk(directory: string, app: ResolvedApp): Door {
  return doorOf(app.managedBy, workspaceOf(directory));
}

/** Whether a directory is an app. */
export function isApp(directory: string): boolean {
  // Also what leads nowhere, or cannot be read, is in the place of its options.
  return lookBelow(directory)(OPTIONS_FILE).kind !== 'absent';
}

/** What is in the place of an app's options file and cannot be read as one. */
export function optionsObstacle(directory: string): Obstacle | undefined {
  return whyUnread(lookBelow(directory))(OPTIONS_FILE);
}
