import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toRun } from '../core/plan/door';
import { howToAdd, sourceOfProgram } from '../core/python/programs';
import { usesUv } from '../core/dependencies/uv-project';
import { inOrder } from '../core/tasks/order';
import type { Command, Task, TaskName } from '../core/tasks';
import { joinPath } from '../core/text/paths';
import { InvalidInputError, type Problem } from '../core/text/problems';
import type { ResolvedApp } from '../core/app/resolved';
import { tryReadText } from '../io/disk';
import { runInForeground } from '../io/foreground';
import { LOCAL_VENV, VENV_PROGRAMS } from '../core/constants';
import { uvAddPrograms } from './install-uv';
import { ownCalls } from './called';
import { NOT_STARTED_BY_ENGINE, portInUse } from './port-in-use';
import type { ExitCode } from './command';
import { OWN_PROGRAM } from '../io/own-program';
import type { Target } from './targets';

/** An app or a library, as far as its tasks go. */
export interface Runnable extends Pick<ResolvedApp, 'name' | 'managedBy'> {
  /** Where it says which packages it needs; undefined for a library, whose pyproject.toml does. */
  readonly dependencies?: ResolvedApp['dependencies'];
  readonly tasks: readonly Task[];
}

/** What a person does about a program that the virtual environment lacks. */
function toInstall(program: string, app: Runnable, { path, shown }: Target, forDevelopers?: true): string {
  const { dependencies } = app;
  const again = toRun('command line', 'install', app.name, shown, ownCalls());
  if (dependencies === undefined) return `remove ${joinPath(shown, LOCAL_VENV)}, then run ${again}`;
  if (usesUv({ dependencies })) {
    return `in ${shown === '.' ? 'this directory' : shown}: ${uvAddPrograms([program], forDevelopers)}`;
  }
  const source = sourceOfProgram(program, forDevelopers);
  const add = howToAdd([source], (file) => tryReadText(join(path, file)));
  return `${add ?? `it is named in ${source.file}: remove the directory ${LOCAL_VENV}`}, then run ${again}`;
}

/**
 * Programs of the virtual environment that are not there, told with the packages that bring them.
 *
 * @param forDevelopers whether the image has no use for them, whatever brings them
 */
export function missingPrograms(
  programs: readonly string[],
  app: Runnable,
  target: Target,
  forDevelopers?: true,
): InvalidInputError {
  const reason = `is not installed in ${LOCAL_VENV}`;
  const problems = programs.map((option) => ({ option, reason, fix: toInstall(option, app, target, forDevelopers) }));
  return new InvalidInputError(`the ${LOCAL_VENV} of ${target.shown}`, problems);
}

/** What a person does about a program that could not be started. */
export function notStarted(
  { from, argv: [program = ''] }: Command,
  failure: string,
  app: Pick<ResolvedApp, 'name'>,
  shown: string,
): Problem {
  if (from === 'path') return { option: program, reason: failure, fix: `install ${program}, or correct the PATH` };
  if (from === 'self') return { option: program, reason: failure, fix: 'install the packages of the workspace again' };
  // It is there: what the system misses is the Python in its first line.
  const again = toRun('command line', 'install', app.name, shown, ownCalls());
  return {
    option: program,
    reason: `is in ${LOCAL_VENV} but does not start: the Python that it was installed for may be gone (${failure})`,
    fix: `remove ${joinPath(shown, LOCAL_VENV)}, then run ${again}`,
  };
}

/** The words to start a command with, and the directory to start it in. */
function startOf({ from, argv }: Command, app: Runnable, target: Target): { argv: string[]; cwd: string } {
  const [program = '', ...rest] = argv;
  const cwd = target.path;
  // In the current directory, so that what it prints names the app as the user does.
  if (from === 'self') return { argv: [...OWN_PROGRAM, program, target.shown, ...rest], cwd: process.cwd() };
  if (from === 'path') return { argv: [...argv], cwd };
  const path = join(cwd, VENV_PROGRAMS, program);
  if (!existsSync(path)) throw missingPrograms([program], app, target);
  return { argv: [path, ...rest], cwd };
}

/** What is left to do after a step: nothing, and the exit code, where it failed or the user stopped it. */
type Outcome = { readonly end: ExitCode } | undefined;

async function runCommand(command: Command, words: readonly string[], app: Runnable, target: Target, aside: boolean) {
  const { argv, cwd } = startOf(command, app, target);
  const { code, failure, stopped } = await runInForeground([...argv, ...words], { cwd, aside });
  if (failure !== undefined) {
    throw new InvalidInputError('the task', [notStarted(command, failure, app, target.shown)]);
  }
  return code !== 0 || stopped ? { end: code } : undefined;
}

async function assertPortFree(task: Task, words: readonly string[], app: Runnable, target: Target): Promise<void> {
  const problem = await portInUse(task, words, app, target);
  if (problem) throw new InvalidInputError('the task', [problem]);
}

async function runOne(task: Task, words: readonly string[], app: Runnable, target: Target, aside: boolean) {
  for (const [index, command] of task.commands.entries()) {
    const last = index === task.commands.length - 1;
    // The engine may have the ports of another machine: what it says of them counts.
    const byEngine = command.from === 'path';
    if (last && !byEngine) await assertPortFree(task, words, app, target);
    const outcome: Outcome = await runCommand(command, last ? words : [], app, target, aside);
    if (outcome?.end === NOT_STARTED_BY_ENGINE && byEngine) await assertPortFree(task, words, app, target);
    if (outcome) return outcome;
  }
  return undefined;
}

/**
 * Runs a task of an app or a library after all that it needs.
 *
 * @param words what the user adds to the last command of the task
 * @returns exit code of the program that failed or was stopped, 0 where all went well
 */
export async function runTask(
  app: Runnable,
  target: Target,
  name: TaskName,
  words: readonly string[],
): Promise<ExitCode> {
  for (const task of inOrder(app.tasks, name)) {
    // The standard output is that of the task that was asked for.
    const aside = task.name !== name;
    const outcome: Outcome = await runOne(task, aside ? [] : words, app, target, aside);
    if (outcome) return outcome.end;
  }
  return 0;
}
