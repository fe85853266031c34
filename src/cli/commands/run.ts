import { basename } from 'node:path';
import { OPTIONS_FILE } from '../../core/constants';
import { nearest } from '../../core/text/nearest';
import { InvalidInputError, type Problem } from '../../core/text/problems';
import { tasks, type Task, type TaskGroup } from '../../core/tasks';
import { LIBRARY_TASKS } from '../../core/tasks/library';
import { isApp, readApp } from '../../io/app';
import { findApps } from '../../io/find-apps';
import { ownCall } from '../called';
import type { Command, CommandLine, ExitCode } from '../command';
import { runTask, type Runnable } from '../run-task';
import { isLibrary, passedOver, subjectsOrHere, type Target } from '../targets';
import { say } from '../say';

const GROUPS: readonly TaskGroup[] = ['Python', 'Container', 'Orchestration'];

/** All tasks, in groups, with what each does. */
function taskList({ shown }: Target, all: readonly Task[]): string {
  const groups = GROUPS.filter((group) => all.some((task) => task.group === group)).map((group) => {
    const lines = all
      .filter((task) => task.group === group)
      .map(({ name, description }) => [name, description] as const);
    return [group, ...lines.map(([name, description]) => `  ${name.padEnd(18)}${description}`)].join('\n');
  });
  const directory = shown === '.' ? '' : ` ${shown}`;
  return [`Tasks of ${shown}, to run with \`${ownCall()} run <task>${directory}\`:`, ...groups].join('\n\n');
}

/** A task that there is none of. The way out works where it was typed: it names the app, unless that is here. */
export function unknownTask(typed: string, all: readonly Task[], { shown }: Pick<Target, 'shown'>): Problem {
  const names = all.map(({ name }) => name);
  const meant = nearest(typed, names);
  const list = `\`${ownCall()} run${shown === '.' ? '' : ` ${shown}`}\` tells what each does`;
  return {
    option: typed,
    reason: 'there is no such task',
    allowed: names.join(', '),
    fix: meant === undefined ? list : `did you mean "${meant}"? ${list}`,
  };
}

/** More apps than these are not listed. */
const MOST_APPS = 10;

/** Nobody named an app, and the current directory is none. */
function noApp(task: string | undefined, below: readonly string[]): InvalidInputError {
  const shown = below.length > MOST_APPS ? [...below.slice(0, MOST_APPS), '...'] : below;
  const passed = below.length === 0 ? passedOver(process.cwd()) : undefined;
  if (passed) return new InvalidInputError('the command line', [{ option: 'directory', ...passed }]);
  const example = [ownCall(), 'run', task ?? '', below[0] ?? 'apps/orders'].filter((word) => word !== '').join(' ');
  return new InvalidInputError('the command line', [
    {
      option: 'directory',
      reason: `is missing, and the current directory holds no ${OPTIONS_FILE}`,
      allowed: shown.length === 0 ? 'the directory of an app' : shown.join(', '),
      fix: `name the app, for example: ${example}`,
    },
  ]);
}

function usageProblem(operands: readonly string[]): Problem | undefined {
  if (operands.length <= 2) return undefined;
  const [, , ...more] = operands;
  return {
    option: more.join(' '),
    reason: 'is more than a task and a directory',
    allowed: 'a task, and the directory of one app',
    fix: 'put words for the program behind `--`, and run other apps on their own',
  };
}

/** What can be run in a directory. */
function runnable({ path, shown }: Target): Runnable {
  if (isLibrary(path)) return { name: basename(path), managedBy: undefined, tasks: LIBRARY_TASKS };
  const app = readApp(path, shown);
  const { name, managedBy, dependencies } = app;
  return { name, managedBy, dependencies, tasks: tasks(app) };
}

async function run({ operands, passedOn }: CommandLine): Promise<ExitCode> {
  const problem = usageProblem(operands);
  if (problem) throw new InvalidInputError('the command line', [problem]);
  const [first, second] = operands;
  // A directory alone asks for the tasks of the app in it.
  const hasTasks = (path: string) => isApp(path) || isLibrary(path);
  const asks = first === undefined || (second === undefined && /[./\\]/.test(first) && hasTasks(first));
  const directory = asks ? first : second;
  if (directory === undefined && !hasTasks(process.cwd())) throw noApp(first, findApps(process.cwd()));
  const [target] = subjectsOrHere(process.cwd(), directory === undefined ? [] : [directory]);
  if (!target) return 2;
  const subject = runnable(target);
  const all = subject.tasks;
  if (asks) {
    say(taskList(target, all));
    return 0;
  }
  const task = all.find(({ name }) => name === first);
  if (!task) throw new InvalidInputError('the command line', [unknownTask(first, all, target)]);
  return runTask(subject, target, task.name, passedOn);
}

/** Runs a task of an app, without Nx and projen. */
export const runTaskCommand: Command = {
  name: 'run',
  summary: 'runs a task of an app or library, such as serve, test or container-build',
  usage: '[task] [directory] [-- words]',
  description: [
    'Runs a task of the app or library in the directory, or in the current one, after all that it needs. Without a task',
    'it lists them. The same tasks are targets of Nx and tasks of projen.',
  ],
  switches: [],
  closing: [
    'Words behind `--` are added to the last command of the task: fastapi-container run test apps/orders -- -k items',
    '',
    'Exit code: that of the program; 2 bad options or usage.',
  ],
  passesOn: true,
  insteadOfFlags: 'words for the program go behind `--`',
  run,
};
