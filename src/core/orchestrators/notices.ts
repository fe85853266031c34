import type { Notice, ResolvedApp } from '../app/resolved';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';

/** Loopback: nobody but this machine. */
const LOOPBACK = /^(127\.|::1$)/;

/** What is legal about orchestrators and worth a second thought. */
export function orchestratorNotices({ compose, swarm, kubernetes, resources, workers }: ResolvedApp): Notice[] {
  const notices: Notice[] = [];
  if ((compose || kubernetes) && resources.cpu < 1000 * workers) {
    const message = `is less than a CPU for each worker: a request that needs more waits for the next tenth of a second, and the slowest take several times as long`;
    notices.push({ option: 'resources.cpu', message });
  }
  if ((compose ?? swarm) && resources.tmp > resources.memory / 2) {
    const message = `is more than half of "resources.memory" (${String(resources.memory)}): Compose and Swarm hold it in memory, and a container that fills it is killed`;
    notices.push({ option: 'resources.tmp', message });
  }
  if (compose && !LOOPBACK.test(compose.bind)) {
    const message = `opens the app to other machines at ${compose.bind}, past the firewall of most Linux hosts`;
    notices.push({ option: 'compose.bind', message });
  }
  for (const name of ['postgres', 'redis'] as const) {
    const given = compose?.[name];
    if (given?.image === undefined || given.user !== undefined) continue;
    const message = `keeps the rights that its start may need: name the user that owns its data in "compose.${name}.user", and it has none to lose`;
    notices.push({ option: `compose.${name}.image`, message });
  }
  if (kubernetes && !kubernetes.autoscaling && kubernetes.replicas === 1) {
    const message = 'leaves nobody to answer while the one pod is replaced on another machine';
    notices.push({ option: 'kubernetes.replicas', message });
  }
  if (kubernetes?.route?.kind === 'ingress' && kubernetes.route.tlsSecret === undefined) {
    const message =
      'has no TLS: what is sent can be read on the way; name the certificate in "kubernetes.route.tlsSecret"';
    notices.push({ option: 'kubernetes.route', message });
  }
  return notices;
}

/** The items of the first version are in memory: each process has its own. */
export function sampleNotices(
  { application, kubernetes, swarm, workers }: ResolvedApp,
  { directory, read }: Workspace,
): Notice[] {
  const pods = kubernetes && !kubernetes.autoscaling ? kubernetes.replicas : kubernetes ? 2 : 1;
  if (Math.max(pods, swarm?.replicas ?? 1, workers) === 1) return [];
  const sample = read(joinPath(directory, joinPath(application.sourceDir, 'routers/items.py')));
  if (sample?.includes('class ItemStore') !== true) return [];
  const option = pods > 1 ? 'kubernetes' : swarm && swarm.replicas > 1 ? 'swarm.replicas' : 'workers';
  const message =
    'each process has items of its own, since the sample keeps them in memory: a request finds an item only where it was made';
  return [{ option, message }];
}
