import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { CONTAINER_PACKAGE } from '../core/constants';
import { loadOptions, optionsFileOf } from '../core/input/options-file';
import { baseName, joinPath } from '../core/text/paths';
import { planApp } from '../core/plan/plan';
import { failures, type Problem, type Result } from '../core/text/problems';
import { pendingChanges, whyUnread, type Change } from '../core/plan/change';
import { resolve } from '../core/resolve/resolve';
import type { ResolvedApp } from '../core/app/resolved';
import type { ReadText, Workspace } from '../core/workspace';
import { filesAround } from '../io/app';
import type { Directories } from '../io/directories';
import { directoriesIn } from '../io/disk';
import { loadTemplates } from '../io/templates';
import { lookInTree, readerOf } from './tree';

/**
 * Reads and resolves the options of an app in the tree.
 *
 * @param text the options file as it is going to be, where that is not in the tree yet
 */
export function resolveInTree(
  tree: Tree,
  directory: string,
  text?: string,
  read = readerOf(tree),
): Result<ResolvedApp> {
  const file = optionsFileOf(directory);
  const inTree = (path: string) => (path === file && text !== undefined ? text : read(path));
  const loaded = loadOptions(file, inTree, whyUnread(lookInTree(tree, '.')));
  return loaded.ok ? resolve(loaded.value, baseName(directory === '.' ? tree.root : directory)) : loaded;
}

/** Nx writes into the file that is there, which one without the permission refuses halfway. */
export function readOnlyProblems(tree: Tree, paths: readonly string[]): Problem[] {
  const readOnly = paths.filter((path) => {
    const stats = lstatSync(join(tree.root, path), { throwIfNoEntry: false });
    return stats?.isFile() === true && (stats.mode & 0o200) === 0;
  });
  return readOnly.map((path) => ({
    option: path,
    reason: 'is read-only',
    allowed: 'a file that its owner can write',
    fix: `chmod u+w ${path}`,
  }));
}

/**
 * The repository around an app in the tree.
 *
 * @param known directories that were looked at in the same run
 */
export function workspaceInTree(tree: Tree, directory: string, read = readerOf(tree), known?: Directories): Workspace {
  const { files, exists, ignores } = filesAround(join(tree.root, directory), known);
  const prefix = directory === '.' ? '' : `${directory}/`;
  const inTree = () => {
    const changes = tree.listChanges().filter(({ path }) => path.startsWith(prefix));
    const deleted = new Set(
      changes.flatMap(({ path, type }) => (type === 'DELETE' ? [path.slice(prefix.length)] : [])),
    );
    const written = changes.flatMap(({ path, type }) => (type === 'DELETE' ? [] : [path.slice(prefix.length)]));
    return [...new Set([...files(), ...written])].filter((path) => !deleted.has(path)).sort();
  };
  return { directory, read, files: inTree, exists, ignores };
}

/** How to plan in a tree. */
export interface PlanInTreeOptions {
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite?: boolean;
  /** The tree has no changes in the app's directory. */
  readonly pristine?: boolean;
  /** Reads files of the tree, where more than one app is planned. */
  readonly read?: ReadText;
  /** Directories that were looked at in the same run: a tree writes nothing to the disk. */
  readonly known?: Directories;
  /** Text of the options file as it is going to be. */
  readonly optionsFile?: string;
  /** Texts that files begin with where there are none yet, by path. */
  readonly starting?: Readonly<Record<string, string>>;
}

/** Directories in which most of the managed files are, besides that of the app. */
function placesIn({ application: { sourceDir } }: ResolvedApp): readonly string[] {
  return [sourceDir, joinPath(sourceDir, CONTAINER_PACKAGE)];
}

/** Plans the files of an app in the tree. */
export function planInTree(
  tree: Tree,
  directory: string,
  app: ResolvedApp,
  { overwrite = false, pristine = false, read, known, optionsFile, starting = {} }: PlanInTreeOptions = {},
): Result<Change[]> {
  // One listing tells about all files that are looked for in a directory.
  if (pristine) for (const path of placesIn(app)) known?.entries(join(tree.root, directory, path));
  const directories = directoriesIn(join(tree.root, directory), known);
  const workspace = workspaceInTree(tree, directory, read, known);
  const given = optionsFile === undefined ? {} : { optionsFile };
  const options = { overwrite, directories, shown: directory, workspace, starting, ...given };
  const planned = planApp(app, loadTemplates(), lookInTree(tree, directory, pristine, known), options);
  if (!planned.ok) return planned;
  const paths = pendingChanges(planned.value).map(({ path }) => joinPath(directory, path));
  const problems = readOnlyProblems(tree, paths);
  return problems.length > 0 ? failures(problems) : planned;
}
