import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_VENV, VENV_PROGRAMS } from '../core/constants';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { hideFromGit, stampVenv, type LocalVenv, type Maker } from '../io/local-venv';
import { runProgram } from '../io/programs';
import { SUPPORTED, supportedInterpreter, venvInterpreter, type Interpreter } from '../io/python';
import { say } from './say';

function fail(option: string, reason: string, fix: string): InvalidInputError {
  const problem: Problem = { option, reason, fix };
  return new InvalidInputError('the installation', [problem]);
}

/** Runs a program of the installation. @throws InvalidInputError where it fails */
export function run(argv: readonly string[], cwd: string, doing: string, env = process.env): void {
  const { failure } = runProgram(argv, { cwd, env, output: 'shown', doing });
  if (failure !== undefined) throw fail(argv.join(' '), failure, 'its own messages above say why');
}

/** An environment that can be installed into. */
export interface Usable {
  readonly python: Interpreter;
  readonly madeBy: Maker;
}

/** Makes the environment, in the place of one that is ours. */
function makeVenv(directory: string, wanted: string, why: string): Usable {
  const found = supportedInterpreter(wanted);
  if (found.version !== wanted) {
    say(`Note: Python ${wanted} is not installed here; ${LOCAL_VENV} uses ${found.version}, the nearest one.`);
    say('      The image still runs the version of the options.');
  }
  const doing = `Making ${LOCAL_VENV} with Python ${found.version}${why}`;
  run([...found.command, '-m', 'venv', '--clear', LOCAL_VENV], directory, doing);
  hideFromGit(directory);
  // Ours from now on, also where nothing can be installed into it.
  stampVenv(directory, 'fastapi-container', '');
  return { python: venvInterpreter(directory) ?? found, madeBy: 'fastapi-container' };
}

/**
 * The virtual environment's Python; a new environment where there is none, or where ours is of another version or place.
 * One that somebody else made is used as it is or refused, and never touched: it may hold more than we know.
 */
export function ensureVenv(directory: string, wanted: string, { exists, isOurs, madeIn }: LocalVenv): Usable {
  if (!exists) return makeVenv(directory, wanted, '');
  const remove = `remove ${join(directory, LOCAL_VENV)}, and install again`;
  if (madeIn !== undefined) {
    if (isOurs) return makeVenv(directory, wanted, `: the one that is there was made in ${madeIn}`);
    throw fail(LOCAL_VENV, `it was made in ${madeIn}: its programs start the Python of that place`, remove);
  }
  const present = venvInterpreter(directory);
  const madeBy: Maker = isOurs ? 'fastapi-container' : 'somebody else';
  if (present?.version === wanted) return { python: present, madeBy };
  if (!isOurs) {
    if (!present || !SUPPORTED.includes(present.version)) {
      const what = present ? `uses Python ${present.version}` : 'holds no working Python';
      throw fail(LOCAL_VENV, `it was there before and ${what}`, remove);
    }
    say(`Using ${LOCAL_VENV} as it is, with Python ${present.version}; the options ask for ${wanted}.`);
    say(`      To get one with ${wanted}, ${remove}.`);
    return { python: present, madeBy };
  }
  // The nearest version that is installed may be the one that is there.
  if (present && present.version === supportedInterpreter(wanted).version) return { python: present, madeBy };
  return makeVenv(directory, wanted, present ? ` in the place of ${present.version}` : '');
}

/** Whether everything was installed, for this place. */
export function isUpToDate(path: string, { madeIn, inputs }: LocalVenv, current: string): boolean {
  const python = join(path, VENV_PROGRAMS, process.platform === 'win32' ? 'python.exe' : 'python');
  return inputs === current && madeIn === undefined && existsSync(python);
}
