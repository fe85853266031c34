import type { FileChange, Tree } from '@nx/devkit';
import { readOnce, type ReadText } from '../core/workspace';
import { directoriesOnce, type Directories } from '../io/directories';
import { appDirectories } from './app-directories';
import { planInTree, resolveInTree } from './apps';
import { adviceLines, leftLines, outOfSyncLines, type Regenerated } from './messages';
import { applyToTree, readerOf } from './tree';

function planned(
  tree: Tree,
  directory: string,
  how: { pristine: boolean; read: ReadText; known: Directories },
): Regenerated {
  const resolved = resolveInTree(tree, directory, undefined, how.read);
  if (!resolved.ok) return { directory, problems: resolved.problems };
  const { name, managedBy } = resolved.value;
  const plan = planInTree(tree, directory, resolved.value, how);
  return plan.ok ? { directory, name, managedBy, changes: plan.value } : { directory, problems: plan.problems };
}

/** What was found out about a tree, and what had been changed in it then. */
interface Known {
  readonly apps: readonly Regenerated[];
  readonly changes: readonly FileChange[];
}

/** Nx hands one tree to all sync generators of a run: what one of them has found out, the next need not. */
const known = new WeakMap<Tree, Known>();

function isSame(left: readonly FileChange[], right: readonly FileChange[]): boolean {
  const isThere = ({ path, content }: FileChange, index: number) =>
    path === right[index]?.path && content === right[index].content;
  return left.length === right.length && left.every(isThere);
}

/**
 * What is to be done in apps. Nothing is changed.
 *
 * @param directories all apps of the workspace by default
 */
export function planAll(tree: Tree, directories?: readonly string[]): readonly Regenerated[] {
  const changes = tree.listChanges();
  const before = directories === undefined ? known.get(tree) : undefined;
  if (before && isSame(before.changes, changes)) return before.apps;
  // An app changes nothing in the directory of another.
  const pristine = changes.length === 0;
  const seen = directoriesOnce();
  const how = { pristine, read: readOnce(readerOf(tree, pristine, seen)), known: seen };
  const apps = (directories ?? appDirectories(tree)).map((directory) => planned(tree, directory, how));
  if (directories === undefined) known.set(tree, { apps, changes });
  return apps;
}

/**
 * Brings apps up to date with their options. What may not be changed (an edited file, an app that projen writes, wrong
 * options) stops nothing.
 *
 * @param directories all apps of the workspace by default
 * @returns the apps that change and what is left to a person, as lines to print
 */
export function regenerate(tree: Tree, directories?: readonly string[]): { changed: string[]; left: string[] } {
  const apps = planAll(tree, directories);
  for (const app of apps) {
    if ('changes' in app && app.managedBy === undefined) applyToTree(tree, app.directory, app.changes);
  }
  // What has been done does not change what is left to a person, or what cannot be judged.
  if (directories === undefined) known.set(tree, { apps, changes: tree.listChanges() });
  return { changed: outOfSyncLines(apps), left: [...leftLines(apps), ...adviceLines(apps)] };
}
