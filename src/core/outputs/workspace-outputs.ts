import { WORKSPACE_FILE } from '../constants';
import { managedState } from '../text/managed-file';
import type { ReadText } from '../workspace';
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

/** Paths at which options of a workspace may have left files. */
export const WORKSPACE_PATHS: readonly string[] = WORKSPACE_OUTPUTS.flatMap(({ former }) => former);

/**
 * Whether files of a workspace are there, though the file with its options may be gone.
 *
 * @param read reads files at the root
 */
export function hasWorkspaceFiles(read: ReadText): boolean {
  return WORKSPACE_PATHS.some((path) => managedState(read(path) ?? '')?.optionsFile === WORKSPACE_FILE);
}
