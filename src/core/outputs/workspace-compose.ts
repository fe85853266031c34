import { COMPOSE_FILE, OTHER_COMPOSE_FILES, WORKSPACE_FILE } from '../constants';
import { includedApps, workspaceComposeFile } from '../orchestrators/compose/workspace';
import { withHeader } from '../text/managed-file';
import { toYaml } from '../text/yaml';
import type { WorkspaceOutput } from './workspace-output';

/** All apps on one machine. */
export const workspaceCompose: WorkspaceOutput = {
  about: 'all apps on one machine, side by side',
  // Compose refuses a file without any service. That of an app at the root is in the place of this one.
  render: (workspace, facts) => {
    const included = includedApps(workspace, facts);
    return included.length === 0 || included.some(({ directory }) => directory === '.')
      ? []
      : [
          {
            ownership: 'managed',
            path: COMPOSE_FILE,
            content: withHeader(toYaml(workspaceComposeFile(workspace, facts)), WORKSPACE_FILE),
          },
        ];
  },
  former: [COMPOSE_FILE],
  neighbours: { hide: { [COMPOSE_FILE]: OTHER_COMPOSE_FILES } },
};
