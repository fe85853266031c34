import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { OPTIONS_FILE, PYPROJECT_FILE, WORKSPACE_FILE } from '../core/constants';
import { PROJECT_FILES } from '../core/libraries/names';
import { joinPath } from '../core/text/paths';
import { directoriesOnce, type Directories } from './directories';
import { isIgnored, withGitignore, type Ignored } from './git-ignore';

/** What makes a directory none of the workspace around it: a checkout of its own, or an environment with packages. */
const MARKERS = ['.git', 'pyvenv.cfg', 'conda-meta'];

/** Directories whose contents another program wrote and looks after. */
const OF_PROGRAMS = new Set(['node_modules', '.git']);

/**
 * Tells whether a file belongs to another workspace, though it lies in this one: to a package, an environment, or a
 * checkout of its own. Git, and Nx with it, does not leave all of them out.
 *
 * @param root absolute path of the workspace
 */
export function foreignBelow(root: string): (file: string) => boolean {
  const known = new Map<string, boolean>([['', false]]);
  const isForeign = (directory: string): boolean => {
    const before = known.get(directory);
    if (before !== undefined) return before;
    const end = directory.lastIndexOf('/');
    const foreign =
      OF_PROGRAMS.has(directory.slice(end + 1)) ||
      isForeign(directory.slice(0, Math.max(end, 0))) ||
      MARKERS.some((marker) => existsSync(join(root, directory, marker)));
    known.set(directory, foreign);
    return foreign;
  };
  return (file) => isForeign(file.slice(0, Math.max(file.lastIndexOf('/'), 0)));
}

/** Whether a directory is none of the workspace around it, by what it holds. */
export function isForeignDirectory(holds: (name: string) => boolean): boolean {
  return MARKERS.some(holds);
}

/** What a walk comes upon, as paths relative to where it began. */
interface Found {
  readonly apps: string[];
  /** Directories with the options of a workspace. */
  readonly workspaces: string[];
  /** Directories with a `pyproject.toml`. */
  readonly projects: string[];
  /** Files by which Nx knows projects of others. */
  readonly manifests: string[];
  /** Checkouts of their own, which are passed over. */
  readonly checkouts: string[];
}

/** Where a walk began, and the directories that it comes through. */
interface Way {
  readonly root: string;
  readonly directories: Directories;
}

function walk(way: Way, directory: string, around: Ignored, found: Found): void {
  const path = join(way.root, directory);
  const entries = way.directories.entries(path);
  const holds = (name: string) => entries.some((entry) => entry.name === name);
  if (directory !== '.' && isForeignDirectory(holds)) {
    if (holds('.git')) found.checkouts.push(directory);
    return;
  }
  const ignored = holds('.gitignore') ? withGitignore(around, path) : around;
  const has = (name: string) => holds(name) && !isIgnored(ignored, `${path}${sep}${name}`, false);
  if (has(OPTIONS_FILE)) found.apps.push(directory);
  if (has(WORKSPACE_FILE)) found.workspaces.push(directory);
  if (has(PYPROJECT_FILE)) found.projects.push(directory);
  found.manifests.push(...PROJECT_FILES.filter(has).map((name) => joinPath(directory, name)));
  const below = entries
    .filter((entry) => entry.isDirectory() && !OF_PROGRAMS.has(entry.name))
    .map(({ name }) => name)
    .filter((name) => !isIgnored(ignored, `${path}${sep}${name}`, true))
    .sort();
  for (const name of below) walk(way, joinPath(directory, name), ignored, found);
}

/** What was found in a run: who asks for apps often asks for Python projects, too. */
const known = new WeakMap<Directories, Map<string, Found>>();

function walked(root: string, directories: Directories): Found {
  const before = known.get(directories) ?? new Map<string, Found>();
  known.set(directories, before);
  const found = before.get(root) ?? { apps: [], workspaces: [], projects: [], manifests: [], checkouts: [] };
  if (!before.has(root)) walk({ root, directories }, '.', directories.ignored(root), found);
  before.set(root, found);
  return found;
}

/**
 * Every app below a directory, as paths relative to it with `/`, in alphabetical order; `.` for the directory itself.
 * What Git ignores is left out, and so is what belongs to another workspace. Links are not followed.
 *
 * @param root absolute path
 * @param directories those of the same run
 */
export function findApps(root: string, directories = directoriesOnce()): string[] {
  return walked(root, directories).apps;
}

/**
 * Every directory with the options of a workspace, by the same rules. Only the root should have them.
 *
 * @param root absolute path
 * @param directories those of the same run
 */
export function findWorkspaces(root: string, directories = directoriesOnce()): string[] {
  return walked(root, directories).workspaces;
}

/**
 * Every directory with a `pyproject.toml`, by the same rules.
 *
 * @param root absolute path
 * @param directories those of the same run
 */
export function findPythonProjects(root: string, directories = directoriesOnce()): string[] {
  return walked(root, directories).projects;
}

/**
 * Every `project.json` and `package.json`, by the same rules.
 *
 * @param root absolute path
 * @param directories those of the same run
 */
export function findManifests(root: string, directories = directoriesOnce()): string[] {
  return walked(root, directories).manifests;
}

/**
 * Checkouts of their own below a directory that hold apps: a submodule, a work tree, a repository in another. They are
 * passed over by {@link findApps}.
 *
 * @param root absolute path
 */
export function checkoutsWithApps(root: string): string[] {
  const directories = directoriesOnce();
  const { checkouts } = walked(root, directories);
  return checkouts.filter((directory) => findApps(join(root, directory), directories).length > 0);
}
