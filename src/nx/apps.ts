import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { loadOptions } from '../core/options-file';
import { baseName, joinPath } from '../core/paths';
import { pendingChanges, planApp } from '../core/plan';
import { failure, type Problem, type Result } from '../core/problems';
import type { Change } from '../core/change';
import { optionsFileOf, resolve } from '../core/resolve';
import type { ResolvedApp } from '../core/resolved';
import { directoriesIn } from '../io/disk';
import { loadTemplates } from '../io/templates';
import { lookInTree, tryReadTree, type Tree } from './tree';

/**
 * Reads and resolves the options of an app in the tree.
 *
 * @param text the options file as it is going to be, where that is not in the tree yet
 */
export function resolveInTree(tree: Tree, directory: string, text?: string): Result<ResolvedApp> {
  const file = optionsFileOf(directory);
  const loaded = loadOptions(file, (path) => (path === file && text !== undefined ? text : tryReadTree(tree, path)));
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

/** How to plan in a tree. */
export interface PlanInTreeOptions {
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite?: boolean;
  /** The tree has no changes in the app's directory. */
  readonly pristine?: boolean;
}

/** Plans the files of an app in the tree. */
export function planInTree(
  tree: Tree,
  directory: string,
  app: ResolvedApp,
  { overwrite = false, pristine = false }: PlanInTreeOptions = {},
): Result<Change[]> {
  const directories = directoriesIn(join(tree.root, directory));
  const workspace = { directory, read: (path: string) => tryReadTree(tree, path) };
  const options = { overwrite, directories, shown: directory, workspace };
  const planned = planApp(app, loadTemplates(), lookInTree(tree, directory, pristine), options);
  if (!planned.ok) return planned;
  const paths = pendingChanges(planned.value).map(({ path }) => joinPath(directory, path));
  const problems = readOnlyProblems(tree, paths);
  return problems.length > 0 ? failure(...problems) : planned;
}
