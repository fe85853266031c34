import { WORKSPACE_FILE } from '../constants';
import type { Problem } from '../text/problems';
import type { WorkspaceFacts } from './resolved';

/** What only the whole repository tells. */
export interface WorkspaceGround extends WorkspaceFacts {
  /** There is a repository of Git around the root, or at it. */
  readonly git: boolean;
  /** Whether there is anything at a path from the root. */
  readonly exists: (path: string) => boolean;
}

/** The problem of a workspace some of whose apps cannot be read: its files follow from all of them. */
export function appsUnreadProblem(directories: readonly string[]): Problem {
  const [first = ''] = directories;
  const more = directories.length > 1 ? `, and of ${String(directories.length - 1)} more` : '';
  return {
    option: WORKSPACE_FILE,
    reason: `cannot be judged: its files follow from all apps, and the options of ${first}${more} cannot be used`,
    fix: 'correct those first',
  };
}

/**
 * The problem of a file of the workspace that is not at its root: nothing reads it there.
 *
 * @param root where the root is, in words
 */
export function misplacedProblem(shown: string, root: string): Problem {
  return {
    option: shown,
    reason: `is below the root of the workspace, which is ${root}: nothing reads it`,
    allowed: `one ${WORKSPACE_FILE}, beside the nx.json or .git of the workspace`,
    fix: 'move its options into the one at the root, and delete it',
  };
}
