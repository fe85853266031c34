import { ownMember } from '../../input/members';
import { MANAGED_BY } from './labels';
import { strayManifests, type Manifest } from './rendering';

/** Group and kind of what the base is made of. */
const OWN_KINDS: ReadonlySet<string> = new Set([
  '/ServiceAccount',
  '/Service',
  'apps/Deployment',
  'batch/Job',
  'policy/PodDisruptionBudget',
  'networking.k8s.io/NetworkPolicy',
  'networking.k8s.io/Ingress',
  'autoscaling/HorizontalPodAutoscaler',
  'gateway.networking.k8s.io/HTTPRoute',
  'monitoring.coreos.com/ServiceMonitor',
]);

/** Objects that were in the last rendering, and are not in this one. */
export interface Departed {
  /** Made by this tool, which removes them. */
  readonly ours: readonly Manifest[];
  /** A person's own, such as a volume with data on it: only they know whether it may go. */
  readonly theirs: readonly Manifest[];
}

/** Whether an object is one of the base: of one of its kinds, and with its label. */
export function isOurs({ apiVersion, kind, metadata: { labels } }: Manifest): boolean {
  const group = apiVersion.split('/').slice(0, -1).join('/');
  const [label, value] = MANAGED_BY;
  return OWN_KINDS.has(`${group}/${kind}`) && ownMember(labels, label) === value;
}

/** What has left an overlay, sorted by who decides about it. */
export function departed(before: readonly Manifest[], now: readonly Manifest[]): Departed {
  const strays = strayManifests(before, now);
  return { ours: strays.filter(isOurs), theirs: strays.filter((stray) => !isOurs(stray)) };
}
