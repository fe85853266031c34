import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_VENV } from '../core/constants';
import { InvalidInputError } from '../core/problems';
import { optionEntries } from '../core/schema';

/** A Python that was started and told its version. */
export interface Interpreter {
  readonly command: readonly string[];
  /** Major and minor version, such as `3.13`. */
  readonly version: string;
  /** Absolute path of the program. */
  readonly executable: string;
}

/** Python versions with which an app works. */
export const SUPPORTED = optionEntries().find(({ path }) => path === 'python')?.schema.enum ?? [];

const windows = process.platform === 'win32';

/** Directory of the programs in an app's virtual environment, relative to the app. */
export const VENV_PROGRAMS = windows ? `${LOCAL_VENV}\\Scripts` : `${LOCAL_VENV}/bin`;

function ask(command: readonly string[]): Interpreter | undefined {
  const [program = '', ...args] = command;
  const code = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2], sys.executable)';
  const answer = spawnSync(program, [...args, '-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [, version, executable] = /^(\S+) (.+)$/m.exec(answer.status === 0 ? answer.stdout : '') ?? [];
  return version === undefined || executable === undefined ? undefined : { command, version, executable };
}

/** pyenv's `python3.12` on the PATH works only for the version that is active: the versions themselves always do. */
function pyenvCommands(version: string): string[][] {
  const root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(root)) return [];
  const installed = readdirSync(root).filter((name) => name === version || name.startsWith(`${version}.`));
  return installed.map((name) => [join(root, name, windows ? 'python.exe' : 'bin/python')]);
}

function commandsFor(version: string): string[][] {
  return windows
    ? [['py', `-${version}`], ['python'], ...pyenvCommands(version)]
    : [[`python${version}`], ['python3'], ['python'], ...pyenvCommands(version)];
}

function distance(left: string, right: string): number {
  const minor = (version: string) => Number(version.split('.')[1]);
  return Math.abs(minor(left) - minor(right));
}

/**
 * Finds the Python that was asked for, or the nearest supported one.
 *
 * @param supported versions that will do, in any order
 */
export function findInterpreter(wanted: string, supported: readonly string[]): Interpreter | undefined {
  const byDistance = [...supported].sort((left, right) => distance(left, wanted) - distance(right, wanted));
  for (const version of byDistance) {
    for (const command of commandsFor(version)) {
      const found = ask(command);
      if (found?.version === version) return found;
    }
  }
  return undefined;
}

/**
 * The Python that was asked for, or the nearest supported one.
 *
 * @throws InvalidInputError where there is none
 */
export function supportedInterpreter(wanted: string): Interpreter {
  const found = findInterpreter(wanted, SUPPORTED);
  if (found) return found;
  const reason = `no Python from ${SUPPORTED.join(', ')} was found`;
  throw new InvalidInputError('this machine', [
    { option: 'python', reason, fix: `install Python ${wanted}, with venv` },
  ]);
}

/** The Python in an app's virtual environment, where there is one that works. */
export function venvInterpreter(directory: string): Interpreter | undefined {
  return ask([join(directory, VENV_PROGRAMS, 'python')]);
}
