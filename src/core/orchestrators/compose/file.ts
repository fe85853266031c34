import type { ResolvedApp, ResolvedCompose } from '../../app/resolved';
import type { RuntimeContract } from '../../app/runtime-contract';
import { variablePrefix } from '../../app/service-name';
import { SECRETS_DIRECTORY } from '../../constants';
import { indexSecrets } from '../../dependencies/package-index';
import { common, hardening, limited, secretKey } from './app-service';
import { secretNames } from './secrets';
import { servicesOf, type Service } from './services';
import { inMemory, literal, literals } from './words';
import { saying } from '../saying';

/** Seconds between two questions whether a service can be used; while it starts, it is asked twice a second. */
export const CHECK = { interval: '10s', timeout: '5s', retries: 3, start_period: '60s', start_interval: '500ms' };

/** Where the app and the services meet. Nothing else gets in, and nothing gets out. */
const network = ({ name }: RuntimeContract) => `${name}-data`;

/** Variable that publishes another port of this machine for once. */
export function portVariable({ name }: Pick<RuntimeContract, 'name'>): string {
  return `${variablePrefix(name)}PORT`;
}

/** Key of a service beside an app, in a file that others are included beside. */
export function serviceKey({ name }: Pick<RuntimeContract, 'name'>, service: string): string {
  return `${name}-${service}`;
}

/** A service beside the app, hardened as far as its image is known to take it. */
function beside(contract: RuntimeContract, service: Service): object {
  const { name, image, user, data, writable, check, secrets, command, stop, limits } = service;
  const variables = Object.entries(secrets).map(([variable, secret]) => [variable, `/run/secrets/${secret}`]);
  return saying({
    image,
    volumes: [
      ...(data === undefined ? [] : [`${serviceKey(contract, name)}:${data}`]),
      ...(writable ?? []).map((target) => inMemory(target)),
    ],
    secrets: Object.values(secrets).map((secret) => ({ source: secretKey(contract, secret), target: secret })),
    environment: { ...literals(service.environment), ...(Object.fromEntries(variables) as Record<string, string>) },
    networks: { [network(contract)]: { aliases: [name] } },
    command: command.map(literal),
    restart: 'unless-stopped',
    healthcheck: check === undefined ? undefined : { test: ['CMD', ...check.map(literal)], ...CHECK },
    user,
    // An image that starts as root may need its rights to become another user.
    cap_drop: user === undefined ? [] : ['ALL'],
    ...limited(limits),
    read_only: writable === undefined ? undefined : true,
    security_opt: ['no-new-privileges:true'],
    stop_grace_period: `${String(stop)}s`,
  });
}

/** The contract as it is beside these services: the app sees their secrets too. */
function withServices(contract: RuntimeContract, services: readonly Service[]): RuntimeContract {
  return { ...contract, secrets: { ...contract.secrets, names: secretNames(contract.secrets.names, services) } };
}

function secretsOf(app: ResolvedApp, contract: RuntimeContract): object {
  const files = contract.secrets.names.map((name) => [
    secretKey(contract, name),
    { file: `./${SECRETS_DIRECTORY}/${name}` },
  ]);
  const ofBuild = indexSecrets(app, app.installer).map(({ secret }) => [secret, { environment: secret }]);
  return Object.fromEntries([...files, ...ofBuild]) as object;
}

/** Volumes by names that the engine knows: those of `run.volumes` are the same that `container-run` mounts. */
function volumesOf(contract: RuntimeContract, services: readonly Service[]): object {
  const named = contract.local.volumes.map((volume) => volume.split(':')[0] ?? '').filter((name) => /^\w/.test(name));
  const kept = services.filter(({ data }) => data !== undefined).map(({ name }) => [serviceKey(contract, name), {}]);
  return Object.fromEntries([...kept, ...named.map((name) => [name, { name }])]) as object;
}

/** `compose.yaml`: the app as in production, beside what it needs. */
export function composeFile(app: ResolvedApp, compose: ResolvedCompose, alone: RuntimeContract): object {
  const services = servicesOf(compose, app.database === 'postgres' ? app.sql.maxConnections : undefined);
  const contract = withServices(alone, services);
  const { name, local, stopTimeout, port, migration, init } = contract;
  const parts = common(app, contract);
  const joined = [
    'default',
    ...(services.length === 0 ? [] : [network(contract)]),
    ...(local.network === undefined ? [] : [local.network]),
  ];
  const networks = joined.length === 1 ? [] : joined;
  const ready = services.map(({ name: service, awaited }) => [
    serviceKey(contract, service),
    { condition: awaited ? 'service_healthy' : 'service_started' },
  ]);
  const migrate = serviceKey(contract, 'migrate');
  const migrated = migration.length === 0 ? [] : [[migrate, { condition: 'service_completed_successfully' }]];
  const { image, build, ...runtime } = parts;
  return saying({
    name,
    services: {
      [name]: saying({
        image,
        build,
        depends_on: Object.fromEntries([...ready, ...migrated]) as object,
        ...runtime,
        ports: [
          {
            name: 'http',
            target: port,
            host_ip: compose.bind,
            published: `\${${portVariable(contract)}:-${String(local.port)}}`,
            app_protocol: 'http',
          },
        ],
        expose: contract.metrics ? [String(contract.metrics.port)] : [],
        networks,
        restart: 'unless-stopped',
        ...hardening(contract),
        init: init ? true : undefined,
        stop_grace_period: `${String(stopTimeout)}s`,
      }),
      ...(migration.length === 0
        ? {}
        : {
            [migrate]: saying({
              image,
              // The app builds it: two builds of one name race for it.
              pull_policy: 'never',
              depends_on: Object.fromEntries(ready) as object,
              ...runtime,
              networks,
              command: migration.map(literal),
              restart: 'no',
              // It answers nobody.
              healthcheck: { disable: true },
              ...hardening(contract),
            }),
          }),
      ...Object.fromEntries(services.map((service) => [serviceKey(contract, service.name), beside(contract, service)])),
    },
    networks: saying({
      [network(contract)]: services.length === 0 ? undefined : { internal: true },
      ...(local.network === undefined ? {} : { [local.network]: { name: local.network, external: true } }),
    }),
    volumes: volumesOf(contract, services),
    secrets: secretsOf(app, contract),
  });
}
