import { buildInputs } from './dependencies/build-inputs';
import type { ResolvedApp } from './resolved';
import { serverOf } from './servers';
import { serveCommand } from './servers/server';

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
  | 'container-run';

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

const venv = (...argv: string[]): Command => ({ from: 'venv', argv });
const system = (...argv: string[]): Command => ({ from: 'path', argv });
const self = (...argv: string[]): Command => ({ from: 'self', argv });

/** The image runs as it does in production: nothing writable but /tmp, no capabilities, no new privileges. */
const HARDENING = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];

/** All run tasks of an app. */
export function tasks(app: ResolvedApp): Task[] {
  const server = serverOf(app);
  const port = String(app.port);
  return [
    {
      name: 'install',
      description: `Creates .venv with Python ${app.python} and installs the requirements`,
      commands: [self('install')],
      needs: [],
    },
    {
      name: 'lock',
      description: `Locks the requirements for the image: exact versions for Python ${app.python}, with hashes`,
      commands: [self('lock')],
      needs: [],
    },
    {
      name: 'serve',
      description: `Serves the app on http://127.0.0.1:${port} and restarts it when the source changes`,
      commands: [venv(...server.develop(app))],
      needs: ['install'],
      continuous: true,
    },
    {
      name: 'start',
      description: `Runs the command of the container on this machine, on port ${port}`,
      commands: [venv(...serveCommand(server, app))],
      needs: ['install'],
      continuous: true,
    },
    {
      name: 'test',
      description: 'Runs the tests with pytest',
      commands: [venv('pytest')],
      needs: ['install'],
      cacheable: true,
    },
    {
      name: 'lint',
      description: 'Checks the Python code and its formatting with ruff',
      commands: [venv('ruff', 'format', '--check', '.'), venv('ruff', 'check', '.')],
      needs: ['install'],
      cacheable: true,
    },
    {
      name: 'format',
      description: 'Formats the Python code with ruff',
      commands: [venv('ruff', 'format', '.')],
      needs: ['install'],
    },
    {
      name: 'typecheck',
      description: 'Checks the types with mypy',
      commands: [venv('mypy', '.')],
      needs: ['install'],
      cacheable: true,
    },
    {
      name: 'container-check',
      description: 'Fails when the container files are not in step with the options',
      commands: [self('check')],
      needs: [],
    },
    {
      name: 'container-build',
      description: `Builds the image ${app.image.name}`,
      commands: [system('docker', 'build', '--tag', app.image.name, ...buildInputs(app), '.')],
      needs: ['container-check'],
    },
    {
      name: 'container-run',
      description: `Builds the image and runs it as in production, on http://127.0.0.1:${port}`,
      commands: [
        system(
          'docker',
          'run',
          '--rm',
          ...HARDENING,
          '--stop-timeout',
          String(app.timeouts.stop),
          '--publish',
          `${port}:${port}`,
          app.image.name,
        ),
      ],
      needs: ['container-build'],
      continuous: true,
    },
  ];
}
