import { setTimeout } from 'node:timers/promises';
import { tellingLines } from '../core/orchestrators/kubernetes/log-lines';
import { called, type Manifest } from '../core/orchestrators/kubernetes/rendering';
import { replicasOf } from '../core/orchestrators/kubernetes/replicas';
import {
  lookAtPods,
  newestPods,
  rolloutState,
  startSeconds,
  type Seen,
} from '../core/orchestrators/kubernetes/rollout';
import { podTroubles, warningsAbout } from '../core/orchestrators/kubernetes/troubles';
import { isObject, ownMember } from '../core/input/members';
import { scopeOf, type Kubectl } from '../io/kubectl';
import { tellProgress } from '../io/programs';
import { sayAside } from './say';

/** Seconds without progress after which Kubernetes gives a rollout up, where nothing else is said. */
const DEADLINE = 600;

/** Seconds between two looks at the pods. */
const LOOK = 2;

/** Waits some seconds, by a clock of its own that a test can set. */
export interface Clock {
  /** Seconds since any moment. */
  readonly now: () => number;
  readonly pause: (seconds: number) => Promise<void>;
}

const CLOCK: Clock = {
  now: () => performance.now() / 1000,
  pause: (seconds) => setTimeout(1000 * seconds),
};

/** Seconds in which every pod may take as long as the slowest: Kubernetes itself ends it when nothing moves. */
function secondsOf(deployment: Manifest, live: Manifest | undefined): number {
  const deadline = ownMember(deployment.spec, 'progressDeadlineSeconds');
  const pods = Math.max(1, replicasOf(live ?? deployment) ?? 1);
  return (typeof deadline === 'number' ? deadline : DEADLINE) * pods + 10;
}

function selectorOf({ spec }: Manifest): string {
  const labels = ownMember(ownMember(spec, 'selector'), 'matchLabels');
  return Object.entries(isObject(labels) ? labels : {})
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(',');
}

/** Objects of a Deployment; undefined where the cluster does not tell. */
function listed(kubectl: Kubectl, kind: string, deployment: Manifest): unknown {
  const words = ['get', kind, `--selector=${selectorOf(deployment)}`, ...scopeOf(deployment), '--output=json'];
  const { failure, stdout } = kubectl.run(words);
  return failure === undefined ? (JSON.parse(stdout) as unknown) : undefined;
}

/** What a pod has written: that of a start that ended says why, and the next one has just begun. */
function logOf(kubectl: Kubectl, pod: string, restarted: boolean, scope: readonly string[]): string {
  const words = ['logs', pod, '--tail=300', ...scope];
  const former = restarted ? kubectl.run([...words, '--previous']).stdout : '';
  return former.trim() === '' ? kubectl.run(words).stdout : former;
}

function tellTroubles(kubectl: Kubectl, deployment: Manifest): void {
  const scope = scopeOf(deployment);
  const troubles = podTroubles(listed(kubectl, 'pods', deployment));
  for (const { pod, reason, restarted } of troubles) {
    sayAside(`  ${pod}: ${reason}`);
    const log = logOf(kubectl, pod, restarted, scope);
    if (log.trim() !== '') console.error(tellingLines(log).join('\n').replaceAll(/^/gm, '    '));
  }
  const events = kubectl.run(['get', 'events', '--field-selector=type=Warning', ...scope, '--output=json']);
  const names = troubles.map(({ pod }) => pod);
  const warnings = events.failure === undefined ? warningsAbout(JSON.parse(events.stdout), deployment, names) : [];
  for (const warning of warnings) sayAside(`  ${warning}`);
}

/** Waits for the new pods of a Deployment. @returns why they do not come; undefined where they came */
async function waitFor(kubectl: Kubectl, deployment: Manifest, { now, pause }: Clock): Promise<string | undefined> {
  tellProgress(`Waiting for ${called(deployment)}`);
  const begin = now();
  const start = startSeconds(deployment);
  const longest = secondsOf(deployment, kubectl.get(deployment));
  let seen: Seen = new Map();
  for (;;) {
    const live = kubectl.get(deployment);
    const state = rolloutState(live);
    if (state === 'done') return undefined;
    if (state === 'given up') return 'it made no progress within progressDeadlineSeconds';
    const pods = newestPods(listed(kubectl, 'pods', deployment), listed(kubectl, 'replicasets', deployment), live);
    const second = now() - begin;
    const looked = lookAtPods(pods, seen, second, start);
    if (looked.hopeless) return 'its new pods do not start';
    if (second > longest) return `it took longer than ${String(longest)} s`;
    ({ seen } = looked);
    await pause(LOOK);
  }
}

/** Waits for the new pods of each deployment, and tells why they do not come. @returns whether they all came */
export async function rolledOut(
  kubectl: Kubectl,
  deployments: readonly Manifest[],
  clock: Clock = CLOCK,
): Promise<boolean> {
  for (const deployment of deployments) {
    const failure = await waitFor(kubectl, deployment, clock);
    if (failure === undefined) continue;
    sayAside(`${called(deployment)} did not become ready: ${failure}`);
    tellTroubles(kubectl, deployment);
    return false;
  }
  return true;
}
