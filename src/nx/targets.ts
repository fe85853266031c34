import type { TargetConfiguration } from '@nx/devkit';
import { CONTRACT_FILE, OPTIONS_FILE, UV_LOCK_FILE, VENV_PROGRAMS } from '../core/constants';
import { usesUv } from '../core/dependencies/uv-project';
import { joinPath, normalizePath } from '../core/text/paths';
import type { ResolvedApp } from '../core/app/resolved';
import type { Command, Task, TaskInput } from '../core/tasks';

/** What an installation and a run of the tests leave behind in a library: no input, whether Git ignores it or not. */
export const LEFT_BEHIND = ['__pycache__/**/*', '*.egg-info/**/*', '.venv/**/*', '.*_cache/**/*'];

/**
 * Run by `nx sync` and before a target: what it works with is then in step with the options. In CI Nx skips it, in a
 * terminal it asks.
 */
const SYNC_GENERATORS = ['fastapi-container:sync'];

/**
 * Run by `nx sync`, `nx sync:check` and before a target of an app whose options are wrong, and fails. It is not the one
 * above, since Nx runs no target at all whose sync generator has failed, and other apps are not to blame.
 */
const JUDGES = ['fastapi-container:judge'];

/** An app as Nx sees it. */
export interface AppInWorkspace {
  readonly app: ResolvedApp;
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  /** Options files that its own one extends, relative to the root of the workspace. */
  readonly bases: readonly string[];
}

/** Nx's own: it puts the words that a person adds into the line that a shell reads. */
const BY_NX = 'nx:run-commands';

/** This package's: it hands them on as they are. It starts a process more, so that only what needs it is run by it. */
const BY_US = 'fastapi-container:run';

const TECHNOLOGIES = ['python'];

type Inputs = NonNullable<TargetConfiguration['inputs']>;

function libraryInputs({ app, directory }: AppInWorkspace): string[] {
  const paths = app.libraries.map(({ path }) => normalizePath(`${directory}/${path}`));
  return paths
    .filter((path) => path !== undefined)
    .flatMap((path) => [
      `{workspaceRoot}/${path}/**/*`,
      ...LEFT_BEHIND.map((pattern) => `!{workspaceRoot}/${path}/**/${pattern}`),
    ]);
}

/** Every place above an app where its `uv.lock` may be: which of them it is changes when another one comes. */
function locksAbove({ app, directory }: AppInWorkspace): string[] {
  if (!usesUv(app) || directory === '.') return [];
  const segments = directory.split('/');
  const above = segments.map((_, depth) => segments.slice(0, depth).join('/'));
  return above.map((path) => `{workspaceRoot}/${joinPath(path, UV_LOCK_FILE)}`);
}

/**
 * The inputs of tasks in the words of Nx. They are given for targets that are not cached as well: from Nx 24 on,
 * `nx affected` goes by them and not by the project.
 *
 * No npm package decides a result: without the empty list every npm install would throw all of them away.
 */
export function inputsOf(place: AppInWorkspace): (task: Pick<Task, 'inputs'>) => Inputs {
  return wordsFor({
    app: ['default'],
    'app without contract': ['default', `!{projectRoot}/${CONTRACT_FILE}`],
    'base options': place.bases.map((path) => `{workspaceRoot}/${path}`),
    // By path what the options name, be it a project or not; by project what is found besides.
    libraries: [...libraryInputs(place), '^default'],
    'locks above': locksAbove(place),
  });
}

/** The same for the tasks of a library. What it uses are projects: nothing else is known of it. */
export const libraryInputsOf = wordsFor({ library: ['default'], libraries: ['^default'] });

