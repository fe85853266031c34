import type { AutoscalingOptions, KubernetesOptions, ResourceOptions, RouteOptions, SwarmOptions } from '../options';
import type { ResolvedApp, ResolvedCompose, ResolvedKubernetes } from '../app/resolved';
import type { ServicesBeside } from './compose/services';
import { addressOption, neededServices } from './needed-services';

/** Groups about orchestrators whose constant defaults are filled in. */
export interface DefaultedOrchestrators {
  readonly resources: ResourceOptions & Required<Pick<ResourceOptions, 'tmp'>>;
  readonly compose?: ResolvedCompose;
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

/** What of the options decides which services are beside the app. */
type Asking = Parameters<typeof neededServices>[0] & Parameters<typeof addressOption>[1];

/** A cache may lose what it holds; what a person asks for besides is in their group. */
const BESIDE = { postgres: {}, redis: { persistent: false } } as const;

/** What is beside the app with what the options ask for, unless they say that it is elsewhere. */
export function withNeeded<T extends ServicesBeside>(compose: T, app: Asking): T {
  const missing = neededServices(app).filter((service) => !compose[service.name] && !addressOption(service, app));
  return { ...compose, ...Object.fromEntries(missing.map(({ name }) => [name, BESIDE[name]])) };
}

/** The defaults about orchestrators that follow from other options. */
export function orchestratorDefaults(
  { resources, compose, swarm, kubernetes }: DefaultedOrchestrators,
  app: Asking & { readonly workers: number; readonly port: number; readonly rootPath?: string },
): Pick<ResolvedApp, 'resources' | 'compose' | 'swarm' | 'kubernetes'> {
  const { workers, port, rootPath } = app;
  const memory = resources.memory ?? PER_WORKER.memory * workers;
  return {
    resources: {
      memory,
      cpu: resources.cpu ?? PER_WORKER.cpu * workers,
      // Every machine has one CPU. More is for the person to say, who knows where the container runs.
      engineCpu: resources.cpu ?? (workers === 1 ? PER_WORKER.cpu : undefined),
      pids: resources.pids ?? PER_WORKER.pids * workers,
      tmp: resources.tmp,
    },
    ...(compose ? { compose: withNeeded(compose, app) } : {}),
    swarm: swarm && { ...swarm, port: swarm.port ?? port },
    kubernetes: kubernetes && kubernetesOf(kubernetes, memory, rootPath),
  };
}
