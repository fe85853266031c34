import { readCachedProjectGraph } from 'nx/src/devkit-exports';

/** A project that Nx knows, by whatever plugin. */
export interface KnownProject {
  readonly name: string;
  /** Directory relative to the root of the workspace. */
  readonly root: string;
}

/**
 * All projects of the workspace, inferred ones too. `nx g` has just computed the graph, so this asks its cache and
 * nothing is computed again. It comes from `nx` itself: `@nx/devkit` re-exports it, and need not be installed.
 */
export function knownProjects(): KnownProject[] {
  try {
    return Object.values(readCachedProjectGraph().nodes).map(({ name, data }) => ({ name, root: data.root }));
  } catch {
    // Without a cached graph Nx itself tells of a name that is taken twice.
    return [];
  }
}