function wordsFor(
  words: Readonly<Partial<Record<TaskInput, readonly string[]>>>,
): (task: Pick<Task, 'inputs'>) => Inputs {
  // Most tasks have the same list, and a workspace has thousands of targets.
  const known = new Map<Task['inputs'], Inputs>();
  return ({ inputs }) => {
    const before = known.get(inputs);
    if (before) return before;
    const worded = [...inputs.flatMap((input) => words[input] ?? []), { externalDependencies: [] }];
    known.set(inputs, worded);
    return worded;
  };
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function commandLine({ from, argv }: Command): string {
  const [program = '', ...rest] = argv;
  const words = rest.map((word) => ` ${quote(word)}`).join('');
  if (from === 'self') return `fastapi-container ${program} "{projectRoot}"${words}`;
  return `${from === 'venv' ? `${VENV_PROGRAMS}/` : ''}${program}${words}`;
}

/**
 * One line for all commands: words that the user adds go to the last, and it has the terminal. This package's own
 * commands are run at the root, so that what they print names the app as the user does.
 *
 * It begins with what the task needs, as far as that is quick. `dependsOn` is for the order and the picture only:
 * `targetDefaults` replaces it by the name of the target, for this package as for all others, and the target still has
 * to be right then.
 */
function commandOptions({ commands }: Task, needed: readonly Task[]): Readonly<Record<string, unknown>> {
  // A command of this package looks for itself whether it can do what it is called for.
  if (commands.every(({ from }) => from === 'self')) return { command: commands.map(commandLine).join(' && ') };
  const others = commands.findIndex(({ from }) => from !== 'self');
  const own = commands.slice(0, others).map(commandLine);
  const line = commands.slice(others).map(commandLine).join(' && ');
  const first = needed.filter(({ quick }) => quick).flatMap((need) => need.commands);
  if (first.length + own.length === 0) return { command: line, cwd: '{projectRoot}' };
  const sure = [...first.map((command) => `${commandLine(command)} --quiet`), ...own];
  return { command: [...sure, 'cd "{projectRoot}"', line].join(' && ') };
}

function metadata({ commands, description }: Task): NonNullable<TargetConfiguration['metadata']> {
  const last = commands.at(-1);
  if (last?.from !== 'venv') return { technologies: TECHNOLOGIES, description };
  const help = { command: `${VENV_PROGRAMS}/${last.argv[0] ?? ''} --help`, example: {} };
  return { technologies: TECHNOLOGIES, description, help };
}

/**
 * A task as Nx runs it. Built member by member: a workspace has thousands of these, and spreading them takes longer.
 *
 * @param inStep whether it works with files that follow from options. The check itself has to tell what is not in step
 */
export function targetOf(
  task: Task,
  needed: readonly Task[],
  inputs: Inputs,
  inStep = task.name !== 'container-check',
): TargetConfiguration {
  const target: TargetConfiguration = {
    executor: task.takesWords === true ? BY_US : BY_NX,
    options: commandOptions(task, needed),
    // An image or a virtual environment is not in Nx's cache: a hit would promise what is not there.
    cache: task.cacheable === true,
    inputs,
    outputs: task.outputs === undefined ? [] : task.outputs.map((path) => `{projectRoot}/${path}`),
    metadata: metadata(task),
  };
  if (task.needs.length > 0) target.dependsOn = [...task.needs];
  if (task.continuous === true) target.continuous = true;
  if (inStep) target.syncGenerators = SYNC_GENERATORS;
  return target;
}

/**
 * A task of an app whose options are wrong: it tells what is wrong and does nothing else. It fails even if the options
 * have been mended meanwhile, since what it is called for was not done.
 */
export function brokenTarget({ name }: Pick<Task, 'name'>): TargetConfiguration {
  return {
    executor: BY_NX,
    options: { command: 'fastapi-container check "{projectRoot}" && exit 1', forwardAllArgs: false },
    cache: false,
    ...(name === 'container-check' ? {} : { syncGenerators: JUDGES }),
    metadata: { technologies: TECHNOLOGIES, description: `Fails, and says what is wrong in ${OPTIONS_FILE}` },
  };
}

/** projen finds the definition itself: in the app's directory, or from there in that of the parent project. */
export const SYNTH: TargetConfiguration = {
  executor: BY_NX,
  options: { command: 'projen', cwd: '{projectRoot}' },
  cache: false,
  metadata: { technologies: ['projen'], description: 'Runs projen, which writes this app' },
};
