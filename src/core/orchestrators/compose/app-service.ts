import type { ResolvedApp } from '../../app/resolved';
import { relativeToApp } from '../../app/library';
import type { RuntimeContract } from '../../app/runtime-contract';
import { indexSecrets } from '../../dependencies/package-index';
import { placeEnvironment } from '../environment';
import { addressesBeside } from '../needed-services';
import type { Limits } from './services';
import { inMemory, literal, literals } from './words';
import { saying } from '../saying';

/** What a container may take, in the words of Compose. */
export function limited({ engineCpu: cpu, memory, pids }: Limits): object {
  return { ...(cpu === undefined ? {} : { cpus: cpu / 1000 }), mem_limit: `${String(memory)}m`, pids_limit: pids };
}

/** The hardening of every container of the app, in the words of Compose. */
export function hardening({ resources, droppedCapabilities, noNewPrivileges, readOnlyRoot }: RuntimeContract): object {
  return saying({
    cap_drop: droppedCapabilities,
    ...limited(resources),
    read_only: readOnlyRoot,
    security_opt: noNewPrivileges ? ['no-new-privileges:true'] : [],
  });
}

/** Name of a secret among those of all files that are included together. */
export function secretKey({ name }: Pick<RuntimeContract, 'name'>, secret: string): string {
  return `${name}-${secret.replaceAll('_', '-')}`;
}

/** How the image is built, as the target `container-build` does it. */
function build(app: ResolvedApp): object {
  const contexts = app.libraries.map((library) => [library.context, relativeToApp(library)]);
  return saying({
    context: '.',
    args: app.builder.args.map(literal),
    additional_contexts: Object.fromEntries(contexts),
    secrets: indexSecrets(app, app.installer).map(({ secret }) => secret),
  });
}

/** What the service of the app and its migration have in common. */
export function common(app: ResolvedApp, contract: RuntimeContract): Record<string, unknown> {
  const { local, resources, writable, secrets } = contract;
  return {
    image: contract.image,
    build: build(app),
    volumes: [...writable.map((target) => inMemory(target, resources.temporary)), ...local.volumes],
    secrets: secrets.names.map((name) => ({
      source: secretKey(contract, name),
      target: `${secrets.directory}/${name}`,
    })),
    environment: literals({ ...placeEnvironment(contract, 'stops'), ...addressesBeside(app), ...local.environment }),
    env_file: local.envFile === undefined ? [] : [local.envFile],
    extra_hosts: local.hosts.map((host) => host.replace(':', '=')),
  };
}
