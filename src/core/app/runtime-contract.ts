import { IMAGE_LAYOUT } from '../constants';
import { LOG_FORMAT_VARIABLE } from '../observability/logging';
import { metricsOf, type MetricsEndpoint } from '../observability/metrics';
import { mainReference } from './image-reference';
import { serverOf } from '../servers';
import type { ResolvedApp } from './resolved';
import { serviceName } from './service-name';

/** How the container is asked how it is: by HTTP, on its port. All times are in seconds. */
export interface Probes {
  /** Path that answers 200 while the process works; when it does not, the container is to be replaced. */
  readonly live: string;
  /** Path that answers 200 while the app can take traffic; when it does not, it gets none. */
  readonly ready: string;
  /** Host header of the question; undefined for the address that is asked. */
  readonly host: string | undefined;
  /** Time between two questions. */
  readonly interval: number;
  /** Time within which the answer has to come. */
  readonly timeout: number;
  /** Time after the start in which failures do not count. */
  readonly startPeriod: number;
  /** Failures in a row after which the container counts as unhealthy. */
  readonly retries: number;
}

/** What holds only where a person runs the image on the own machine: `run` of the options. */
export interface LocalRun {
  /** Port of the machine's own address 127.0.0.1 that leads to the port of the container. */
  readonly port: number;
  /** File with environment variables, relative to the app; undefined for none. */
  readonly envFile: string | undefined;
  /** Environment variables besides those of the file and of the image. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is different where a person reads along. */
  readonly terminal: Readonly<Record<string, string>>;
  /** Network that the container joins; undefined for the engine's default. */
  readonly network: string | undefined;
  /** Mounts, `source:target` with options. */
  readonly volumes: readonly string[];
  /** Names besides those of the DNS, `name:address`. */
  readonly hosts: readonly string[];
}

/** What the container may take. */
export interface Resources {
  /** MiB of memory. */
  readonly memory: number;
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** The same where an engine is told: it starts no container on a machine with fewer. Undefined for no limit. */
  readonly engineCpu: number | undefined;
  /** MiB that the writable directories hold together. */
  readonly temporary: number;
  /** Processes and threads. */
  readonly pids: number;
}

/** Files with what nobody else may know. */
export interface Secrets {
  /** Directory in the container. */
  readonly directory: string;
  /** Names of the files. */
  readonly names: readonly string[];
}

/** How the container leaves where others send it requests: before the seconds of `stopTimeout` begin. */
export interface Drain {
  /** Who waits: the generated launcher, which also closes connections that are kept alive, or what runs the container. */
  readonly by: 'server' | 'orchestrator';
  readonly seconds: number;
}

/**
 * What holds wherever the image of an app runs. Engines, compose files and orchestrators each say this in their own
 * words, and decide nothing about it.
 */
export interface RuntimeContract {
  /** Name of the app where names follow the rules of the DNS. */
  readonly name: string;
  /** Reference of the image, with its first tag. */
  readonly image: string;
  /** TCP port on which the container answers. */
  readonly port: number;
  /** Where it tells numbers, apart from that; undefined where it tells none. */
  readonly metrics: MetricsEndpoint | undefined;
  /** Number of the user and group that the process runs as. */
  readonly user: number;
  /** The root file system cannot be written to. */
  readonly readOnlyRoot: boolean;
  /** Directories that can be written to nevertheless, in memory. */
  readonly writable: readonly string[];
  /** Linux capabilities that the process does without. */
  readonly droppedCapabilities: readonly string[];
  /** No program can give the process more rights than it has. */
  readonly noNewPrivileges: boolean;
  /** An init process runs as process 1 and collects orphaned children. */
  readonly init: boolean;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly stopTimeout: number;
  readonly drain: Drain;
  readonly probes: Probes;
  readonly resources: Resources;
  readonly secrets: Secrets;
  /** Command that is run once before the app starts; none where there is nothing to do. */
  readonly migration: readonly string[];
  readonly local: LocalRun;
}

/** The runtime contract of an app: pure data, which follows from the options alone. */
export function runtimeContract(app: ResolvedApp): RuntimeContract {
  const { health, run } = app;
  return {
    name: serviceName(app),
    image: mainReference(app),
    port: app.port,
    metrics: metricsOf(app),
    user: app.image.user,
    readOnlyRoot: true,
    writable: [IMAGE_LAYOUT.writable],
    droppedCapabilities: ['ALL'],
    noNewPrivileges: true,
    init: run.init,
    stopTimeout: app.timeouts.stop,
    drain: { by: serverOf(app).drains === true ? 'server' : 'orchestrator', seconds: app.timeouts.drain },
    resources: {
      memory: app.resources.memory,
      cpu: app.resources.cpu,
      engineCpu: app.resources.engineCpu,
      temporary: app.resources.tmp,
      pids: app.resources.pids,
    },
    secrets: { directory: IMAGE_LAYOUT.secrets, names: app.secrets },
    migration: app.migration.command,
    probes: {
      live: health.live,
      ready: health.ready,
      host: health.host,
      interval: health.interval,
      timeout: health.timeout,
      startPeriod: health.startPeriod,
      retries: health.retries,
    },
    local: {
      port: run.port,
      envFile: run.envFile,
      environment: run.env,
      terminal: app.logFormat === 'json' ? { [LOG_FORMAT_VARIABLE]: 'text' } : {},
      network: run.network,
      volumes: run.volumes,
      hosts: run.hosts,
    },
  };
}
