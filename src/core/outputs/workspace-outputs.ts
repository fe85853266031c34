import { githubWorkflow, gitlabPipeline } from './workspace-ci';
import { workspaceCompose } from './workspace-compose';
import { devcontainer, devcontainerCompose } from './workspace-devcontainer';
import type { WorkspaceOutput } from './workspace-output';

/** Every kind of generated file of a workspace, in the order of writing. */
export const WORKSPACE_OUTPUTS: readonly WorkspaceOutput[] = [
  workspaceCompose,
  githubWorkflow,
  gitlabPipeline,
  devcontainer,
  devcontainerCompose,
];
