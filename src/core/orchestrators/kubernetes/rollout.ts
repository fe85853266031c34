import { ownMember } from '../../input/members';
import type { Manifest } from './rendering';
import { containersOf, listOf, textOf } from './status';

/** How far a Deployment is: all new pods serve, some do not yet, or the cluster has given it up. */
export type RolloutState = 'done' | 'under way' | 'given up';

function numberOf(value: unknown, ...path: readonly string[]): number {
  const found = path.reduce<unknown>(ownMember, value);
  return typeof found === 'number' ? found : 0;
}

/** How far a Deployment is, by the same figures as `kubectl rollout status`. */
export function rolloutState(live: Manifest | undefined): RolloutState {
  if (!live || numberOf(live, 'status', 'observedGeneration') < numberOf(live, 'metadata', 'generation'))
    return 'under way';
  const conditions = listOf(ownMember(ownMember(live, 'status'), 'conditions'));
  const overdue = conditions.some(
    (each) => textOf(each, 'type') === 'Progressing' && textOf(each, 'reason') === 'ProgressDeadlineExceeded',
  );
  if (overdue) return 'given up';
  const [updated, all, available] = ['updatedReplicas', 'replicas', 'availableReplicas'].map((name) =>
    numberOf(live, 'status', name),
  );
  const wanted = ownMember(live.spec, 'replicas') ?? 1;
  return updated === wanted && all === updated && available === updated ? 'done' : 'under way';
}

const REVISION = 'deployment.kubernetes.io/revision';

const HASH = 'pod-template-hash';

/**
 * The pods of the newest version alone: those of the former one may be what the new one is to mend.
 *
 * @param pods as `kubectl get pods --output=json` gives them
 * @param replicaSets as `kubectl get replicasets --output=json` gives them
 */
export function newestPods(pods: unknown, replicaSets: unknown, live: Manifest | undefined): { items: unknown[] } {
  const revision = textOf(live, 'metadata', 'annotations', REVISION);
  const newest = listOf(ownMember(replicaSets, 'items')).find(
    (each) => revision !== undefined && textOf(each, 'metadata', 'annotations', REVISION) === revision,
  );
  const hash = textOf(newest, 'metadata', 'labels', HASH);
  const items = listOf(ownMember(pods, 'items'));
  return { items: items.filter((pod) => hash !== undefined && textOf(pod, 'metadata', 'labels', HASH) === hash) };
}

/** Restarts after which a new pod is not given a further chance. */
const RESTARTS = 3;

/** Seconds for which a pod may be in a state that seldom ends by itself: a registry may have been away for a moment. */
const STUCK = 20;

/** What a container waits for that seldom comes. The first one is about the app, which may want something to be there. */
const CRASHES = 'CrashLoopBackOff';

const STUCK_REASONS: readonly string[] = [
  CRASHES,
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

/** Seconds that a Deployment gives its pods for their start, as its startup probe says. */
export function startSeconds(deployment: Manifest): number {
  const containers = listOf(
    ['template', 'spec', 'containers'].reduce<unknown>((value, name) => ownMember(value, name), deployment.spec),
  );
  return Math.max(
    0,
    ...containers.map((container) => {
      const probe = ownMember(container, 'startupProbe');
      return numberOf(probe, 'failureThreshold') * (numberOf(probe, 'periodSeconds') || 10);
    }),
  );
}

/** What was seen of containers before, by their pods and names. */
export type Seen = ReadonlyMap<string, { readonly restarts: number; readonly stuckSince?: number }>;

/**
 * Looks at the pods once more.
 *
 * @param pods as `kubectl get pods --output=json` gives them
 * @param seen what the last look gave, nothing at the first
 * @param second seconds since the first look
 * @param start seconds that a pod may take for its start: one that ends in them may still come
 * @returns what was seen, and whether a pod will not come by itself
 */
export function lookAtPods(
  pods: unknown,
  seen: Seen,
  second: number,
  start: number,
): { seen: Seen; hopeless: boolean } {
  const now = new Map<string, { restarts: number; stuckSince?: number }>();
  let hopeless = false;
  for (const { key, container } of containersOf(pods)) {
    if (ownMember(container, 'ready') === true) continue;
    const count = numberOf(container, 'restartCount');
    const restarts = seen.get(key)?.restarts ?? count;
    const reason = textOf(container, 'state', 'waiting', 'reason') ?? '';
    const stuck = STUCK_REASONS.includes(reason);
    const since = seen.get(key)?.stuckSince ?? (stuck ? second : undefined);
    now.set(key, since === undefined ? { restarts } : { restarts, stuckSince: since });
    const crashes = count - restarts >= RESTARTS || reason === CRASHES;
    if (crashes && second < start) continue;
    if (count - restarts >= RESTARTS || (stuck && since !== undefined && second - since >= STUCK)) hopeless = true;
  }
  return { seen: now, hopeless };
}
