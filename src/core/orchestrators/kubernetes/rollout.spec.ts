import type { Manifest } from './rendering';
import { lookAtPods, newestPods, rolloutState, startSeconds, type Seen } from './rollout';

const deployment = (status: object, spec: object = { replicas: 2 }): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', generation: 3 } as Manifest['metadata'],
  spec: spec as Record<string, unknown>,
  status,
});

const full = { observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };

test.each([
  ['done', full],
  ['under way', { ...full, observedGeneration: 2 }],
  ['under way', { ...full, availableReplicas: 1 }],
  ['under way', { ...full, replicas: 3 }],
  ['under way', { ...full, updatedReplicas: 1, availableReplicas: 1 }],
  ['under way', {}],
  [
    'given up',
    { ...full, availableReplicas: 1, conditions: [{ type: 'Progressing', reason: 'ProgressDeadlineExceeded' }] },
  ],
])('a rollout is %s with %j', (state, status) => {
  expect(rolloutState(deployment(status))).toBe(state);
});

test('a rollout of no pods is done', () => {
  expect(rolloutState(deployment({ observedGeneration: 3 }, { replicas: 0 }))).toBe('done');
  expect(rolloutState(undefined)).toBe('under way');
});

test('the time for a start is that of the startup probe', () => {
  const containers = (...probes: object[]) => ({
    template: { spec: { containers: probes.map((startupProbe) => ({ startupProbe })) } },
  });
  expect(startSeconds(deployment({}, containers({ failureThreshold: 30, periodSeconds: 1 })))).toBe(30);
  expect(startSeconds(deployment({}, containers({ failureThreshold: 3 }, {})))).toBe(30);
  expect(startSeconds(deployment({}))).toBe(0);
});

interface Look {
  readonly reason?: string;
  readonly restarts?: number;
  readonly ready?: boolean;
}

/** Seconds after which a pod is given up that looks so from one second on to the next. */
function givenUp(start: number, looks: (second: number) => Look): number | undefined {
  let seen: Seen = new Map();
  for (let second = 0; second < 200; second += 1) {
    const { reason, restarts = 0, ready = false } = looks(second);
    const state = reason === undefined ? { running: {} } : { waiting: { reason } };
    const pod = {
      metadata: { name: 'a' },
      status: { containerStatuses: [{ name: 'orders', state, ready, restartCount: restarts }] },
    };
    const looked = lookAtPods({ items: [pod] }, seen, second, start);
    if (looked.hopeless) return second;
    seen = looked.seen;
  }
  return undefined;
}

describe('a pod is given up', () => {
  test.each(['ErrImagePull', 'ImagePullBackOff', 'CreateContainerConfigError'])(
    'after 20 s of %s, whatever time it has for its start',
    (reason) => {
      expect(givenUp(100, (second) => (second < 5 ? { reason: 'ContainerCreating' } : { reason }))).toBe(25);
    },
  );

  test('where the reasons of one fault take turns', () => {
    expect(givenUp(0, (second) => ({ reason: second % 2 === 0 ? 'ErrImagePull' : 'ImagePullBackOff' }))).toBe(20);
  });

  test('that crashes again and again, though it runs between', () => {
    const crashing = (second: number) => (second % 10 < 3 ? {} : { reason: 'CrashLoopBackOff', restarts: 1 });
    expect(givenUp(0, crashing)).toBe(23);
  });

  test('that has been restarted three times, in whatever state it is', () => {
    expect(givenUp(0, (second) => ({ restarts: Math.floor(second / 5) }))).toBe(15);
  });

  test('for its crashes no sooner than its time for a start is over', () => {
    expect(givenUp(60, (second) => ({ restarts: Math.floor(second / 5) }))).toBe(60);
    expect(givenUp(60, () => ({ reason: 'CrashLoopBackOff' }))).toBe(60);
  });
});

describe('a pod is not given up', () => {
  test.each<[string, (second: number) => Look]>([
    ['that starts slowly', () => ({})],
    ['that has no place yet', () => ({ reason: 'ContainerCreating' })],
    ['that crashed once, and comes then', (second) => (second < 15 ? { reason: 'CrashLoopBackOff' } : { restarts: 1 })],
    ['whose image was there at the second try', (second) => (second < 15 ? { reason: 'ErrImagePull' } : {})],
    ['that was restarted long ago', () => ({ restarts: 40 })],
    ['that serves', () => ({ ready: true, restarts: 9 })],
  ])('%s', (_, looks) => {
    expect(givenUp(0, looks)).toBeUndefined();
  });
});

test('a pod that leaves is nobody’s trouble, and no list is no pod', () => {
  const status = { containerStatuses: [{ state: { waiting: { reason: 'ErrImagePull' } }, ready: false }] };
  const leaving = { metadata: { name: 'a', deletionTimestamp: '2026-01-01T00:00:00Z' }, status };
  for (const items of [[leaving], [null, 1], 'x'])
    expect(lookAtPods({ items }, new Map(), 99, 0)).toEqual({ seen: new Map(), hopeless: false });
});

test('only pods of the newest version are looked at', () => {
  const revision = (number: string) => ({ annotations: { 'deployment.kubernetes.io/revision': number } });
  const hash = (value: string) => ({ labels: { 'pod-template-hash': value } });
  const sets = ['1', '2'].map((number) => ({ metadata: { ...revision(number), ...hash(`h${number}`) } }));
  const [former, fresh] = ['h1', 'h2'].map((value) => ({ metadata: hash(value) }));
  const live = (number: string) => ({ ...deployment({}), metadata: { name: 'orders', ...revision(number) } });
  const pods = { items: [former, fresh] };
  expect(newestPods(pods, { items: sets }, live('2'))).toEqual({ items: [fresh] });
  expect(newestPods(pods, { items: sets }, live('3'))).toEqual({ items: [] });
  expect(newestPods(pods, undefined, undefined)).toEqual({ items: [] });
});
