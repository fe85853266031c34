import type { Notice } from '../app/resolved';
import { ciNotices, ciProblems } from '../ci/rules';
import { KUBERNETES_DIRECTORY, WORKSPACE_FILE } from '../constants';
import { devcontainerNotices, devcontainerProblems } from '../devcontainer/rules';
import { workspaceComposeNotices, workspaceComposeProblems } from '../orchestrators/compose/workspace-rules';
import { joinPath } from '../text/paths';
import type { Problem } from '../text/problems';
import type { ResolvedWorkspace, WorkspaceFacts } from './resolved';

/** What only the whole repository tells. */
export interface WorkspaceGround extends WorkspaceFacts {
  /** There is a repository of Git around the root, or at it. */
  readonly git: boolean;
  /** Whether there is anything at a path from the root. */
  readonly exists: (path: string) => boolean;
}

/** Containers on a machine are told apart by the name of their project. */
function namelessProblems({ compose, devcontainer }: ResolvedWorkspace, { nameless }: WorkspaceGround): Problem[] {
  if (nameless !== true || (!compose && devcontainer === 'none')) return [];
  return [
    {
      option: 'name',
      reason: 'is missing: no package.json at the root has a name, and what runs on a machine is told apart by it',
      allowed: 'lower-case letters, digits and hyphens, a letter first, such as acme-shop',
      fix: 'set "name" here, or in the package.json',
    },
  ];
}

/** Compose and pipelines take a $ in a path for a variable. */
function directoryProblems(workspace: ResolvedWorkspace, { apps }: WorkspaceGround): Problem[] {
  const { compose, ci, devcontainer } = workspace;
  if (!compose && ci === 'none' && devcontainer === 'none') return [];
  return apps
    .filter(({ directory }) => /[$"\\\u0000-\u001f]/.test(directory))
    .map(({ directory }) => ({
      option: 'compose, ci, devcontainer',
      value: directory,
      reason: 'is the directory of an app, and has a sign in it that Compose and pipelines read as something else',
      allowed: 'directories without $, quotation marks, backslashes and line ends',
      fix: 'give the directory another name',
    }));
}

/** An overlay that no app has cannot be deployed. Where an app has none yet, its first one is still to be written. */
function overlayProblems({ ci, pipeline }: ResolvedWorkspace, { apps, exists }: WorkspaceGround): Problem[] {
  if (ci === 'none' || pipeline.deploy === 'none') return [];
  const overlays = (directory: string) => joinPath(directory, `${KUBERNETES_DIRECTORY}/overlays`);
  return apps
    .filter(({ app, directory }) => app.kubernetes && exists(overlays(directory)))
    .filter(({ directory }) => !exists(joinPath(overlays(directory), pipeline.overlay)))
    .map(({ directory }) => ({
      option: 'pipeline.overlay',
      value: pipeline.overlay,
      reason: `is no directory in ${overlays(directory)}`,
      allowed: 'an overlay that each app with "kubernetes" has',
      fix: 'correct it, or add the overlay there',
    }));
}

/** What cannot work in this workspace, though each option is valid. */
export function workspaceProblems(workspace: ResolvedWorkspace, ground: WorkspaceGround): Problem[] {
  return [
    ...namelessProblems(workspace, ground),
    ...directoryProblems(workspace, ground),
    ...overlayProblems(workspace, ground),
    ...workspaceComposeProblems(workspace, ground),
    ...ciProblems(workspace, ground, ground.git),
    ...devcontainerProblems(workspace, ground),
  ];
}

/** What is legal about the options and worth a second thought. */
export function workspaceNotices(workspace: ResolvedWorkspace, ground: WorkspaceGround): Notice[] {
  return [
    ...workspaceComposeNotices(workspace, ground),
    ...ciNotices(workspace, ground),
    ...devcontainerNotices(workspace, ground),
  ];
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
