import type { Manager } from '../options';
import type { Library } from './library';
import type { Application } from './application';
import type {
  AutoscalingOptions,
  BuilderOptions,
  ComposeOptions,
  CorsOptions,
  FastApiContainerOptions,
  HealthOptions,
  ImageBytecode,
  ImageVariant,
  KubernetesOptions,
  LimitOptions,
  MigrationOptions,
  OpenApiOptions,
  PackageIndexOptions,
  ProxyOptions,
  PushOptions,
  ResourceOptions,
  RouteOptions,
  RunOptions,
  ScanOptions,
  SqlOptions,
  SqlPoolOptions,
  SeedGroup,
  SwarmOptions,
  TimeoutOptions,
  WorkerClass,
} from '../options';

/** Options whose resolved form differs from the given one. */
type Reshaped =
  | 'app'
  | 'workerClass'
  | 'rootPath'
  | 'health'
  | 'image'
  | 'own'
  | 'proxy'
  | 'timeouts'
  | 'limits'
  | 'cors'
  | 'trustedHosts'
  | 'maxBodySize'
  | 'sql'
  | 'libraries'
  | 'buildFromSource'
  | 'packageIndex'
  | 'builder'
  | 'run'
  | 'push'
  | 'scan'
  | 'resources'
  | 'migration'
  | 'openapi'
  | 'compose'
  | 'swarm'
  | 'kubernetes';

/** Worker class of gunicorn, the old name replaced by what it means. */
export type ResolvedWorkerClass = Exclude<WorkerClass, 'uvicorn.workers.UvicornWorker'>;

/** Something that is legal and worth a second thought. */
export interface Notice {
  readonly option: string;
  readonly message: string;
}

/** Lists for the two stages of the Dockerfile. */
export interface PerStage {
  readonly builder: readonly string[];
  readonly runtime: readonly string[];
}

/** What the image is made of. */
export interface ResolvedImage {
  readonly name: string;
  readonly variant: ImageVariant;
  /** Base image of the final stage. */
  readonly base: string;
  /** Base image of the stage that installs the packages. */
  readonly builderBase: string;
  readonly digest: string | undefined;
  /** Number of the user and of the group that the container runs as. */
  readonly user: number;
  readonly aptPackages: PerStage;
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly extra: PerStage;
  readonly check: boolean;
  /** Variables of the check alone. */
  readonly checkEnv: Readonly<Record<string, string>>;
  readonly bytecode: ImageBytecode;
  readonly strip: boolean;
  readonly prune: boolean;
  readonly tags: readonly string[];
  readonly platforms: readonly string[];
}

/** What lies around the app in its compose file. */
export type ResolvedCompose = Required<Omit<ComposeOptions, 'postgres' | 'redis'>> &
  Pick<ComposeOptions, 'postgres' | 'redis'>;

/** The way from outside of the cluster: a kind without a host is refused. */
export type ResolvedRoute = Required<Pick<RouteOptions, 'kind' | 'path'>> & RouteOptions;

/** How the application speaks with its database. */
export interface ResolvedSql extends Required<Omit<SqlOptions, 'pool'>> {
  readonly pool: Readonly<Required<SqlPoolOptions>>;
}

/** How Kubernetes runs the app. */
export type ResolvedKubernetes = Required<
  Omit<KubernetesOptions, 'autoscaling' | 'route' | 'pullSecret' | 'priorityClass' | 'metricsPath'>
> &
  Pick<KubernetesOptions, 'pullSecret' | 'priorityClass' | 'metricsPath'> & {
    readonly autoscaling?: Required<AutoscalingOptions>;
    readonly route?: ResolvedRoute;
  };

/** Options after defaults and rules: every value is there and usable as it is. */
export interface ResolvedApp extends Required<Omit<FastApiContainerOptions, Reshaped>> {
  /** Name of the app, such as `orders-api`. */
  readonly name: string;
  readonly application: Application;
  /** The application has no option of its own: its module is named after the app. */
  readonly appFollowsName: boolean;
  readonly workerClass: ResolvedWorkerClass;
  readonly rootPath: string | undefined;
  readonly health: HealthOptions & Required<Omit<HealthOptions, 'host'>>;
  readonly proxy: ProxyOptions;
  readonly timeouts: Required<TimeoutOptions>;
  readonly limits: LimitOptions & { readonly backlog: number };
  readonly cors: Readonly<Required<CorsOptions>>;
  readonly trustedHosts: readonly string[];
  readonly maxBodySize: number | undefined;
  readonly sql: ResolvedSql;
  readonly image: ResolvedImage;
  readonly builder: Required<BuilderOptions>;
  readonly run: RunOptions & Required<Omit<RunOptions, 'envFile' | 'network'>>;
  readonly push: Required<PushOptions>;
  readonly scan: ScanOptions & Required<Omit<ScanOptions, 'scanner'>>;
  readonly resources: Required<ResourceOptions> & {
    /** Thousandths of a CPU to which an engine limits a container; undefined for none: it starts none on a machine with fewer. */
    readonly engineCpu: number | undefined;
  };
  readonly migration: Required<MigrationOptions>;
  readonly openapi: Required<OpenApiOptions>;
  readonly compose?: ResolvedCompose;
  readonly swarm: Required<SwarmOptions> | undefined;
  readonly kubernetes: ResolvedKubernetes | undefined;
  readonly own: readonly string[];
  readonly buildFromSource: readonly string[];
  readonly libraries: readonly Library[];
  readonly packageIndex: PackageIndexOptions & { readonly required: boolean };
  /** The tool that writes the options file, where it is not a person. */
  readonly managedBy: Manager | undefined;
  /** Groups of seeds that were written already; undefined where nothing was recorded. */
  readonly born: readonly SeedGroup[] | undefined;
  /** What is legal about the options and worth a second thought. */
  readonly notices: readonly Notice[];
}
