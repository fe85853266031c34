import type { ResolvedApp } from '../app/resolved';
import type { PackageManager } from '../npm/package-managers';
import type {
  DevelopmentOptions,
  FastApiContainerWorkspaceOptions,
  Manager,
  PipelineOptions,
  WorkspaceComposeOptions,
} from '../options';

type Reshaped = 'name' | 'registry' | 'compose' | 'pipeline' | 'development' | 'own';

/** Options of a workspace after defaults and rules: every value is there and usable as it is. */
export interface ResolvedWorkspace extends Required<Omit<FastApiContainerWorkspaceOptions, Reshaped>> {
  /** Its name where the options have one. */
  readonly name?: string;
  /** What is in front of the names of images; undefined where nothing is. */
  readonly registry: string | undefined;
  readonly compose: Required<WorkspaceComposeOptions> | undefined;
  readonly pipeline: Required<PipelineOptions>;
  readonly development: DevelopmentOptions & Required<Omit<DevelopmentOptions, 'image'>>;
  readonly own: readonly string[];
  /** The tool that writes the options file, where it is not a person. */
  readonly managedBy: Manager | undefined;
  /** Names of the options that were given: what is off may be set up without effect. */
  readonly given: readonly string[];
}

/** An app of the workspace, as the files that it shares with the others see it. */
export interface WorkspaceApp {
  /** Its directory relative to the root, `.` for the root itself. */
  readonly directory: string;
  readonly app: ResolvedApp;
}

/** What the root of the workspace tells besides the options. */
export interface WorkspaceFacts {
  /** Name of the workspace, such as `acme`: that of the package.json at the root, or `workspace`. Safe as a name of anything. */
  readonly name: string;
  /** The apps that can be read, in alphabetical order of their directories. */
  readonly apps: readonly WorkspaceApp[];
  /** Nx runs the tasks: there is an nx.json. */
  readonly nx: boolean;
  /** Whose lock file is at the root. */
  readonly packageManager: PackageManager;
  /** projen writes the options of the apps. */
  readonly projen: boolean;
  /** Version of the package manager as package.json names it (`packageManager`), such as `10.4.1`; undefined where it does not. */
  readonly packageManagerVersion: string | undefined;
  /** Nothing at the root gives it a name. */
  readonly nameless?: true;
  /** There is no lock file at the root, so that nothing can be installed exactly as it was. */
  readonly unlocked?: true;
}
