import type { Notice } from '../app/resolved';
import { ciNotices, ciProblems } from '../ci/rules';
import { KUBERNETES_DIRECTORY } from '../constants';
import { devcontainerNotices, devcontainerProblems } from '../devcontainer/rules';
import { workspaceComposeNotices, workspaceComposeProblems } from '../orchestrators/compose/workspace-rules';
import { joinPath } from '../text/paths';
import type { Problem } from '../text/problems';
import type { WorkspaceGround } from '../workspace/ground';
import type { ResolvedWorkspace } from '../workspace/resolved';

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
