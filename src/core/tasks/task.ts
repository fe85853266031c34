/** Names of the run tasks: Nx targets and projen tasks are called alike. */
export type TaskName =
  | 'install'
  | 'lock'
  | 'serve'
  | 'start'
  | 'debug'
  | 'test'
  | 'lint'
  | 'format'
  | 'typecheck'
  | 'openapi'
  | 'openapi-check'
  | 'migrate'
  | 'migration'
  | 'migrate-check'
  | 'container-check'
  | 'container-build'
  | 'container-run'
  | 'container-push'
  | 'container-scan'
  | 'container-report'
  | 'compose-up'
  | 'compose-dev'
  | 'compose-down'
  | 'swarm-deploy'
  | 'kubernetes-check'
  | 'kubernetes-diff'
  | 'kubernetes-apply';

/** What a task is about, for tools that show tasks in groups. */
export type TaskGroup = 'Python' | 'Container' | 'Orchestration';

/**
 * A command, and where its program is found: in the app's virtual environment, on the `PATH`, or in this package's own
 * command line tool.
 */
export interface Command {
  readonly from: 'venv' | 'path' | 'self';
  readonly argv: readonly string[];
}

/**
 * What decides the result of a task: all files of the directory of the app or library, or all but the contract of the app,
 * the base files that its options file extends, the files of its local libraries, the `uv.lock` of the workspace around it
 * where uv locks it.
 */
export type TaskInput = 'app' | 'app without contract' | 'library' | 'base options' | 'libraries' | 'locks above';

/** One thing that can be run in an app's directory, told without the words of any tool. */
export interface Task {
  readonly name: TaskName;
  readonly group: TaskGroup;
  readonly description: string;
  /** Run one after the other; words that a user adds go to the last. */
  readonly commands: readonly Command[];
  /** Tasks that have to be done before. */
  readonly needs: readonly TaskName[];
  /** What decides its result: whoever asks what a change affects, or whether a result still holds, goes by it. */
  readonly inputs: readonly TaskInput[];
  /** What it leaves behind, as paths relative to the app; none where it only tells something, or makes an image. */
  readonly outputs?: readonly string[];
  /** Runs until it is stopped. */
  readonly continuous?: boolean;
  /** Where it listens on this machine, and the option that says so. */
  readonly listens?: { readonly option: 'port' | 'run.port'; readonly port: number; readonly host: string };
  /**
   * Words behind it come from elsewhere, such as the tag of an image from the name of a branch: no shell may read them.
   */
  readonly takesWords?: true;
  /** Its result follows from its inputs alone, so that it need not be run twice. */
  readonly cacheable?: boolean;
  /**
   * It takes next to no time where nothing is to be done: a task that needs it can run it once more itself, and is then
   * right in a tool that was told to run it without what it needs.
   */
  readonly quick?: boolean;
}

/** The inputs of a task that runs, builds or judges the whole app. */
export const WHOLE_APP: readonly TaskInput[] = ['app', 'base options', 'libraries', 'locks above'];

/** The same of one that writes the contract: what is there of it does not decide about that. */
export const WHOLE_APP_BUT_CONTRACT: readonly TaskInput[] = [
  'app without contract',
  'base options',
  'libraries',
  'locks above',
];

/** A program of the app's virtual environment. */
export function venv(...argv: string[]): Command {
  return { from: 'venv', argv };
}

/** A program of the machine. */
export function system(...argv: string[]): Command {
  return { from: 'path', argv };
}

/** A command of this package. */
export function self(...argv: string[]): Command {
  return { from: 'self', argv };
}
