import { planInTree, resolveInTree } from '../../apps';
import { applyToTree, type Tree } from '../../tree';
import { appDirectories } from './app-directories';
import { leftLines, outOfSyncLines, type Synced } from './messages';

/** What Nx makes of a sync generator: it is out of sync when the tree has changes, and then says this. */
export interface SyncResult {
  readonly outOfSyncMessage?: string;
  readonly outOfSyncDetails?: string[];
}

function syncApp(tree: Tree, directory: string, pristine: boolean): Synced {
  const resolved = resolveInTree(tree, directory);
  if (!resolved.ok) return { directory, problems: resolved.problems };
  const { name, managedBy } = resolved.value;
  const planned = planInTree(tree, directory, resolved.value, { pristine });
  if (!planned.ok) return { directory, problems: planned.problems };
  if (managedBy === undefined) applyToTree(tree, directory, planned.value);
  return { directory, name, managedBy, changes: planned.value };
}

/**
 * `nx sync`: brings every app of the workspace up to date with its options. What it may not change (an edited file, an
 * app that projen writes, wrong options) is told and stops nothing: `container-check` of that app fails.
 */
export default function sync(tree: Tree): SyncResult {
  // An app changes nothing in the directory of another.
  const pristine = tree.listChanges().length === 0;
  const apps = appDirectories(tree).map((directory) => syncApp(tree, directory, pristine));
  const changed = outOfSyncLines(apps);
  const left = leftLines(apps);
  if (changed.length === 0) {
    for (const line of left) console.warn(line);
    return {};
  }
  return { outOfSyncMessage: [...changed, ...left].join('\n') };
}
