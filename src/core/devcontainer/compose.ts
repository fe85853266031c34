import { literal, literals } from '../orchestrators/compose/words';
import { CHECK } from '../orchestrators/compose/file';
import { projectName } from '../orchestrators/compose/workspace';
import { saying } from '../orchestrators/saying';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { apart, SERVICE, workspaceFolder } from './places';
import { imageOf } from './python';
import { addressVariables, besides, type Beside } from './services';

/** Yarn asks before it fetches the version that package.json names, and nobody is there to answer. */
const OF_YARN = { COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' };

/** PostgreSQL without a password: nothing outside of the project's own network gets there. */
const WITHOUT_PASSWORD = { POSTGRES_HOST_AUTH_METHOD: 'trust' };

/** A service beside the container: what the app runs beside, without the limits and secrets of that. */
function beside({ host, service }: Beside): object {
  const { image, user, environment, secrets, command, data, check } = service;
  const trusted = Object.keys(secrets).length > 0 ? WITHOUT_PASSWORD : {};
  return saying({
    image,
    volumes: data === undefined ? [] : [`${host}:${data}`],
    environment: { ...literals(environment), ...trusted },
    command: command.map(literal),
    healthcheck: check === undefined ? undefined : { test: ['CMD', ...check.map(literal)], ...CHECK },
    user,
  });
}

/** `.devcontainer/compose.yaml`: the container in which people develop, beside what the apps ask for. */
export function developmentCompose(workspace: ResolvedWorkspace, facts: WorkspaceFacts): object {
  const services = besides(facts);
  const folder = workspaceFolder(facts);
  const volumes = apart(facts);
  const kept = services.filter(({ service }) => service.data !== undefined);
  return {
    // By default it would be that of the directory, which other projects may have as well.
    name: projectName(`${facts.name}-devcontainer`, facts),
    services: {
      [SERVICE]: saying({
        image: imageOf(workspace, facts),
        depends_on: Object.fromEntries(
          services.map(({ host, service }) => [
            host,
            { condition: service.awaited ? 'service_healthy' : 'service_started' },
          ]),
        ),
        volumes: [`..:${folder}`, ...volumes.map(({ path, volume }) => `${volume}:${folder}/${path}`)],
        environment: { ...addressVariables(facts), ...(facts.packageManager === 'yarn' ? OF_YARN : {}) },
        // For editors that start it as it stands.
        command: ['sleep', 'infinity'],
      }),
      ...Object.fromEntries(services.map((service) => [service.host, beside(service)])),
    },
    volumes: Object.fromEntries(
      [...volumes.map(({ volume }) => volume), ...kept.map(({ host }) => host)].map((name) => [name, {}]),
    ),
  };
}
