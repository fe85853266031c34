import { normalizePath } from '../core/paths';
import type { ResolvedApp } from '../core/resolved';
import { tasks, type Command, type Task, type TaskGroup } from '../core/tasks';
import { VENV_PROGRAMS } from '../io/python';

/** An inferred target, as Nx reads it. */
export interface Target {
  readonly executor: 'nx:run-commands';
  readonly options: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly dependsOn?: readonly string[];
  readonly continuous?: true;
  readonly cache: boolean;
  readonly inputs?: readonly unknown[];
  readonly outputs?: readonly string[];
  readonly syncGenerators?: readonly string[];
}

/**
 * Files of the app decide a cached result, and no npm package does: without the empty list every npm install would
 * throw the results away.
 */
const PYTHON_INPUTS = ['default', { externalDependencies: [] }];

/** What an installation and a run of the tests leave behind in a library: no input, whether Git ignores it or not. */
const LEFT_BEHIND = ['__pycache__/**/*', '*.egg-info/**/*', '.venv/**/*', '.*_cache/**/*'];

/** The files of the libraries of an app in a directory decide as well. */
function libraryInputs({ libraries }: ResolvedApp, directory: string): string[] {
  const paths = libraries.map(({ path }) => normalizePath(`${directory}/${path}`)).filter((path) => path !== undefined);
  return paths.flatMap((path) => [
    `{workspaceRoot}/${path}/**/*`,
    ...LEFT_BEHIND.map((pattern) => `!{workspaceRoot}/${path}/**/${pattern}`),
  ]);
}

/** Run by `nx sync` and, outside of CI, before a target: what it works with is then in step with the options. */
const SYNC_GENERATORS = ['fastapi-container:sync'];

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function commandLine({ from, argv }: Command, directory: string): string {
  const [program = '', ...rest] = argv;
  if (from === 'self') return ['fastapi-container', program, directory, ...rest.map(quote)].join(' ');
  return [`${from === 'venv' ? `${VENV_PROGRAMS}/` : ''}${program}`, ...rest.map(quote)].join(' ');
}

function commandOptions(commands: readonly Command[]): Readonly<Record<string, unknown>> {
  // This package's own commands are run at the root, so that what they print names the app as the user does.
  const atRoot = commands.every(({ from }) => from === 'self');
  const lines = commands.map((command) => commandLine(command, atRoot ? '"{projectRoot}"' : '.'));
  const where = atRoot ? {} : { cwd: '{projectRoot}' };
  if (lines.length === 1) return { command: lines[0], ...where };
  // Words that the user adds belong to the last command only.
  const steps = lines.map((command, index) => ({ command, forwardAllArgs: index === lines.length - 1 }));
  return { commands: steps, parallel: false, ...where };
}

function target(task: Task, inputs: readonly string[] = []): Target {
  const last = task.commands.at(-1);
  return {
    executor: 'nx:run-commands',
    options: commandOptions(task.commands),
    ...(task.needs.length === 0 ? {} : { dependsOn: task.needs }),
    ...(task.continuous === true ? { continuous: true } : {}),
    // An image or a virtual environment is not in Nx's cache: a hit would promise what is not there.
    cache: task.cacheable === true,
    ...(task.cacheable === true ? { inputs: [...PYTHON_INPUTS, ...inputs], outputs: [] } : {}),
    // The check itself has to be able to tell what is not in step.
    ...(task.name === 'container-check' ? {} : { syncGenerators: SYNC_GENERATORS }),
    metadata: {
      technologies: ['python'],
      description: task.description,
      ...(last?.from === 'venv'
        ? { help: { command: `${VENV_PROGRAMS}/${last.argv[0] ?? ''} --help`, example: {} } }
        : {}),
    },
  };
}

/** projen finds the definition itself: in the app's directory, or from there in that of the parent project. */
const SYNTH: Target = {
  executor: 'nx:run-commands',
  options: { command: 'projen', cwd: '{projectRoot}' },
  cache: false,
  metadata: { technologies: ['projen'], description: 'Runs projen, which writes this app' },
};

/**
 * The targets of an app, by name.
 *
 * @param directory the app's directory relative to the root of the workspace
 */
export function targetsOf(app: ResolvedApp, directory: string): Record<string, Target> {
  const inputs = libraryInputs(app, directory);
  const inferred = Object.fromEntries(tasks(app).map((task) => [task.name, target(task, inputs)]));
  return app.managedBy === 'projen' ? { ...inferred, synth: SYNTH } : inferred;
}

/** Groups in which Nx Console shows the targets. */
export function targetGroups(app: ResolvedApp): Readonly<Partial<Record<TaskGroup, readonly string[]>>> {
  const groups: Partial<Record<TaskGroup, string[]>> = {};
  for (const { name, group } of tasks(app)) (groups[group] ??= []).push(name);
  return groups;
}

/** The only target of an app whose options are wrong: it says what is wrong with them. */
export function brokenTargets(): Record<string, Target> {
  const check: Task = {
    name: 'container-check',
    group: 'Container',
    description: 'Says what is wrong with the options file',
    commands: [{ from: 'self', argv: ['check'] }],
    needs: [],
  };
  return { [check.name]: target(check) };
}
