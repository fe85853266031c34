import { OPTION_SETS } from '../../../../test/support/option-sets';
import { resolve } from '../../resolve/resolve';
import { toYaml } from '../../text/yaml';
import { kubernetesObjects } from './objects';
import { readManifests, renderingFaults, type Manifest } from './rendering';

/** The objects of an app, as they are read again from their files. */
function objectsOf(options: object): Record<string, Manifest> {
  const result = resolve({ image: { name: 'registry.example.com/orders' }, ...options }, 'orders');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { kubernetes } = result.value;
  if (!kubernetes) return {};
  return Object.fromEntries(
    kubernetesObjects(result.value, kubernetes).map(({ file, object }) => {
      const [manifest] = readManifests(toYaml(object));
      if (!manifest) throw new Error(`${file} is no object`);
      return [file, manifest];
    }),
  );
}

interface Pod {
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext: object;
  readonly volumes: readonly object[];
  readonly containers: readonly [
    { readonly env?: readonly object[]; readonly lifecycle?: object; readonly args?: readonly string[] },
  ];
}

function podOf(manifest: Manifest | undefined): Pod {
  return (manifest?.spec as { template: { spec: Pod } }).template.spec;
}

const sets = Object.entries(OPTION_SETS).filter(([, options]) => 'kubernetes' in options);

test.each(sets)('selectors go by the name alone, and the pods have it: %s', (_, options) => {
  const { deployment, service, ...others } = objectsOf(options);
  const name = { 'app.kubernetes.io/name': 'orders' };
  expect(deployment?.spec?.selector).toEqual({ matchLabels: name });
  expect(service?.spec?.selector).toEqual(name);
  expect(deployment?.spec?.template).toMatchObject({ metadata: { labels: name } });
  expect(others['pod-disruption-budget']?.spec?.selector).toEqual({ matchLabels: name });
});

test.each(sets)('no pod is cut while it still answers: %s', (_, options) => {
  expect(renderingFaults(Object.values(objectsOf(options)))).toEqual([]);
});

test('who drains itself is told for how long; for who does not the container waits', () => {
  const times = { timeouts: { drain: 7, stop: 12, graceful: 9 }, kubernetes: {} };
  const uvicorn = podOf(objectsOf(times).deployment);
  expect(uvicorn.containers[0].env).toEqual([{ name: 'DRAIN_SECONDS', value: '7' }]);
  expect(uvicorn.containers[0]).not.toHaveProperty('lifecycle');
  const gunicorn = podOf(objectsOf({ ...times, server: 'gunicorn' }).deployment);
  expect(gunicorn.containers[0]).not.toHaveProperty('env');
  expect(gunicorn.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 7 } } });
  for (const pod of [uvicorn, gunicorn]) expect(pod.terminationGracePeriodSeconds).toBe(7 + 12 + 5);
});

test('with no time to drain nobody waits', () => {
  for (const server of ['uvicorn', 'gunicorn']) {
    const pod = podOf(objectsOf({ server, timeouts: { drain: 0 }, kubernetes: {} }).deployment);
    expect(pod.containers[0]).not.toHaveProperty('lifecycle');
    expect(pod.containers[0]).not.toHaveProperty('env');
  }
});

test.each(sets)(
  'no list is empty: a cluster leaves it out, and takes it for a change at each apply: %s',
  (_, options) => {
    expect(JSON.stringify(objectsOf(options))).not.toContain('[]');
  },
);

test('an autoscaler decides about the number of pods alone', () => {
  const scaled = objectsOf({ kubernetes: { autoscaling: { min: 3, max: 4 } } });
  expect(scaled.deployment?.spec).not.toHaveProperty('replicas');
  expect(scaled.autoscaler?.spec).toMatchObject({ minReplicas: 3, maxReplicas: 4 });
  expect(objectsOf({ kubernetes: {} })).not.toHaveProperty('autoscaler');
});

describe('a migration', () => {
  const migration = { command: ['sh', '-c', 'echo $(HOME)'], timeout: 77 };
  const made = objectsOf({ kubernetes: {}, migration, secrets: ['key'] });

  test('runs once, as hardened as the app, with its secrets, and answers nobody', () => {
    const job = made['migration-job'];
    expect(job?.metadata.name).toBe('orders-migrate');
    expect(job?.spec).toMatchObject({ activeDeadlineSeconds: 77 });
    expect(podOf(job).securityContext).toEqual(podOf(made.deployment).securityContext);
    expect(podOf(job).volumes).toEqual(podOf(made.deployment).volumes);
    expect(podOf(job).containers[0]).not.toHaveProperty('ports');
    const policy = made['migration-network-policy']?.spec;
    expect(policy).toMatchObject({ policyTypes: ['Ingress', 'Egress'], egress: [{}] });
    expect(policy).not.toHaveProperty('ingress');
    expect(job?.spec?.template).toMatchObject({ metadata: { labels: (policy?.podSelector as Selector).matchLabels } });
  });

  test('needs no account that is not there yet, and no token of the one that is', () => {
    expect(podOf(made['migration-job'])).not.toHaveProperty('serviceAccountName');
    expect(podOf(made['migration-job'])).toHaveProperty('automountServiceAccountToken', false);
    expect(podOf(made.deployment)).toHaveProperty('serviceAccountName', 'orders');
  });

  test('is no pod of the Service', () => {
    expect(made['migration-job']?.metadata.labels).not.toMatchObject(made.service?.spec?.selector as object);
  });

  test('has its words taken as they are', () => {
    expect(podOf(made['migration-job']).containers[0].args).toEqual(['sh', '-c', 'echo $$(HOME)']);
  });

  test('brings no policy where there is none', () => {
    expect(Object.keys(objectsOf({ kubernetes: { networkPolicy: 'none' }, migration }))).toEqual([
      'service-account',
      'service',
      'deployment',
      'pod-disruption-budget',
      'migration-job',
    ]);
  });
});

interface Selector {
  readonly matchLabels: object;
}
