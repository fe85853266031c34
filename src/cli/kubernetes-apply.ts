import { departed, isOurs, type Departed } from '../core/orchestrators/kubernetes/departed';
import { recorded, recordOf } from '../core/orchestrators/kubernetes/record';
import {
  called,
  canBeTried,
  isForJobs,
  sortManifests,
  strayManifests,
  type Manifest,
} from '../core/orchestrators/kubernetes/rendering';
import { FIELD_MANAGER, type Kubectl } from '../io/kubectl';
import type { Ended } from '../io/programs';
import type { ExitCode } from './command';
import { runJob } from './kubernetes-job';
import { letGoOfReplicas, moveReplicas } from './kubernetes-replicas';
import { missingOf } from './kubernetes-needs';
import { rolledOut, type Clock } from './kubernetes-rollout';
import { say, sayAside } from './say';

/** Tells what the API server has refused. */
function told({ stderr }: Ended): ExitCode {
  // The same for each object, such as that there is no such namespace.
  console.error([...new Set(stderr.trim().split('\n'))].join('\n'));
  if (/conflict/i.test(stderr)) {
    sayAside(
      'Somebody else has set these fields. Let go of them there, or take them: add `-- --force-conflicts` to this command.',
    );
  }
  const [, namespace] = /namespaces "([^"]*)" not found/.exec(stderr) ?? [];
  if (namespace !== undefined) sayAside(`Create it first: kubectl create namespace ${namespace}`);
  return 1;
}

/** Makes the cluster have these objects, and no more those of before that are gone. */
function become(kubectl: Kubectl, objects: readonly Manifest[], strays: readonly Manifest[]): Ended {
  const taken = moveReplicas(kubectl, sortManifests(objects).deployments, strays);
  if (!Array.isArray(taken)) return taken;
  const applied = kubectl.apply(objects);
  if (applied.failure === undefined) letGoOfReplicas(kubectl, taken);
  return applied;
}

/** Names what a person has taken out of the overlay, and what removes it: there may be data on it. */
export function tellLeft(kubectl: Kubectl, theirs: readonly Manifest[]): void {
  for (const object of theirs) {
    if (!kubectl.get(object)) continue;
    say(`${called(object)} is yours, and stays. To remove it: ${kubectl.deletion(object)}`);
  }
}

/** Removes objects of ours that nothing speaks of any more. Those of a person's are theirs to remove. */
function tidy(kubectl: Kubectl, strays: readonly Manifest[]): void {
  tellLeft(
    kubectl,
    strays.filter((stray) => !isOurs(stray)),
  );
  for (const stray of strays.filter(isOurs)) {
    const { failure, stdout, stderr } = kubectl.remove(stray);
    process.stdout.write(stdout);
    if (failure !== undefined) console.error(stderr.trim());
  }
}

/**
 * The way back: what was applied last and worked, and not `rollout undo`, which would make itself an owner of fields.
 *
 * @param fresh objects that were not there before
 */
function goBack(kubectl: Kubectl, before: readonly Manifest[], fresh: readonly Manifest[]): void {
  if (before.length === 0) {
    sayAside('Nothing was applied before that worked: the objects stay as they are.');
    return;
  }
  const { failure, stderr } = become(kubectl, before, fresh.filter(isOurs));
  if (failure === undefined) tidy(kubectl, fresh);
  console.error(failure === undefined ? 'The last version that worked is back.' : `No way back: ${stderr.trim()}`);
}

/** What was in the last rendering that worked, and is not in this one. */
export function departedFrom(kubectl: Kubectl, name: string, manifests: readonly Manifest[]): Departed {
  const rendering = sortManifests(manifests);
  return departed(recorded(kubectl.get(recordOf(name, rendering, FIELD_MANAGER))), rendering.objects);
}

/** Applies a rendering, waits for it, and goes back when it fails. */
export async function applyRendering(
  kubectl: Kubectl,
  name: string,
  manifests: readonly Manifest[],
  clock?: Clock,
): Promise<ExitCode> {
  const { namespaces, secrets } = missingOf(kubectl, manifests);
  const missing = [...namespaces, ...secrets];
  if (missing.length > 0) {
    sayAside(missing.join('\n'));
    return 1;
  }
  const rendering = sortManifests(manifests);
  const { jobs, objects, deployments } = rendering;
  const record = recordOf(name, rendering, FIELD_MANAGER);
  const before = recorded(kubectl.get(record));
  const { ours, theirs } = departed(before, objects);
  // One object is applied after the other: what is refused has to be known before the first.
  if (canBeTried(objects, ours)) {
    const tried = kubectl.apply(objects, FIELD_MANAGER, '--dry-run=server');
    if (tried.failure !== undefined) return told(tried);
  }
  const first = objects.filter(isForJobs);
  const prepared = jobs.length === 0 || first.length === 0 ? undefined : kubectl.apply(first);
  if (prepared?.failure !== undefined) return told(prepared);
  for (const job of jobs) if (!(await runJob(kubectl, job))) return 1;
  const fresh = before.length === 0 ? [] : strayManifests(objects, before).filter((object) => !kubectl.get(object));
  const applied = become(kubectl, objects, ours);
  if (applied.failure !== undefined) return told(applied);
  process.stdout.write(applied.stdout);
  if (!(await rolledOut(kubectl, deployments, clock))) {
    goBack(kubectl, before, fresh);
    return 1;
  }
  tidy(kubectl, [...ours, ...theirs]);
  const kept = kubectl.apply([record], FIELD_MANAGER, '--force-conflicts');
  if (kept.failure !== undefined) console.error(`The way back to this version is not kept: ${kept.stderr.trim()}`);
  return 0;
}
