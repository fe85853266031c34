import type { Tree } from '@nx/devkit';
import { regenerate } from '../../regenerate';

/** What Nx makes of a sync generator: it is out of sync when the tree has changes, and then says this. */
export interface SyncResult {
  readonly outOfSyncMessage?: string;
}

/**
 * `nx sync`: brings every app of the workspace up to date with its options. What is left to a person is told, and does
 * not make Nx refuse to run tasks: `container-check` of that app fails.
 */
export default function sync(tree: Tree): SyncResult {
  const { changed, left } = regenerate(tree);
  if (changed.length > 0) return { outOfSyncMessage: [...changed, ...left].join('\n') };
  for (const line of left) console.warn(line);
  return {};
}
