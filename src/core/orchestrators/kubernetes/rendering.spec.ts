import { recorded, recordOf } from './record';
import {
  called,
  canBeTried,
  DIGEST,
  readManifests,
  renderingFaults,
  sortManifests,
  strayManifests,
  type Manifest,
} from './rendering';

function object(kind: string, name = 'orders', more: object = {}): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...more };
}

const deployment = object('Deployment', 'orders', { apiVersion: 'apps/v1', spec: { replicas: 2 } });
const job = (image: string) => object('Job', 'orders-migrate', { apiVersion: 'batch/v1', spec: { image } });

test('what kustomize prints is read as objects, and nothing else in it as one', () => {
  const text =
    'kind: Service\nmetadata: {name: a}\n---\n# nothing\n---\n- a list\n---\nkind: Job\nmetadata: {name: b}\n';
  expect(readManifests(text).map(called)).toEqual(['Service/a', 'Job/b']);
  expect(readManifests('')).toEqual([]);
});

describe('a migration', () => {
  const nameOf = (image: string) => sortManifests([job(image), deployment]).jobs[0]?.metadata.name;

  test('is kept apart from what stays, and other jobs are not', () => {
    const other = object('Job', 'orders-report');
    const { jobs, objects, deployments } = sortManifests([other, job('a'), deployment]);
    expect(jobs).toHaveLength(1);
    expect(objects).toEqual([other, deployment]);
    expect(deployments).toEqual([deployment]);
  });

  test('has another name with another image, and the same with the same', () => {
    expect(nameOf('a')).toMatch(/^orders-migrate-[0-9a-f]{10}$/);
    expect(nameOf('a')).toBe(nameOf('a'));
    expect(nameOf('a')).not.toBe(nameOf('b'));
  });
});

describe('what is there no more', () => {
  test('is what has another kind, group, name or namespace', () => {
    const policy = object('NetworkPolicy');
    const elsewhere = { ...policy, metadata: { name: 'orders', namespace: 'other' } };
    const renamed = object('NetworkPolicy', 'orders-2');
    const group = { ...policy, apiVersion: 'other.io/v1' };
    for (const now of [elsewhere, renamed, group, object('Service')]) {
      expect(strayManifests([policy], [now])).toEqual([policy]);
    }
  });

  test('is not what has new values, or a new version of its group', () => {
    const budget = object('PodDisruptionBudget', 'orders', { apiVersion: 'policy/v1beta1' });
    expect(strayManifests([budget], [{ ...budget, apiVersion: 'policy/v1', spec: { maxUnavailable: 1 } }])).toEqual([]);
  });
});

describe('the record of what worked', () => {
  const record = recordOf('shop', sortManifests([deployment, object('Secret', 'key'), job('a')]), 'we');

  test('lies beside the Deployment, and holds it without the migration', () => {
    expect(record).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'orders-applied', namespace: 'shop' } });
    expect(recorded(record)).toEqual([deployment]);
  });

  test('holds no secret', () => {
    expect(JSON.stringify(record)).not.toContain('Secret');
  });

  test('is called by the app where there is no Deployment, and lies where kubectl does without a namespace', () => {
    expect(recordOf('shop', sortManifests([]), 'we').metadata).toMatchObject({ name: 'shop-applied' });
    expect(recordOf('shop', sortManifests([]), 'we').metadata).not.toHaveProperty('namespace');
  });

  test.each([
    ['there is none', undefined],
    ['somebody has emptied it', object('ConfigMap', 'a', { data: {} })],
    ['it is cut', object('ConfigMap', 'a', { data: { objects: '[{"kind":' } })],
  ])('is empty where %s', (_, found) => {
    expect(recorded(found)).toEqual([]);
  });
});

test('nothing is tried where objects need each other, or where an autoscaler goes', () => {
  const scaler = object('HorizontalPodAutoscaler');
  expect(canBeTried([deployment, scaler], [])).toBe(true);
  expect(canBeTried([deployment], [object('NetworkPolicy')])).toBe(true);
  expect(canBeTried([deployment], [scaler])).toBe(false);
  expect(canBeTried([object('Namespace'), deployment], [])).toBe(false);
  expect(canBeTried([object('CustomResourceDefinition'), deployment], [])).toBe(false);
});

describe('the time to stop', () => {
  const running = (grace: number | undefined, container: object): Manifest => ({
    ...deployment,
    spec: {
      template: { spec: { terminationGracePeriodSeconds: grace, containers: [{ name: 'orders', ...container }] } },
    },
  });
  const drains = { env: [{ name: 'DRAIN_SECONDS', value: '5' }] };
  const sleeps = { lifecycle: { preStop: { sleep: { seconds: 5 } } } };

  test.each([
    ['a server that drains', running(5, drains), 1],
    ['a container that waits', running(4, sleeps), 1],
    ['both', running(10, { ...drains, ...sleeps }), 1],
    ['the default of the cluster', running(undefined, { lifecycle: { preStop: { sleep: { seconds: 40 } } } }), 1],
    ['time that is left', running(6, drains), 0],
    ['nothing to wait for', running(1, {}), 0],
    ['what is no Deployment', object('Service'), 0],
  ])('is judged with %s', (_, manifest, count) => {
    const faults = renderingFaults([manifest]);
    expect(faults).toHaveLength(count);
    for (const fault of faults)
      expect(fault).toMatch(/^Deployment\/orders: terminationGracePeriodSeconds.*would be cut$/);
  });
});

test.each(['latest', 'sha256:abc', `sha256:${'g'.repeat(64)}`, `@sha256:${'0'.repeat(64)}`, 'a@b', ''])(
  'no digest is %p',
  (word) => {
    expect(DIGEST.test(word)).toBe(false);
  },
);

test('a digest may stand behind the name of its image, as container-push prints it', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  expect(DIGEST.exec(digest)?.slice(1)).toEqual([undefined, digest]);
  expect(DIGEST.exec(`localhost:5000/orders@${digest}`)?.slice(1)).toEqual(['localhost:5000/orders', digest]);
});
