import type { ResolvedApp } from '../app/resolved';
import type { RuntimeContract } from '../app/runtime-contract';
import { HEALTH_CHECK, containerFile } from '../app/container-package';
import { secretKey } from './compose/app-service';
import { inMemory, literals } from './compose/words';
import { saying } from './saying';
import { placeEnvironment } from './environment';
import { withAddresses } from './needed-services';

/** Seconds between two replicas of an update, and those in which a failed one is taken back. */
const UPDATE = { delay: 5, monitor: 15 } as const;

function seconds(count: number): string {
  return `${String(count)}s`;
}

/** Swarm reads values as templates of Go: a text in them that begins one is said as a text. */
function withoutTemplates(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.replaceAll('{{', '{{"{{"}}')]));
}

/**
 * `compose.swarm.yaml`. It is a file of its own: Swarm refuses, or leaves out without a word, a good part of what the other
 * one says.
 */
export function swarmFile(app: ResolvedApp, swarm: NonNullable<ResolvedApp['swarm']>, alone: RuntimeContract): object {
  const contract = withAddresses(alone, app, swarm.env);
  const { name, resources, secrets, drain, probes } = contract;
  const { engineCpu: cpu, memory, pids, temporary } = resources;
  const published = swarm.endpoint === 'vip' ? [{ target: contract.port, published: swarm.port, mode: 'ingress' }] : [];
  return saying({
    services: {
      [name]: saying({
        image: contract.image,
        volumes: contract.writable.map((target) => inMemory(target, temporary)),
        secrets: secrets.names.map((secret) => ({
          source: secretKey(contract, secret),
          target: `${secrets.directory}/${secret}`,
          uid: String(contract.user),
          mode: 0o400,
        })),
        environment: withoutTemplates(literals({ ...placeEnvironment(contract, 'drains'), ...swarm.env })),
        ports: published,
        // Traffic goes to a container once this succeeds, hence the question whether it is ready.
        healthcheck: {
          test: ['CMD', 'python', '-I', '-S', containerFile(app, HEALTH_CHECK), probes.ready],
          interval: seconds(probes.interval),
          timeout: seconds(probes.timeout),
          start_period: seconds(probes.startPeriod),
          start_interval: '1s',
          retries: probes.retries,
        },
        cap_drop: contract.droppedCapabilities,
        read_only: contract.readOnlyRoot,
        init: contract.init ? true : undefined,
        stop_grace_period: seconds((drain.by === 'server' ? drain.seconds : 0) + contract.stopTimeout),
        deploy: {
          endpoint_mode: swarm.endpoint,
          replicas: swarm.replicas,
          update_config: {
            parallelism: 1,
            delay: seconds(UPDATE.delay),
            failure_action: 'rollback',
            monitor: seconds(UPDATE.monitor),
            order: 'start-first',
          },
          rollback_config: { parallelism: 1, order: 'start-first' },
          restart_policy: { condition: 'any', delay: '1s' },
          resources: {
            limits: saying({
              cpus: cpu === undefined ? undefined : String(cpu / 1000),
              memory: `${String(memory)}M`,
              pids,
            }),
          },
        },
      }),
    },
    secrets: Object.fromEntries(secrets.names.map((secret) => [secretKey(contract, secret), { external: true }])),
  });
}
