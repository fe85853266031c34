import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { debugCommand } from '../../core/debug/command';
import { attaches, LAUNCH_FILE, launchLines } from '../../core/debug/launch';
import { DEBUG_PACKAGES } from '../../core/debug/packages';
import { VENV_PROGRAMS } from '../../core/constants';
import { LOCAL } from '../../core/servers/server';
import type { ResolvedApp } from '../../core/app/resolved';
import { InvalidInputError } from '../../core/text/problems';
import { readApp, workspaceRoot } from '../../io/app';
import { tryReadText } from '../../io/disk';
import { runInForeground } from '../../io/foreground';
import type { Command, CommandLine, ExitCode } from '../command';
import { portInUse } from '../port-in-use';
import { missingPrograms, notStarted } from '../run-task';
import { targetsOrHere, type Target } from '../targets';
import { say } from '../say';

function oneApp(operands: readonly string[]): Target {
  const [target, ...more] = targetsOrHere(process.cwd(), operands);
  if (target && more.length === 0) return target;
  const problem = { option: 'directory', value: operands.join(' '), reason: 'is more than one app' };
  throw new InvalidInputError('the command line', [{ ...problem, fix: 'debug each in a terminal of its own' }]);
}

/** The ports have to be free, both: what Python says of one that is not names no option. */
async function assertPortsFree(app: ResolvedApp, words: readonly string[], target: Target): Promise<void> {
  const served = { option: 'port', port: app.port, host: LOCAL } as const;
  const debugged = { option: 'debugPort', port: app.debugPort, host: LOCAL } as const;
  const problems = [
    await portInUse({ listens: served }, words, app, target),
    await portInUse({ listens: debugged }, [], app, target),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new InvalidInputError('the task', problems);
}

/** Tells how VS Code attaches, unless it knows already. The file may hold the entries of others, so that nobody writes it. */
function launchAdvice(app: ResolvedApp, { path }: Target): string[] {
  const root = workspaceRoot(path);
  const known = [root, path].some((directory) => attaches(tryReadText(join(directory, LAUNCH_FILE)) ?? '', app));
  const shown = relative(process.cwd(), join(root, LAUNCH_FILE)).split(sep).join('/');
  return known ? [] : launchLines(app, shown);
}

async function run({ operands, switches, passedOn }: CommandLine): Promise<ExitCode> {
  const target = oneApp(operands);
  const app = readApp(target.path, target.shown);
  const missing = DEBUG_PACKAGES.filter((program) => !existsSync(join(target.path, VENV_PROGRAMS, program)));
  if (missing.length > 0) throw missingPrograms(missing, { ...app, tasks: [] }, target, true);
  await assertPortsFree(app, passedOn, target);
  const waits = switches.has('wait-for-client');
  say(`${app.name}: the debugger listens on ${LOCAL}:${String(app.debugPort)}${waits ? ', and waits' : ''}`);
  for (const line of launchAdvice(app, target)) say(line);
  const [program = '', ...rest] = debugCommand(app, waits, passedOn);
  const argv = [join(target.path, VENV_PROGRAMS, program), ...rest];
  const { code, failure } = await runInForeground(argv, { cwd: target.path });
  if (failure !== undefined) {
    throw new InvalidInputError('the task', [
      notStarted({ from: 'venv', argv: [program] }, failure, app, target.shown),
    ]);
  }
  return code;
}

/** Serves an app so that an editor can attach to it. */
export const debug: Command = {
  name: 'debug',
  summary: 'serves an app under debugpy, to which editors attach',
  usage: '[directory] [--wait-for-client] [-- words]',
  description: [
    'Serves the app on this machine in one process, without reload and whatever its server, under debugpy. Editors attach',
    'on `debugPort`, and the first time it tells the entry for VS Code. It is the task `debug`, which installs first.',
  ],
  switches: [{ name: 'wait-for-client', help: 'run nothing of the app before an editor has attached' }],
  closing: ['Words behind `--` go to uvicorn. Exit code: that of the program; 2 bad options or usage.'],
  passesOn: true,
  insteadOfFlags: 'words for uvicorn go behind `--`',
  run,
};
