import type { PackageManager } from '../npm/package-managers';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';

/** Node, with the package managers of it. */
export const NODE_FEATURE = 'ghcr.io/devcontainers/features/node:2';

/**
 * An engine of the container's own, and not that of the machine: compose files name secrets and source by paths of the
 * repository, which the engine of the machine would look for on that.
 */
export const DOCKER_FEATURE = 'ghcr.io/devcontainers/features/docker-in-docker:4';

/** The feature of another name that does the same work. */
const OTHER_DOCKER = 'ghcr.io/devcontainers/features/docker-outside-of-docker';

/** The reference of a feature without its version. */
export function featureId(reference: string): string {
  return reference.replace(/@sha256:[0-9a-f]+$/, '').replace(/:[^:/]+$/, '');
}

/** Options of the feature by which it installs a package manager in a version. */
const VERSIONS: Partial<Record<PackageManager, string>> = { npm: 'npmVersion', pnpm: 'pnpmVersion' };

function node({ node: version }: ResolvedWorkspace, { packageManager, packageManagerVersion }: WorkspaceFacts): object {
  const option = VERSIONS[packageManager];
  const named = option === undefined || packageManagerVersion === undefined ? {} : { [option]: packageManagerVersion };
  return { version, ...(packageManager === 'pnpm' ? {} : { pnpmVersion: 'none' }), ...named };
}

/** The features of the container by their references. One that the options name takes the place of ours. */
export function features(workspace: ResolvedWorkspace, facts: WorkspaceFacts): Record<string, object> {
  const further = Object.entries(workspace.development.features);
  const named = further.map(([reference]) => featureId(reference));
  const docker = [featureId(DOCKER_FEATURE), OTHER_DOCKER].some((id) => named.includes(id));
  return {
    [NODE_FEATURE]: node(workspace, facts),
    // The packages of Moby are not there for the Debian of the image.
    ...(docker ? {} : { [DOCKER_FEATURE]: { moby: false } }),
    ...Object.fromEntries(further.map(([reference, version]) => [reference, { version }])),
  };
}
