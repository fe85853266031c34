import type { Notice } from '../app/resolved';
import { DEVCONTAINER_COMPOSE_FILE } from '../constants';
import { clashProblems, serviceClashes } from '../orchestrators/compose/clashes';
import type { Problem } from '../text/problems';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { featureId, NODE_FEATURE } from './features';
import { besides } from './services';

type Options = Pick<ResolvedWorkspace, 'devcontainer' | 'development' | 'node'>;

/** Node is there, in the version of an option. */
function nodeProblems({ development, node }: Options): Problem[] {
  return Object.entries(development.features)
    .filter(([reference]) => featureId(reference) === featureId(NODE_FEATURE))
    .map(([reference, version]) => ({
      option: `development.features.${reference}`,
      value: version,
      reason: `is there already, with Node ${node}`,
      allowed: 'features besides Node',
      fix: `remove it, and set "node" to the version`,
    }));
}

/** What keeps the container in which people develop from working. */
export function devcontainerProblems(workspace: Options, facts: WorkspaceFacts): Problem[] {
  if (workspace.devcontainer === 'none') return [];
  const named = besides(facts).map(({ host, owner }) => [host, owner] as const);
  return [
    ...clashProblems('devcontainer', DEVCONTAINER_COMPOSE_FILE, serviceClashes(named)),
    ...nodeProblems(workspace),
  ];
}

/** Options that say something, and are about a container that is not there. */
function withoutContainer({ development: { image, features, extensions } }: Options): Notice[] {
  const given = {
    image: image !== undefined,
    features: Object.keys(features).length > 0,
    extensions: extensions.length > 0,
  };
  return Object.entries(given)
    .filter(([, is]) => is)
    .map(([name]) => ({
      option: `development.${name}`,
      message: 'is about the devcontainer, and there is none: set "devcontainer" as well',
    }));
}

/** Whether an image is whatever was pushed last. */
function isUntagged(image: string): boolean {
  const [name = ''] = image.split('@').slice(-1);
  return !image.includes('@') && !/:[^/]+$/.test(name);
}

/** Apps that cannot be served in one container at the same time. */
function samePorts({ apps }: WorkspaceFacts): Notice[] {
  const byPort = new Map<number, string[]>();
  for (const { directory, app } of apps) byPort.set(app.port, [...(byPort.get(app.port) ?? []), directory]);
  return [...byPort]
    .filter(([, directories]) => directories.length > 1)
    .map(([port, directories]) => ({
      option: 'devcontainer',
      message: `is one machine for all apps: of ${directories.join(', ')}, which have the port ${String(port)}, one can be served at a time. "port" of the others gives them their own`,
    }));
}

/** What is legal about it and worth a second thought. */
export function devcontainerNotices(workspace: Options, facts: WorkspaceFacts): Notice[] {
  if (workspace.devcontainer === 'none') return withoutContainer(workspace);
  const { image } = workspace.development;
  return [
    ...(image !== undefined && isUntagged(image)
      ? [{ option: 'development.image', message: 'has no tag, so that it is whatever was pushed last' }]
      : []),
    ...samePorts(facts),
  ];
}
