/** Names of the run tasks: Nx targets and projen tasks are called alike. */
export type TaskName =
  | 'install'
  | 'lock'
  | 'serve'
  | 'start'
  | 'test'
  | 'lint'
  | 'format'
  | 'typecheck'
  | 'container-check'
  | 'container-build'
  | 'container-run'
  | 'container-push'
  | 'container-scan'
  | 'container-report';

/** What a task is about, for tools that show tasks in groups. */
export type TaskGroup = 'Python' | 'Container';

/**
 * A command, and where its program is found: in the app's virtual environment, on the `PATH`, or in this package's own
 * command line tool.
 */
export interface Command {
  readonly from: 'venv' | 'path' | 'self';
  readonly argv: readonly string[];
}

/** One thing that can be run in an app's directory, told without the words of any tool. */
export interface Task {
  readonly name: TaskName;
  readonly group: TaskGroup;
  readonly description: string;
  /** Run one after the other; words that a user adds go to the last. */
  readonly commands: readonly Command[];
  /** Tasks that have to be done before. */
  readonly needs: readonly TaskName[];
  /** Runs until it is stopped. */
  readonly continuous?: boolean;
  /** Its result follows from the files of the app alone, so that it need not be run twice. */
  readonly cacheable?: boolean;
}

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
