import { jobEnd } from './job';
import type { Manifest } from './rendering';
import { podTroubles, warningsAbout } from './troubles';

const pod = (name: string, status: object, metadata: object = {}) => ({ metadata: { name, ...metadata }, status });
const container = (state: object, more: object = {}) => ({ containerStatuses: [{ state, ready: false, ...more }] });

describe('pods that do not serve', () => {
  test.each([
    [
      'an image that is not there',
      container({ waiting: { reason: 'ErrImagePull', message: 'no' } }),
      'ErrImagePull: no',
    ],
    ['one without a message', container({ waiting: { reason: 'ImagePullBackOff' } }), 'ImagePullBackOff'],
    [
      'one that ends again and again, with its last words',
      container(
        { waiting: { reason: 'CrashLoopBackOff' } },
        { lastState: { terminated: { message: 'ImportError: no orders' } } },
      ),
      'CrashLoopBackOff: ImportError: no orders',
    ],
    ['one that has ended', container({ terminated: { reason: 'OOMKilled' } }), 'OOMKilled'],
    ['one that never says it is ready', container({ running: {} }), 'runs, but is not ready'],
    [
      'one without a place',
      { conditions: [{ type: 'PodScheduled', status: 'False', message: 'Insufficient cpu' }] },
      'Insufficient cpu',
    ],
    ['one without a place and a reason', { conditions: [{ type: 'PodScheduled', status: 'False' }] }, 'has no place'],
  ])('are told: %s', (_, status, reason) => {
    expect(podTroubles({ items: [pod('a', status)] })).toEqual([{ pod: 'a', reason, restarted: false }]);
  });

  test.each([
    [{ reason: 'Error', exitCode: 3 }, 'has ended, and was started again: the last end was Error, exit code 3'],
    [{ reason: 'OOMKilled' }, 'has ended, and was started again: the last end was OOMKilled'],
  ])('are told by their last end where they run at this moment: %j', (terminated, reason) => {
    const status = container({ running: {} }, { restartCount: 2, lastState: { terminated } });
    expect(podTroubles({ items: [pod('a', status)] })).toEqual([{ pod: 'a', reason, restarted: true }]);
  });

  test('that have ended tell with which code', () => {
    const status = container({ terminated: { reason: 'Error', exitCode: 1 } }, { restartCount: 1 });
    expect(podTroubles({ items: [pod('a', status)] })).toEqual([
      { pod: 'a', reason: 'Error, exit code 1', restarted: true },
    ]);
  });

  test('are not those that serve, or that leave', () => {
    const serving = pod('a', container({ running: {} }, { ready: true }));
    const leaving = pod('b', container({ running: {} }), { deletionTimestamp: '2026-01-01T00:00:00Z' });
    expect(podTroubles({ items: [serving, leaving] })).toEqual([]);
  });

  test.each([undefined, null, {}, { items: 'x' }, { items: [null, 1] }, { items: [{}] }])('are none in %j', (list) => {
    expect(podTroubles(list)).toEqual([]);
  });
});

describe('warnings of the cluster', () => {
  const deployment: Manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders' } };
  const event = (kind: string, name: string, message: string, lastTimestamp?: string) => ({
    involvedObject: { kind, name },
    message,
    ...(lastTimestamp === undefined ? { eventTime: '2026-01-01T00:00:09.5Z' } : { lastTimestamp }),
  });
  const about = (...items: object[]) => warningsAbout({ items }, deployment, ['orders-1-a']);

  test('are those about the Deployment, its replica sets and the pods in question', () => {
    expect(
      about(
        event('Deployment', 'orders', 'one', '2026-01-01T00:00:01Z'),
        event('ReplicaSet', 'orders-1', 'two', '2026-01-01T00:00:02Z'),
        event('Pod', 'orders-1-a', 'three', '2026-01-01T00:00:03Z'),
        event('Pod', 'orders-1-gone', 'former'),
        event('Pod', 'payments-1-a', 'another app'),
        event('ReplicaSet', 'payments-1', 'another app'),
        event('HorizontalPodAutoscaler', 'orders', 'another matter'),
      ),
    ).toEqual(['one', 'two', 'three']);
  });

  test('are told once each, the newest last, and no more than three', () => {
    const at = (second: number, message: string) =>
      event('Deployment', 'orders', message, `2026-01-01T00:00:0${String(second)}Z`);
    expect(about(at(4, 'd'), at(1, 'a'), event('Deployment', 'orders', 'last'), at(2, 'b'), at(3, 'd'))).toEqual([
      'b',
      'd',
      'last',
    ]);
  });

  test('are none where the list is none', () => {
    expect(warningsAbout(undefined, deployment, [])).toEqual([]);
  });
});

describe('the end of a job', () => {
  const job = (...conditions: object[]): Manifest => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'a' },
    status: { conditions },
  });

  test('is told with its reason', () => {
    const failed = { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'too often' };
    expect(jobEnd(job({ type: 'FailureTarget', status: 'True' }, failed))).toEqual({
      type: 'Failed',
      reason: 'BackoffLimitExceeded: too often',
    });
    expect(jobEnd(job({ type: 'Complete', status: 'True' }))).toEqual({ type: 'Complete', reason: '' });
  });

  test('has not come while no condition holds that says so', () => {
    expect(jobEnd(undefined)).toBeUndefined();
    expect(jobEnd(job())).toBeUndefined();
    expect(jobEnd(job({ type: 'Complete', status: 'False' }, { type: 'Suspended', status: 'True' }))).toBeUndefined();
  });
});
