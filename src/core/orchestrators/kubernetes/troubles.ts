import { ownMember } from '../../input/members';
import type { Manifest } from './rendering';
import { listOf, textOf } from './status';

/** A pod that does not serve, and why. */
export interface Trouble {
  readonly pod: string;
  readonly reason: string;
  /** It has been started before: what that start has written says more than what this one has. */
  readonly restarted: boolean;
}

/** How a container has ended: `Error, exit code 1`. */
function endOf(terminated: unknown): string | undefined {
  const reason = textOf(terminated, 'reason');
  const code = ownMember(terminated, 'exitCode');
  if (reason === undefined && typeof code !== 'number') return undefined;
  return [reason ?? 'ended', ...(typeof code === 'number' ? [`exit code ${String(code)}`] : [])].join(', ');
}

function isRestarted(container: unknown): boolean {
  const count = ownMember(container, 'restartCount');
  return typeof count === 'number' && count > 0;
}

function reasonOf(container: unknown): string | undefined {
  const waiting = textOf(container, 'state', 'waiting', 'reason');
  const message =
    textOf(container, 'state', 'waiting', 'message') ?? textOf(container, 'lastState', 'terminated', 'message');
  if (waiting !== undefined) return message === undefined ? waiting : `${waiting}: ${message}`;
  const ended = endOf(ownMember(ownMember(container, 'state'), 'terminated'));
  if (ended !== undefined) return ended;
  if (ownMember(container, 'ready') === true) return undefined;
  const before = endOf(ownMember(ownMember(container, 'lastState'), 'terminated'));
  // It runs at this moment: that it ended before is what is wrong with it.
  return before === undefined
    ? 'runs, but is not ready'
    : `has ended, and was started again: the last end was ${before}`;
}

/** The pods of a list, as `kubectl get pods --output=json` gives it, that do not serve. */
export function podTroubles(list: unknown): Trouble[] {
  return listOf(ownMember(list, 'items')).flatMap((pod): Trouble[] => {
    const name = textOf(pod, 'metadata', 'name') ?? '';
    if (textOf(pod, 'metadata', 'deletionTimestamp') !== undefined) return [];
    const containers = listOf(ownMember(ownMember(pod, 'status'), 'containerStatuses'));
    const reasons = containers.flatMap((container) => reasonOf(container) ?? []);
    const conditions = listOf(ownMember(ownMember(pod, 'status'), 'conditions'));
    const unplaced = conditions.find(
      (each) => textOf(each, 'type') === 'PodScheduled' && textOf(each, 'status') === 'False',
    );
    const all = [...reasons, ...(unplaced === undefined ? [] : [textOf(unplaced, 'message') ?? 'has no place'])];
    return all.map((reason) => ({ pod: name, reason, restarted: containers.some(isRestarted) }));
  });
}

/** Warnings that are told at most: the newest. */
const WARNINGS = 3;

/**
 * What the cluster warns of about a Deployment and its pods, as `kubectl get events --output=json` gives it, the newest
 * last. Events stay for an hour, so that only those of pods that are there count.
 *
 * @param pods names of the pods that do not serve
 */
export function warningsAbout(list: unknown, { metadata: { name } }: Manifest, pods: readonly string[]): string[] {
  const isAbout = (kind = '', object = '') =>
    (kind === 'Deployment' && object === name) ||
    (kind === 'ReplicaSet' && object.startsWith(`${name}-`)) ||
    (kind === 'Pod' && pods.includes(object));
  const timeOf = (event: unknown) => textOf(event, 'lastTimestamp') ?? textOf(event, 'eventTime') ?? '';
  const messages = listOf(ownMember(list, 'items'))
    .filter((event) => isAbout(textOf(event, 'involvedObject', 'kind'), textOf(event, 'involvedObject', 'name')))
    .sort((a, b) => timeOf(a).localeCompare(timeOf(b)))
    .flatMap((event) => textOf(event, 'message') ?? []);
  return [...new Set(messages.reverse())].slice(0, WARNINGS).reverse();
}
