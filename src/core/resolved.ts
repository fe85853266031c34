import type { Application } from './application';
import type { Library } from './dependencies/libraries';
import type {
  BuilderOptions,
  FastApiContainerOptions,
  HealthOptions,
  ImageBytecode,
  ImageVariant,
  LimitOptions,
  PackageIndexOptions,
  ProxyOptions,
  PushOptions,
  RunOptions,
  ScanOptions,
  TimeoutOptions,
  WorkerClass,
} from './options';
import type { Manager } from './options-file';

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
  | 'libraries'
  | 'buildFromSource'
  | 'packageIndex'
  | 'builder'
  | 'run'
  | 'push'
  | 'scan';

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
  readonly bytecode: ImageBytecode;
  readonly strip: boolean;
  readonly prune: boolean;
  readonly tags: readonly string[];
  readonly platforms: readonly string[];
}

/** Options after defaults and rules: every value is there and usable as it is. */
export interface ResolvedApp extends Required<Omit<FastApiContainerOptions, Reshaped>> {
  /** Name of the app, such as `orders-api`. */
  readonly name: string;
  readonly application: Application;
  readonly workerClass: ResolvedWorkerClass;
  readonly rootPath: string | undefined;
  readonly health: Required<HealthOptions>;
  readonly proxy: ProxyOptions;
  readonly timeouts: Required<TimeoutOptions>;
  readonly limits: LimitOptions & { readonly backlog: number };
  readonly image: ResolvedImage;
  readonly builder: Required<BuilderOptions>;
  readonly run: RunOptions & Required<Omit<RunOptions, 'envFile'>>;
  readonly push: Required<PushOptions>;
  readonly scan: ScanOptions & Required<Omit<ScanOptions, 'scanner'>>;
  readonly own: readonly string[];
  readonly buildFromSource: readonly string[];
  readonly libraries: readonly Library[];
  readonly packageIndex: PackageIndexOptions & { readonly required: boolean };
  /** The tool that writes the options file, where it is not a person. */
  readonly managedBy: Manager | undefined;
  /** What is legal about the options and worth a second thought. */
  readonly notices: readonly Notice[];
}
