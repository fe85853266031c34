import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LOCAL_VENV } from '../../core/constants';
import { InvalidInputError, type Problem } from '../../core/problems';
import { optionEntries } from '../../core/schema';
import { readApp } from '../../io/app';
import { tryReadText, writeAtomically } from '../../io/disk';
import { VENV_PROGRAMS, findInterpreter, venvInterpreter, type Interpreter } from '../../io/python';
import type { CommandLine } from '../parse';
import { findTargets } from '../targets';

const REQUIREMENTS = ['requirements.txt', 'requirements-dev.txt'];
const STAMP = join(LOCAL_VENV, '.fastapi-container');

/** A requirements file with all files that it includes, for telling whether anything changed. */
function textsOf(directory: string, file: string, seen: readonly string[] = []): string[] {
  const text = tryReadText(resolve(directory, file));
  if (text === undefined || seen.includes(file)) return [];
  const included = [...text.matchAll(/^\s*(?:-r|-c|--requirement|--constraint)[ =]?\s*(\S+)/gm)];
  return [text, ...included.flatMap(([, path = '']) => textsOf(directory, path, [...seen, file]))];
}

function fingerprint(directory: string, python: string): string {
  const texts = REQUIREMENTS.flatMap((file) => textsOf(directory, file));
  return createHash('sha256')
    .update(JSON.stringify([python, texts]))
    .digest('hex');
}

function fail(option: string, reason: string, fix: string): InvalidInputError {
  const problem: Problem = { option, reason, fix };
  return new InvalidInputError('the installation', [problem]);
}

function run([program = '', ...args]: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'inherit' });
  if (status !== 0) {
    const reason = error ? error.message : `ended with exit code ${String(status)}`;
    throw fail([program, ...args].join(' '), reason, 'its own messages above say why');
  }
}

/** The virtual environment's Python; a new environment where there is none or it is of another version. */
function ensureVenv(directory: string, wanted: string, ours: boolean): Interpreter {
  const present = venvInterpreter(directory);
  if (present?.version === wanted) return present;
  const supported = optionEntries().find(({ path }) => path === 'python')?.schema.enum ?? [];
  // An environment that a person made is used as it is: it may hold more than we know.
  if (present && !ours && supported.includes(present.version)) {
    console.log(`Using ${LOCAL_VENV} as it is, with Python ${present.version}; the options ask for ${wanted}.`);
    return present;
  }
  if (!ours && existsSync(join(directory, LOCAL_VENV))) {
    const what = present ? `uses Python ${present.version}` : 'holds no working Python';
    throw fail(
      LOCAL_VENV,
      `it was there before and ${what}`,
      `remove ${join(directory, LOCAL_VENV)}, and install again`,
    );
  }
  const found = findInterpreter(wanted, supported);
  if (!found) {
    throw fail('python', `no Python from ${supported.join(', ')} was found`, `install Python ${wanted}, with venv`);
  }
  if (found.version !== wanted) {
    console.log(`Note: Python ${wanted} is not installed here; ${LOCAL_VENV} uses ${found.version}, the nearest one.`);
    console.log('      The image still runs the version of the options.');
  }
  if (present?.version === found.version) return present;
  run([...found.command, '-m', 'venv', '--clear', LOCAL_VENV], directory);
  return venvInterpreter(directory) ?? found;
}

/** Makes `.venv` and installs the requirements; returns at once when nothing changed since the last time. */
export function install({ directories }: CommandLine): 0 {
  for (const { path, shown } of findTargets(process.cwd(), directories.length === 0 ? ['.'] : directories)) {
    const { python } = readApp(path, shown);
    const stamp = tryReadText(join(path, STAMP));
    const current = fingerprint(path, python);
    if (stamp === current && existsSync(join(path, VENV_PROGRAMS))) {
      console.log(`${shown}: ${LOCAL_VENV} is up to date`);
      continue;
    }
    const interpreter = ensureVenv(path, python, stamp !== undefined);
    const files = REQUIREMENTS.filter((file) => tryReadText(join(path, file)) !== undefined);
    const requirements = files.flatMap((file) => ['-r', file]);
    run(
      [...interpreter.command, '-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', ...requirements],
      path,
    );
    writeAtomically(join(path, STAMP), current);
    console.log(`${shown}: ${LOCAL_VENV} is ready, with Python ${interpreter.version}`);
  }
  return 0;
}
