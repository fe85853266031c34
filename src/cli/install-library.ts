import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { LOCAL_VENV, PYPROJECT_FILE } from '../core/constants';
import { libraryEnvironment, pythonFor, type LibraryEnvironment } from '../core/libraries/environment';
import { readPythonProject, type PythonProject } from '../core/libraries/python-project';
import { joinPath } from '../core/text/paths';
import { InvalidInputError } from '../core/text/problems';
import { workspaceRoot } from '../io/app';
import { tryReadText } from '../io/disk';
import { localVenv, stampVenv } from '../io/local-venv';
import { librariesAround } from '../io/libraries-around';
import { ensureVenv, run } from './environment';
import type { Target } from './targets';

/** A library and what its environment is to hold. */
interface Wanted extends LibraryEnvironment {
  readonly python: string;
}

function pyproject({ path, shown }: Target, directory: string): PythonProject {
  const text = tryReadText(join(path, PYPROJECT_FILE)) ?? '';
  const project = readPythonProject(directory, text);
  if (project?.written !== undefined) return project;
  const reason = project ? 'has no [project] table with a name' : 'is no TOML that can be read';
  const fix = 'correct it: [project] with name and version, and a [build-system]';
  throw new InvalidInputError(joinPath(shown, PYPROJECT_FILE), [{ option: PYPROJECT_FILE, reason, fix }]);
}

function wantedOf(target: Target): Wanted {
  const root = workspaceRoot(target.path);
  const directory = relative(root, target.path).split(sep).join('/') || '.';
  const project = pyproject(target, directory);
  return { python: pythonFor(project), ...libraryEnvironment(project, librariesAround(root).candidates) };
}

/** Everything that decides what is installed for a library. */
export function libraryFingerprint(target: Target): string {
  const { python, editable, requirements } = wantedOf(target);
  const texts = editable.map((path) => [path, tryReadText(join(target.path, path, PYPROJECT_FILE))]);
  return createHash('sha256')
    .update(JSON.stringify([python, requirements, texts]))
    .digest('hex');
}

/** A directory in a form that pip does not take for the name of a package. */
function asPath(directory: string): string {
  return directory.startsWith('.') ? directory : `./${directory}`;
}

/** Brings the environment of a library up to date. @returns how it is now, in words */
export function installLibrary(target: Target, current: string): string {
  const { path } = target;
  const wanted = wantedOf(target);
  const { python, madeBy } = ensureVenv(path, wanted.python, localVenv(path));
  const editable = wanted.editable.flatMap((directory) => ['-e', asPath(directory)]);
  const words = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet'];
  const doing = `Installing ${wanted.editable.join(', ')} and the tools into ${LOCAL_VENV}`;
  run([...python.command, ...words, ...editable, ...wanted.requirements], path, doing);
  stampVenv(path, madeBy, current);
  return `is ready, with Python ${python.version}`;
}
