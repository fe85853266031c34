import { namespaceMissing, needsOf, secretMissing } from '../core/orchestrators/kubernetes/needs';
import type { Manifest } from '../core/orchestrators/kubernetes/rendering';
import type { Kubectl } from '../io/kubectl';

/** What a cluster lacks, a line each. */
export interface Missing {
  readonly namespaces: readonly string[];
  readonly secrets: readonly string[];
}

/**
 * What a cluster has to have and has not, each with the command that makes it. What it does not tell, for example to
 * somebody who may not read Secrets, counts as there.
 */
export function missingOf(kubectl: Kubectl, manifests: readonly Manifest[]): Missing {
  const { namespaces, secrets } = needsOf(manifests);
  const named = (kind: string, metadata: Manifest['metadata']): Manifest => ({ apiVersion: 'v1', kind, metadata });
  return {
    namespaces: namespaces
      .filter((name) => kubectl.keysOf(named('Namespace', { name })) === undefined)
      .map((name) => namespaceMissing(name)),
    secrets: secrets.flatMap((secret) => {
      const { name, namespace } = secret;
      const there = kubectl.keysOf(named('Secret', { name, ...(namespace === undefined ? {} : { namespace }) }));
      return there === 'unknown' ? [] : (secretMissing(secret, there) ?? []);
    }),
  };
}
