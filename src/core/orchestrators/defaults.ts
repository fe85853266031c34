import type { AutoscalingOptions, KubernetesOptions, ResourceOptions, RouteOptions, SwarmOptions } from '../options';
import type { ResolvedApp, ResolvedKubernetes } from '../app/resolved';

/** Groups about orchestrators whose constant defaults are filled in. */
export interface DefaultedOrchestrators {
  readonly resources: ResourceOptions & Required<Pick<ResourceOptions, 'tmp'>>;
  readonly swarm?: (SwarmOptions & Required<Omit<SwarmOptions, 'port'>>) | undefined;
  readonly kubernetes?: DefaultedKubernetes | undefined;
}

type DefaultedKubernetes = Omit<ResolvedKubernetes, 'requestCpu' | 'requestMemory' | 'route'> &
  Pick<KubernetesOptions, 'requestCpu' | 'requestMemory'> & {
    readonly autoscaling?: Required<AutoscalingOptions>;
    readonly route?: RouteOptions & Required<Pick<RouteOptions, 'kind'>>;
  };

/** What a worker takes: CPU in thousandths, memory in MiB, processes and threads. */
const PER_WORKER = { cpu: 1000, memory: 256, pids: 100 } as const;

/** CPU in thousandths that is reserved for a pod, alone and where its use decides about the number of pods. */
const REQUEST_CPU = { fixed: 100, scaled: 500 } as const;

function kubernetesOf(
  { route, ...given }: DefaultedKubernetes,
  memory: number,
  rootPath: string | undefined,
): ResolvedKubernetes {
  const requestCpu = given.requestCpu ?? (given.autoscaling ? REQUEST_CPU.scaled : REQUEST_CPU.fixed);
  const requestMemory = given.requestMemory ?? memory;
  const base = { ...given, requestCpu, requestMemory };
  return route ? { ...base, route: { ...route, path: route.path ?? rootPath ?? '/' } } : base;
}

/** The defaults about orchestrators that follow from other options. */
export function orchestratorDefaults(
  { resources, swarm, kubernetes }: DefaultedOrchestrators,
  { workers, port, rootPath }: { readonly workers: number; readonly port: number; readonly rootPath?: string },
): Pick<ResolvedApp, 'resources' | 'swarm' | 'kubernetes'> {
  const memory = resources.memory ?? PER_WORKER.memory * workers;
  return {
    resources: {
      memory,
      cpu: resources.cpu ?? PER_WORKER.cpu * workers,
      pids: resources.pids ?? PER_WORKER.pids * workers,
      tmp: resources.tmp,
    },
    swarm: swarm && { ...swarm, port: swarm.port ?? port },
    kubernetes: kubernetes && kubernetesOf(kubernetes, memory, rootPath),
  };
}
