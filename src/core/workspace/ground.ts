import { WORKSPACE_FILE } from '../constants';
import type { ResolvedApp } from '../app/resolved';
import { failure, success, type Problem, type Result } from '../text/problems';
import type { WorkspaceApp, WorkspaceFacts } from './resolved';

/** What only the whole repository tells. */
export interface WorkspaceGround extends WorkspaceFacts {
  /** There is a repository of Git around the root, or at it. */
  readonly git: boolean;
  /** Whether there is anything at a path from the root. */
  readonly exists: (path: string) => boolean;
}

/** The problem of a workspace some of whose apps cannot be read: its files follow from all of them. */
function appsUnreadProblem(directories: readonly string[]): Problem {
  const [first = ''] = directories;
  const more = directories.length > 1 ? `, and of ${String(directories.length - 1)} more` : '';
  return {
    option: WORKSPACE_FILE,
    reason: `cannot be judged: its files follow from all apps, and the options of ${first}${more} cannot be used`,
    fix: 'correct those first',
  };
}

/**
 * The apps of a workspace, or the problem that some of them are.
 *
 * @param appIn the app in a directory; undefined where its options cannot be used
 */
export function gatherApps(
  directories: readonly string[],
  appIn: (directory: string) => ResolvedApp | undefined,
): Result<WorkspaceApp[]> {
  const found = directories.map((directory) => ({ directory, app: appIn(directory) }));
  const apps = found.filter((each): each is WorkspaceApp => each.app !== undefined);
  const unread = found.filter(({ app }) => app === undefined).map(({ directory }) => directory);
  return unread.length === 0 ? success(apps) : failure(appsUnreadProblem(unread));
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
