import { readCachedProjectGraph } from 'nx/src/devkit-exports';
import { OPTIONS_FILE } from '../../../core/constants';
import { joinPath } from '../../../core/paths';
import { findApps } from '../../../io/find-apps';
import type { Tree } from '../../tree';

/**
 * The apps of the workspace, relative to its root, in alphabetical order. Nx has just computed the graph, so its cache
 * knows them; the disk is searched only where there is none.
 */
export function appDirectories(tree: Tree): string[] {
  try {
    const projects = Object.values(readCachedProjectGraph().nodes);
    const apps = projects.filter(({ data }) => data.targets?.['container-check'] !== undefined);
    return apps
      .map(({ data }) => data.root)
      .filter((root) => tree.exists(joinPath(root, OPTIONS_FILE)))
      .sort();
  } catch {
    return findApps(tree.root);
  }
}
