import { isObject, ownMember } from '../../input/members';
import type { Manifest } from './rendering';
import { listOf, textOf } from './status';

/** A Secret that pods cannot start without. */
export interface NeededSecret {
  readonly name: string;
  readonly namespace?: string;
  /** Keys that have to be in it; none where all of them are taken, whatever they are. */
  readonly keys: readonly string[];
}

/** What has to be there before a rendering is applied, and is not in it. */
export interface Needs {
  readonly namespaces: readonly string[];
  readonly secrets: readonly NeededSecret[];
}

function secretsOfPod(pod: unknown): { name: string; keys: string[] }[] {
  const named = (name: string | undefined, keys: (string | undefined)[], from: unknown) =>
    name === undefined || ownMember(from, 'optional') === true
      ? []
      : [{ name, keys: keys.filter((key) => key !== undefined) }];
  const volumes = listOf(ownMember(pod, 'volumes')).flatMap((volume) => {
    const secret = ownMember(volume, 'secret');
    const keys = listOf(ownMember(secret, 'items')).map((item) => textOf(item, 'key'));
    return named(textOf(secret, 'secretName'), keys, secret);
  });
  const containers = ['initContainers', 'containers'].flatMap((list) => listOf(ownMember(pod, list)));
  const variables = containers.flatMap((container) => [
    ...listOf(ownMember(container, 'env')).flatMap((each) => {
      const reference = ownMember(ownMember(each, 'valueFrom'), 'secretKeyRef');
      return named(textOf(reference, 'name'), [textOf(reference, 'key')], reference);
    }),
    ...listOf(ownMember(container, 'envFrom')).flatMap((each) => {
      const reference = ownMember(each, 'secretRef');
      return named(textOf(reference, 'name'), [], reference);
    }),
  ]);
  return [...volumes, ...variables];
}

/** Whether an object of a rendering makes a Secret: it is one, or another tool's word for one, such as an ExternalSecret. */
function makes(object: Manifest, name: string): boolean {
  if (object.kind === 'Secret') return object.metadata.name === name;
  return object.kind.includes('Secret') && JSON.stringify(object).includes(JSON.stringify(name));
}

/** What the cluster has to have already for these objects. */
export function needsOf(manifests: readonly Manifest[]): Needs {
  const own = new Set(manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata: { name } }) => name));
  const namespaces = manifests.flatMap(({ metadata: { namespace } }) => namespace ?? []);
  const secrets = new Map<string, NeededSecret>();
  for (const { spec, metadata } of manifests) {
    const pod = ownMember(ownMember(spec, 'template'), 'spec');
    const place = metadata.namespace === undefined ? {} : { namespace: metadata.namespace };
    for (const { name, keys } of isObject(pod) ? secretsOfPod(pod) : []) {
      if (manifests.some((object) => makes(object, name))) continue;
      const id = `${metadata.namespace ?? ''}/${name}`;
      const all = new Set([...(secrets.get(id)?.keys ?? []), ...keys]);
      secrets.set(id, { name, ...place, keys: [...all] });
    }
  }
  return { namespaces: [...new Set(namespaces)].filter((name) => !own.has(name)), secrets: [...secrets.values()] };
}

/** The line that says what is missing of a Secret, and what makes it; undefined where nothing is. */
export function secretMissing(
  { name, namespace, keys }: NeededSecret,
  there: readonly string[] | undefined,
): string | undefined {
  const missing = keys.filter((key) => there?.includes(key) !== true);
  if (there !== undefined && missing.length === 0) return undefined;
  const place = namespace === undefined ? [] : [`--namespace=${namespace}`];
  const files = (missing.length === 0 ? ['<key>'] : missing).map((key) => `--from-file=${key}`);
  const create = ['kubectl create secret generic', name, ...place, ...files].join(' ');
  if (there === undefined)
    return `Secret/${name} is not there, and no pod starts without it. Create it first: ${create}`;
  const patch = ['kubectl patch secret', name, ...place, '--type=merge --patch-file=/dev/stdin'].join(' ');
  const plural = missing.length === 1 ? 'the key' : 'the keys';
  return `Secret/${name} lacks ${plural} ${missing.join(', ')}, and no pod starts without. Add first: ${create} --dry-run=client --output=json | ${patch}`;
}

/** The line that says that a namespace is missing, and what makes it. */
export function namespaceMissing(name: string): string {
  return `Namespace/${name} was not found\nCreate it first: kubectl create namespace ${name}`;
}
