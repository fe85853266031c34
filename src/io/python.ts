import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { VENV_PROGRAMS } from '../core/constants';
import { InvalidInputError } from '../core/text/problems';
import { optionEntries } from '../core/input/schema';
import { runProgram } from './programs';

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

function ask(command: readonly string[]): Interpreter | undefined {
  const code = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2], sys.executable)';
  const { failure, stdout } = runProgram([...command, '-c', code]);
  const [, version, executable] = /^(\S+) (.+)$/m.exec(failure === undefined ? stdout : '') ?? [];
  return version === undefined || executable === undefined ? undefined : { command, version, executable };
}

/** pyenv's `python3.12` on the PATH works only for the version that is active: the versions themselves always do. */
function pyenvCommands(version: string): string[][] {
  const root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(root)) return [];
  const installed = readdirSync(root).filter((name) => name === version || name.startsWith(`${version}.`));
  return installed.map((name) => [join(root, name, 'bin/python')]);
}

function commandsFor(version: string): string[][] {
  return [[`python${version}`], ['python3'], ['python'], ...pyenvCommands(version)];
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
