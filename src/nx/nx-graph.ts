import type * as Devkit from '@nx/devkit';

/** A project that Nx knows, by whatever plugin. */
export interface KnownProject {
  readonly name: string;
  /** Directory relative to the root of the workspace. */
  readonly root: string;
  /** Names of its targets. */
  readonly targets: readonly string[];
}

/**
 * All projects of the workspace, inferred ones too; undefined where Nx does not tell. The one thing that is asked of Nx
 * at run time. `nx g` and `nx sync` have just computed the graph, so this reads a cache and nothing is computed again.
 *
 * It comes from `nx` itself, at the path from which `@nx/devkit` re-exports it, so that a workspace with `nx` alone is
 * enough. That path is no promise of Nx: one that has gone means no answer, and nothing breaks.
 */
export function knownProjects(): KnownProject[] | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import that fails could not be caught
    const { readCachedProjectGraph } = require('nx/src/devkit-exports') as typeof Devkit;
    return Object.values(readCachedProjectGraph().nodes).map(({ name, data }) => ({
      name,
      root: data.root,
      targets: Object.keys(data.targets ?? {}),
    }));
  } catch {
    return undefined;
  }
}
