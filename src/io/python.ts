import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_VENV } from '../core/constants';

/** A Python that was started and told its version. */
export interface Interpreter {
  readonly command: readonly string[];
  /** Major and minor version, such as `3.13`. */
  readonly version: string;
}

const windows = process.platform === 'win32';

/** Directory of the programs in an app's virtual environment, relative to the app. */
export const VENV_PROGRAMS = windows ? `${LOCAL_VENV}\\Scripts` : `${LOCAL_VENV}/bin`;

function ask([program = '', ...args]: readonly string[]): string | undefined {
  const code = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])';
  const answer = spawnSync(program, [...args, '-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
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
    const command = commandsFor(version).find((candidate) => ask(candidate) === version);
    if (command) return { command, version };
  }
  return undefined;
}

/** The Python in an app's virtual environment, where there is one that works. */
export function venvInterpreter(directory: string): Interpreter | undefined {
  const command = [join(directory, VENV_PROGRAMS, 'python')];
  const version = ask(command);
  return version === undefined ? undefined : { command, version };
}
