import { createHash } from 'node:crypto';
import { isObject, ownMember } from '../../input/members';
import { DRAIN_VARIABLE } from '../environment';
import { yamlLibrary } from '../../text/yaml-library';

/** An object as Kubernetes is told of it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

/** What kustomize made of an overlay, sorted by what is done with it. */
export interface Rendering {
  /** Run once before everything else. */
  readonly jobs: readonly Manifest[];
  readonly objects: readonly Manifest[];
  readonly deployments: readonly Manifest[];
}

function isManifest(value: unknown): value is Manifest {
  return isObject(value) && 'kind' in value && isObject(ownMember(value, 'metadata'));
}

/** The objects in a stream of YAML documents. */
export function readManifests(text: string): Manifest[] {
  return yamlLibrary()
    .parseAllDocuments(text)
    .flatMap((document) => {
      const value: unknown = document.toJS();
      return isManifest(value) ? [value] : [];
    });
}

/** What a text calls a thing: `Deployment/orders`. */
export function called({ kind, metadata: { name } }: Manifest): string {
  return `${kind}/${name}`;
}

/** Which object it is, whatever stands in it. */
function identity({ apiVersion, kind, metadata: { name, namespace = '' } }: Manifest): string {
  return [apiVersion.split('/')[0], kind, namespace, name].join(' ');
}

/** A job that is called by what it does: the template of one that is there cannot be changed. */
function named(job: Manifest): Manifest {
  const digest = createHash('sha256').update(JSON.stringify(job.spec)).digest('hex').slice(0, 10);
  return { ...job, metadata: { ...job.metadata, name: `${job.metadata.name}-${digest}` } };
}

/** What a job finds there: settings, secrets, its network, and an account that an overlay may name for it. */
const FOR_JOBS: readonly string[] = ['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret'];

/** Whether an object has to be there before a migration is run; it changes nothing of the app that runs. */
export function isForJobs({ kind, metadata: { name } }: Manifest): boolean {
  return FOR_JOBS.includes(kind) || (kind === 'NetworkPolicy' && name.endsWith('-migrate'));
}

/** Sorts the objects of a rendering. */
export function sortManifests(manifests: readonly Manifest[]): Rendering {
  const isMigration = ({ kind, metadata }: Manifest) => kind === 'Job' && metadata.name.endsWith('-migrate');
  const objects = manifests.filter((manifest) => !isMigration(manifest));
  return {
    jobs: manifests.filter(isMigration).map(named),
    objects,
    deployments: objects.filter(({ kind }) => kind === 'Deployment'),
  };
}

/** Objects of one rendering, such as the former one, that are not in the other. */
export function strayManifests(before: readonly Manifest[], now: readonly Manifest[]): Manifest[] {
  const kept = new Set(now.map(identity));
  return before.filter((manifest) => !kept.has(identity(manifest)));
}

/** What a trial knows nothing of before it is there: other objects of the same rendering may need it. */
const NEEDED_FIRST: readonly string[] = ['Namespace', 'CustomResourceDefinition'];

/**
 * Whether a cluster can tell beforehand what it would refuse: not where one object needs another, and not where the
 * autoscaler that has decided about the number of pods is about to go.
 */
export function canBeTried(objects: readonly Manifest[], strays: readonly Manifest[]): boolean {
  return (
    !objects.some(({ kind }) => NEEDED_FIRST.includes(kind)) &&
    !strays.some(({ kind }) => kind === 'HorizontalPodAutoscaler')
  );
}

/** Digest of an image, as `kubernetes-apply` takes it: alone, or behind the name of the image, as `container-push` prints it. */
export const DIGEST = /^(?:([^@\s]+)@)?(sha256:[0-9a-f]{64})$/;

/** What is wrong with what the cluster would be told, beyond what its schemas know. */
export function renderingFaults(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap((manifest): string[] => {
    if (manifest.kind !== 'Deployment') return [];
    const pod = podOf(manifest);
    const faults: string[] = [];
    const grace = pod.terminationGracePeriodSeconds ?? 30;
    for (const container of pod.containers ?? []) {
      const drain = Number(container.env?.find(({ name }) => name === DRAIN_VARIABLE)?.value ?? 0);
      const sleep = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
      if (drain + sleep >= grace) {
        faults.push(
          `${called(manifest)}: terminationGracePeriodSeconds (${String(grace)}) leaves no time after the ${String(drain + sleep)} s in which ${container.name} goes on answering: requests would be cut`,
        );
      }
    }
    return faults;
  });
}

interface PodSpec {
  readonly terminationGracePeriodSeconds?: number;
  readonly containers?: readonly {
    readonly name: string;
    readonly env?: readonly { readonly name: string; readonly value?: string }[];
    readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds?: number } } };
  }[];
}

function podOf({ spec }: Manifest): PodSpec {
  const template = spec?.template as { spec?: PodSpec } | undefined;
  return template?.spec ?? {};
}
