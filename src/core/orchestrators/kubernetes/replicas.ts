import { ownMember } from '../../input/members';
import type { Manifest } from './rendering';

/**
 * What has to be done about the number of pods before a rendering is applied: the autoscaler is about to decide about it,
 * or we are again. Undefined where nobody changes, and where it is somebody else's: that is a conflict, and told as one.
 */
export type ReplicasStep = 'hand over' | 'take';

/** Who has said how many pods there are. */
function ownersOfReplicas(live: Manifest): string[] {
  const fields = ownMember(live.metadata, 'managedFields');
  return (Array.isArray(fields) ? fields : []).flatMap((entry: unknown) =>
    ownMember(ownMember(ownMember(entry, 'fieldsV1'), 'f:spec'), 'f:replicas') === undefined
      ? []
      : [String(ownMember(entry, 'manager'))],
  );
}

/** Number of pods that a Deployment says; undefined where it leaves that to others. */
export function replicasOf(deployment: Manifest): number | undefined {
  const replicas = ownMember(deployment.spec, 'replicas');
  return typeof replicas === 'number' ? replicas : undefined;
}

/** Whether an object decides about the number of pods of a Deployment. */
export function scales({ kind, metadata, spec }: Manifest, deployment: Manifest): boolean {
  return (
    kind === 'HorizontalPodAutoscaler' &&
    metadata.namespace === deployment.metadata.namespace &&
    ownMember(ownMember(spec, 'scaleTargetRef'), 'name') === deployment.metadata.name
  );
}

/** A Deployment of which nothing is said but the number of pods, and with none not even that. */
export function withReplicas({ apiVersion, kind, metadata }: Manifest, replicas?: number): Manifest {
  const { name, namespace } = metadata;
  const place = namespace === undefined ? { name } : { name, namespace };
  return { apiVersion, kind, metadata: place, ...(replicas === undefined ? {} : { spec: { replicas } }) };
}

/**
 * @param live the Deployment in the cluster, with its managed fields
 * @param strays objects that go with this rendering
 * @param own name under which all fields are applied
 * @param holder name under which the number alone is applied
 */
export function replicasStep(
  deployment: Manifest,
  live: Manifest,
  strays: readonly Manifest[],
  own: string,
  holder: string,
): ReplicasStep | undefined {
  const owners = ownersOfReplicas(live);
  // What its only owner says no more the API server sets back to 1.
  if (replicasOf(deployment) === undefined) return owners.includes(own) ? 'hand over' : undefined;
  const released = owners.includes(holder) || strays.some((stray) => scales(stray, deployment));
  return released ? 'take' : undefined;
}
