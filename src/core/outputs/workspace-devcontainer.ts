import { DEVCONTAINER_COMPOSE_FILE, DEVCONTAINER_FILE, WORKSPACE_FILE } from '../constants';
import { developmentCompose } from '../devcontainer/compose';
import { developmentContainer } from '../devcontainer/container';
import { withHeader } from '../text/managed-file';
import { jsoncWithHeader } from '../text/managed-jsonc';
import { toYaml } from '../text/yaml';
import type { WorkspaceOutput } from './workspace-output';

/** The file that editors read where the one of ours is not there. */
const OTHER_DEVCONTAINER_FILES = ['.devcontainer.json'];

/** The container in which people develop. */
export const devcontainer: WorkspaceOutput = {
  about: 'the container in which people develop',
  render: (workspace, facts) =>
    workspace.devcontainer === 'none'
      ? []
      : [
          {
            ownership: 'managed',
            path: DEVCONTAINER_FILE,
            content: jsoncWithHeader(developmentContainer(workspace, facts), WORKSPACE_FILE),
          },
        ],
  former: [DEVCONTAINER_FILE],
  neighbours: { hide: { [DEVCONTAINER_FILE]: OTHER_DEVCONTAINER_FILES } },
};

/** What runs beside it. */
export const devcontainerCompose: WorkspaceOutput = {
  about: 'what that container is made of, and the services beside it',
  render: (workspace, facts) =>
    workspace.devcontainer === 'none'
      ? []
      : [
          {
            ownership: 'managed',
            path: DEVCONTAINER_COMPOSE_FILE,
            content: withHeader(toYaml(developmentCompose(workspace, facts)), WORKSPACE_FILE),
          },
        ],
  former: [DEVCONTAINER_COMPOSE_FILE],
  // Each names what is in the other.
  neighbours: { goWith: { path: DEVCONTAINER_FILE, when: 'always' } },
};
