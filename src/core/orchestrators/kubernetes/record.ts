import { ownMember } from '../../input/members';
import { MANAGED_BY, NAME_LABEL } from './labels';
import type { Manifest, Rendering } from './rendering';

/**
 * Keeps what was applied last and worked: the way back when the next one does not, and what is not in the next one and has
 * to go. Secrets are left out: more people may read a ConfigMap.
 *
 * @param name name of the app
 * @param manager who applies it
 */
export function recordOf(name: string, { deployments, objects }: Rendering, manager: string): Manifest {
  const [first] = deployments;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${first?.metadata.name ?? name}-applied`,
      ...(first?.metadata.namespace === undefined ? {} : { namespace: first.metadata.namespace }),
      labels: { [NAME_LABEL]: first?.metadata.name ?? name, [MANAGED_BY[0]]: manager },
    },
    data: { objects: JSON.stringify(objects.filter(({ kind }) => kind !== 'Secret')) },
  };
}

/** The objects in a record; none where there is no record yet, or somebody has emptied it. */
export function recorded(record: Manifest | undefined): Manifest[] {
  const text = ownMember(record?.data, 'objects');
  if (typeof text !== 'string') return [];
  try {
    return JSON.parse(text) as Manifest[];
  } catch {
    return [];
  }
}
