import { DEVCONTAINER_COMPOSE_FILE } from '../constants';
import { baseName } from '../text/paths';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { initializeCommand, onCreateCommand, updateContentCommand } from './commands';
import { customizations } from './editor';
import { features } from './features';
import { SERVICE, USER, workspaceFolder } from './places';
import { besides } from './services';

/** What answers at a port, as the list of the editor has it. */
interface Forwarded {
  /** A port of the container itself, or `host:port`. */
  readonly at: number | string;
  readonly label: string;
}

/** The ports that lead out of the container: those of the apps while they are served, and of known services. */
function forwarded(facts: WorkspaceFacts): Forwarded[] {
  const byPort = new Map<number, string[]>();
  for (const { app } of facts.apps) byPort.set(app.port, [...(byPort.get(app.port) ?? []), app.name]);
  return [
    ...[...byPort].map(([at, names]) => ({ at, label: names.join(', ') })),
    ...besides(facts).flatMap(({ host, port }) =>
      port === undefined ? [] : [{ at: `${host}:${String(port)}`, label: host }],
    ),
  ];
}

/** `.devcontainer/devcontainer.json`: how editors open the repository in a container. */
export function developmentContainer(workspace: ResolvedWorkspace, facts: WorkspaceFacts): object {
  const ports = forwarded(facts);
  return {
    name: facts.name,
    dockerComposeFile: baseName(DEVCONTAINER_COMPOSE_FILE),
    service: SERVICE,
    workspaceFolder: workspaceFolder(facts),
    // Theirs ends at once when it is told to, and looks after processes whose parents are gone.
    overrideCommand: true,
    remoteUser: USER,
    features: features(workspace, facts),
    forwardPorts: ports.map(({ at }) => at),
    portsAttributes: Object.fromEntries(ports.map(({ at, label }) => [String(at), { label }])),
    initializeCommand: initializeCommand(facts),
    onCreateCommand: onCreateCommand(workspace, facts),
    updateContentCommand: updateContentCommand(facts),
    customizations: customizations(workspace, facts),
  };
}
