import type { Manifest } from '../core/orchestrators/kubernetes/rendering';
import { replicasOf, replicasStep, scales, withReplicas } from '../core/orchestrators/kubernetes/replicas';
import { FIELD_MANAGER, type Kubectl } from '../io/kubectl';
import type { Ended } from '../io/programs';

/** Says the number of pods alone, while it goes from one owner to another. */
const HOLDER = `${FIELD_MANAGER}-replicas`;

/** Applies the number of pods alone. What else a Deployment has to have is there already: kubectl would miss it. */
function say(kubectl: Kubectl, part: Manifest, ...words: readonly string[]): Ended {
  return kubectl.apply([part], HOLDER, '--validate=false', ...words);
}

/**
 * Before a rendering is applied: no pod comes or goes because an autoscaler does.
 *
 * @param strays objects that go with this rendering
 * @returns the deployments to pass to {@link letGoOfReplicas}, or what the cluster has refused
 */
export function moveReplicas(
  kubectl: Kubectl,
  deployments: readonly Manifest[],
  strays: readonly Manifest[],
): Manifest[] | Ended {
  const taken: Manifest[] = [];
  for (const deployment of deployments) {
    const live = kubectl.get(deployment, '--show-managed-fields');
    const step = live && replicasStep(deployment, live, strays, FIELD_MANAGER, HOLDER);
    if (!live || !step) continue;
    // First, or it changes the number again meanwhile.
    if (step === 'take') for (const stray of strays) if (scales(stray, deployment)) kubectl.remove(stray);
    const said =
      step === 'take'
        ? say(kubectl, withReplicas(deployment, replicasOf(deployment)), '--force-conflicts')
        : say(kubectl, withReplicas(deployment, replicasOf(live)));
    if (said.failure !== undefined) return said;
    if (step === 'take') taken.push(deployment);
  }
  return taken;
}

/** After a rendering was applied: the number of pods is its own, and of nobody besides. */
export function letGoOfReplicas(kubectl: Kubectl, taken: readonly Manifest[]): void {
  for (const deployment of taken) say(kubectl, withReplicas(deployment));
}
