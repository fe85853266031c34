import { planInTree, resolveInTree } from './apps';
import { leftLines, outOfSyncLines, type Regenerated } from './messages';
import { applyToTree, type Tree } from './tree';

function regenerateApp(tree: Tree, directory: string, pristine: boolean): Regenerated {
  const resolved = resolveInTree(tree, directory);
  if (!resolved.ok) return { directory, problems: resolved.problems };
  const { name, managedBy } = resolved.value;
  const planned = planInTree(tree, directory, resolved.value, { pristine });
  if (!planned.ok) return { directory, problems: planned.problems };
  if (managedBy === undefined) applyToTree(tree, directory, planned.value);
  return { directory, name, managedBy, changes: planned.value };
}

/**
 * Brings apps up to date with their options. What may not be changed (an edited file, an app that projen writes, wrong
 * options) stops nothing.
 *
 * @returns the apps that change and what is left to a person, as lines to print
 */
export function regenerate(tree: Tree, directories: readonly string[]): { changed: string[]; left: string[] } {
  // An app changes nothing in the directory of another.
  const pristine = tree.listChanges().length === 0;
  const apps = directories.map((directory) => regenerateApp(tree, directory, pristine));
  return { changed: outOfSyncLines(apps), left: leftLines(apps) };
}
