import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_VENV, LOCK_FILE, REQUIREMENTS_FILE } from '../../core/constants';
import { readLibraries, relativeToApp } from '../../core/dependencies/libraries';
import { requirementTexts } from '../../core/dependencies/requirement-files';
import { joinPath } from '../../core/paths';
import { InvalidInputError, type Problem } from '../../core/problems';
import { optionsFileOf } from '../../core/resolve';
import type { ResolvedApp } from '../../core/resolved';
import { readApp, workspaceOf } from '../../io/app';
import { tryReadText, writeAtomically } from '../../io/disk';
import { indexEnvironment } from '../../io/index-environment';
import { SUPPORTED, VENV_PROGRAMS, supportedInterpreter, venvInterpreter, type Interpreter } from '../../io/python';
import type { CommandLine } from '../parse';
import { targetsOrHere } from '../targets';

const REQUIREMENTS = [REQUIREMENTS_FILE, 'requirements-dev.txt'];
const STAMP = join(LOCAL_VENV, '.fastapi-container');

/** Everything that decides what is installed. */
function fingerprint(path: string, app: ResolvedApp): string {
  const workspace = workspaceOf(path);
  const files = [...REQUIREMENTS, ...(app.lock ? [LOCK_FILE] : [])];
  const texts = files.flatMap((file) => requirementTexts(joinPath(workspace.directory, file), workspace.read));
  const libraries = app.libraries.map((library) => [
    library.path,
    tryReadText(join(path, library.path, 'pyproject.toml')),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([app.python, texts, ...libraries]))
    .digest('hex');
}

function fail(option: string, reason: string, fix: string): InvalidInputError {
  const problem: Problem = { option, reason, fix };
  return new InvalidInputError('the installation', [problem]);
}

function run([program = '', ...args]: readonly string[], cwd: string, env = process.env): void {
  const { status, error } = spawnSync(program, args, { cwd, env, stdio: 'inherit' });
  if (status !== 0) {
    const reason = error ? error.message : `ended with exit code ${String(status)}`;
    throw fail([program, ...args].join(' '), reason, 'its own messages above say why');
  }
}

/** The virtual environment's Python; a new environment where there is none or it is of another version. */
function ensureVenv(directory: string, wanted: string, ours: boolean): Interpreter {
  const present = venvInterpreter(directory);
  if (present?.version === wanted) return present;
  // An environment that a person made is used as it is: it may hold more than we know.
  if (present && !ours && SUPPORTED.includes(present.version)) {
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
  const found = supportedInterpreter(wanted);
  if (found.version !== wanted) {
    console.log(`Note: Python ${wanted} is not installed here; ${LOCAL_VENV} uses ${found.version}, the nearest one.`);
    console.log('      The image still runs the version of the options.');
  }
  if (present?.version === found.version) return present;
  run([...found.command, '-m', 'venv', '--clear', LOCAL_VENV], directory);
  return venvInterpreter(directory) ?? found;
}

/** What pip is to install, one run after the other. */
function installations(path: string, app: ResolvedApp, version: string): string[][] {
  const files = REQUIREMENTS.filter((file) => tryReadText(join(path, file)) !== undefined);
  const libraries = app.libraries.flatMap((library) => ['-e', relativeToApp(library)]);
  const rest = [...files.flatMap((file) => ['-r', file]), ...libraries];
  // First what the image has, as far as it is locked for this Python; the rest then builds on it.
  const locked = app.lock && version === app.python && tryReadText(join(path, LOCK_FILE)) !== undefined;
  return locked ? [['--require-hashes', '-r', LOCK_FILE], rest] : [rest];
}

/** Makes `.venv` and installs the requirements; returns at once when nothing changed since the last time. */
export function install({ directories }: CommandLine): 0 {
  for (const { path, shown } of targetsOrHere(process.cwd(), directories)) {
    const app = readApp(path, shown);
    const { problems } = readLibraries(app.libraries, workspaceOf(path));
    if (problems.length > 0) throw new InvalidInputError(optionsFileOf(shown), problems);
    const stamp = tryReadText(join(path, STAMP));
    const current = fingerprint(path, app);
    if (stamp === current && existsSync(join(path, VENV_PROGRAMS))) {
      console.log(`${shown}: ${LOCAL_VENV} is up to date`);
      continue;
    }
    const interpreter = ensureVenv(path, app.python, stamp !== undefined);
    for (const words of installations(path, app, interpreter.version)) {
      const pip = [...interpreter.command, '-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', ...words];
      run(pip, path, indexEnvironment(app, 'pip'));
    }
    writeAtomically(join(path, STAMP), current);
    console.log(`${shown}: ${LOCAL_VENV} is ready, with Python ${interpreter.version}`);
  }
  return 0;
}
