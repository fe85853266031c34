import type { Tree } from '@nx/devkit';
import { OPTIONS_FILE } from '../core/constants';
import { loadOptions, optionsFileOf } from '../core/input/options-file';
import { baseName, joinPath } from '../core/text/paths';
import { neighbourOf, type Neighbour } from '../core/resolve/neighbours';
import { readOnce } from '../core/workspace';
import { findApps } from '../io/find-apps';
import { knownProjects, type KnownProject } from './nx-graph';
import { readerOf } from './tree';

/**
 * The apps of the workspace, relative to its root, in alphabetical order. Nx has just computed the graph, so its cache
 * knows them; the disk is searched only where there is none.
 *
 * @param projects what Nx knows
 */
export function appDirectories(tree: Tree, projects: readonly KnownProject[] | undefined = knownProjects()): string[] {
  if (projects === undefined) return findApps(tree.root);
  return projects
    .filter(({ targets }) => targets.includes('container-check'))
    .map(({ root }) => root)
    .filter((root) => tree.exists(joinPath(root, OPTIONS_FILE)))
    .sort();
}

/** The apps of the workspace besides one. Those whose options cannot be read are passed over: they tell of themselves. */
export function neighboursInTree(
  tree: Tree,
  directory: string,
  projects: readonly KnownProject[] | undefined,
): Neighbour[] {
  const read = readOnce(readerOf(tree));
  return appDirectories(tree, projects).flatMap((shown) => {
    const loaded = shown === directory ? undefined : loadOptions(optionsFileOf(shown), read);
    return loaded?.ok === true ? [neighbourOf(loaded.value, baseName(shown === '.' ? tree.root : shown), shown)] : [];
  });
}
