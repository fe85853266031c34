import { DEVCONTAINER_COMPOSE_FILE, DEVCONTAINER_FILE, WORKSPACE_FILE } from '../constants';
import { developmentCompose } from '../devcontainer/compose';
import { developmentContainer } from '../devcontainer/container';
import { withHeader } from '../text/managed-file';
import { jsoncWithHeader } from '../text/managed-jsonc';
import { toYaml } from '../text/yaml';
import type { WorkspaceOutput } from './workspace-output';

/** The file that editors read where the one of ours is not there. */
const OTHER_DEVCONTAINER_FILES = ['.devcontainer.json'];

/** One file, where there is a container at all. */
function whereAsked(
  path: string,
  content: (...given: Parameters<WorkspaceOutput['render']>) => string,
): WorkspaceOutput['render'] {
  return (workspace, facts) =>
    workspace.devcontainer === 'none' ? [] : [{ ownership: 'managed', path, content: content(workspace, facts) }];
}

/** The container in which people develop. */
export const devcontainer: WorkspaceOutput = {
  about: 'the container in which people develop',
  render: whereAsked(DEVCONTAINER_FILE, (workspace, facts) =>
    jsoncWithHeader(developmentContainer(workspace, facts), WORKSPACE_FILE),
  ),
  former: [DEVCONTAINER_FILE],
  neighbours: { hide: { [DEVCONTAINER_FILE]: OTHER_DEVCONTAINER_FILES } },
};

/** What runs beside it. */
export const devcontainerCompose: WorkspaceOutput = {
  about: 'what that container is made of, and the services beside it',
  render: whereAsked(DEVCONTAINER_COMPOSE_FILE, (workspace, facts) =>
    withHeader(toYaml(developmentCompose(workspace, facts)), WORKSPACE_FILE),
  ),
  former: [DEVCONTAINER_COMPOSE_FILE],
  // Each names what is in the other.
  neighbours: { goWith: { path: DEVCONTAINER_FILE, when: 'always' } },
};
