import { COMPOSE_FILE, WORKSPACE_FILE } from '../constants';
import type { Problem } from '../text/problems';
import type { ResolvedWorkspace, WorkspaceFacts } from './resolved';

/** What only the whole repository tells. */
export interface WorkspaceGround extends WorkspaceFacts {
  /** There is a repository of Git around the root, or at it. */
  readonly git: boolean;
}

/** The app at the root has the compose file of that place already. */
function composeOfRootProblems({ compose }: ResolvedWorkspace, { apps }: WorkspaceGround): Problem[] {
  if (!compose || !apps.some(({ directory, app }) => directory === '.' && app.compose)) return [];
  return [
    {
      option: 'compose',
      reason: `would write ${COMPOSE_FILE} at the root, which is that of the app there`,
      fix: 'remove it, or move the app into a directory of its own',
    },
  ];
}

/** Names of apps that the compose file of the workspace is to leave out, and has not. */
function excludeProblems({ compose }: ResolvedWorkspace, { apps }: WorkspaceGround): Problem[] {
  const known = apps.filter(({ app }) => app.compose).map(({ directory }) => directory);
  return (compose?.exclude ?? [])
    .filter((directory) => !known.includes(directory))
    .map((value) => ({
      option: 'compose.exclude',
      value,
      reason: 'is no app with `compose` of this workspace',
      allowed: known.join(', ') || 'the directory of such an app, of which there is none',
      fix: 'correct it, or remove the entry',
    }));
}

/** What cannot work in this workspace, though each option is valid. */
export function workspaceProblems(workspace: ResolvedWorkspace, ground: WorkspaceGround): Problem[] {
  return [...composeOfRootProblems(workspace, ground), ...excludeProblems(workspace, ground)];
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
