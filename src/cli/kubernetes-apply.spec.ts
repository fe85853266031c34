import { ClusterDouble } from '../../test/support/cluster-double';
import type { Manifest } from '../core/orchestrators/kubernetes/rendering';
import { applyRendering } from './kubernetes-apply';

const labels = { 'app.kubernetes.io/managed-by': 'fastapi-container' };

function object(kind: string, apiVersion: string, name = 'orders', more: object = { metadata: {} }): Manifest {
  return { apiVersion, kind, ...more, metadata: { name, labels } };
}

const deployment = object('Deployment', 'apps/v1', 'orders', { spec: { replicas: 1 } });
const policy = object('NetworkPolicy', 'networking.k8s.io/v1');
const volume: Manifest = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'uploads' } };
const monitor: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'by-hand' } };

const told: string[] = [];

beforeEach(() => {
  told.length = 0;
  for (const method of ['log', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...words: unknown[]) => void told.push(words.join(' ')));
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('what has left an overlay', () => {
  test('is removed where it is ours; a person’s own stays, and is named with what removes it', async () => {
    const cluster = new ClusterDouble();
    expect(await applyRendering(cluster, 'orders', [deployment, policy, volume, monitor])).toBe(0);
    const everything = cluster.names;
    expect(everything).toContain('PersistentVolumeClaim/uploads');
    expect(await applyRendering(cluster, 'orders', [deployment])).toBe(0);
    expect(cluster.names).toEqual(everything.filter((name) => name !== 'NetworkPolicy/orders'));
    expect(told.filter((line) => line.includes('kubectl delete'))).toEqual([
      'PersistentVolumeClaim/uploads is yours, and stays. To remove it: kubectl delete PersistentVolumeClaim uploads',
      'Service/by-hand is yours, and stays. To remove it: kubectl delete Service by-hand',
    ]);
  });

  test('is not named where somebody has removed it already', async () => {
    const cluster = new ClusterDouble();
    await applyRendering(cluster, 'orders', [deployment, volume]);
    cluster.objects.delete('PersistentVolumeClaim/uploads');
    await applyRendering(cluster, 'orders', [deployment]);
    expect(told.join('\n')).not.toContain('uploads');
  });
});

/** Seconds pass as they are waited for. */
function clock() {
  let seconds = 0;
  return {
    now: () => seconds,
    pause: (more: number) => {
      seconds += more;
      return Promise.resolve();
    },
  };
}

describe('a version that does not start', () => {
  const startupProbe = { failureThreshold: 30, periodSeconds: 1 };
  const spec = { replicas: 1, progressDeadlineSeconds: 120, template: { spec: { containers: [{ startupProbe }] } } };
  const traceback = ['Traceback (most recent call last):', '  File "/app/main.py", line 1', 'KeyError: 1'];

  test('is given up long before its deadline, and told with the traceback of the start before', async () => {
    const cluster = new ClusterDouble();
    const time = clock();
    cluster.status = () => ({ observedGeneration: 1, replicas: 1, updatedReplicas: 1 });
    cluster.pods = () => {
      const restartCount = Math.floor(time.now() / 8);
      const lastState = { terminated: { reason: 'Error', exitCode: 1 } };
      const container = { name: 'orders', ready: false, state: { running: {} }, restartCount, lastState };
      return [
        {
          metadata: { name: 'orders-a', labels: { 'pod-template-hash': 'a' } },
          status: { containerStatuses: [container] },
        },
      ];
    };
    const watching = Array.from({ length: 9 }, () => 'INFO:     Child process failed to start');
    cluster.logs = (words) =>
      words.includes('--previous') ? [...traceback, ...watching].join('\n') : 'INFO:     Started';
    expect(await applyRendering(cluster, 'orders', [object('Deployment', 'apps/v1', 'orders', { spec })], time)).toBe(
      1,
    );
    expect(time.now()).toBeLessThan(40);
    expect(time.now()).toBeGreaterThanOrEqual(30);
    const text = told.join('\n');
    expect(text).toContain('orders-a: has ended, and was started again: the last end was Error, exit code 1');
    for (const line of traceback) expect(text).toContain(`    ${line}`);
  });

  test('is given up when the cluster gives it up', async () => {
    const cluster = new ClusterDouble();
    const conditions = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }];
    cluster.status = () => ({ observedGeneration: 1, conditions });
    expect(await applyRendering(cluster, 'orders', [deployment], clock())).toBe(1);
    expect(told.join('\n')).toContain('progressDeadlineSeconds');
  });

  test('is waited for no longer than all its pods may take', async () => {
    const cluster = new ClusterDouble();
    cluster.status = () => ({});
    const time = clock();
    expect(await applyRendering(cluster, 'orders', [object('Deployment', 'apps/v1', 'orders', { spec })], time)).toBe(
      1,
    );
    expect(time.now()).toBeLessThan(140);
  });
});

describe('what has to be there', () => {
  const secret = { secretName: 'orders', items: [{ key: 'api_token' }] };
  const template = { spec: { volumes: [{ secret }] } };
  const place = { name: 'orders', namespace: 'shop', labels };
  const wanting: Manifest = { ...deployment, metadata: place, spec: { replicas: 1, template } };
  const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  const there = (data: object): Manifest => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'orders' }, data });

  test('is told all at once, before anything is applied', async () => {
    const cluster = new ClusterDouble();
    expect(await applyRendering(cluster, 'orders', [wanting])).toBe(1);
    expect(cluster.names).toEqual([]);
    expect(cluster.commands.filter((command) => command.startsWith('apply'))).toEqual([]);
    const text = told.join('\n');
    expect(text.match(/kubectl create namespace shop/g)).toHaveLength(1);
    expect(text.match(/kubectl create secret generic orders --namespace=shop --from-file=api_token/g)).toHaveLength(1);
  });

  test('is there with its keys, and without them it is not', async () => {
    const cluster = new ClusterDouble().put(namespace, there({ other: 'eA==' }));
    expect(await applyRendering(cluster, 'orders', [wanting])).toBe(1);
    expect(told.join('\n')).toContain('lacks the key api_token');
    cluster.put(there({ api_token: 'eA==' }));
    expect(await applyRendering(cluster, 'orders', [wanting])).toBe(0);
  });
});
