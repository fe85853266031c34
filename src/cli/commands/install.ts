import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { relativeToApp } from '../../core/app/library';
import type { ResolvedApp } from '../../core/app/resolved';
import { LOCAL_VENV, LOCK_FILE, REQUIREMENTS_DEV_FILE, REQUIREMENTS_FILE, UV_LOCK_FILE } from '../../core/constants';
import { readLibraries } from '../../core/dependencies/libraries';
import { requirementTexts } from '../../core/dependencies/requirement-files';
import { usesUv } from '../../core/dependencies/uv-project';
import { optionsFileOf } from '../../core/input/options-file';
import { InvalidInputError } from '../../core/text/problems';
import { readApp, workspaceOf } from '../../io/app';
import { tryReadText } from '../../io/disk';
import { indexEnvironment } from '../../io/index-environment';
import { localVenv, stampVenv } from '../../io/local-venv';
import { oneAtATime } from '../../io/lock';
import type { Interpreter } from '../../io/python';
import type { Command, CommandLine } from '../command';
import { ensureVenv, isUpToDate, run, type Usable } from '../environment';
import { installLibrary, libraryFingerprint } from '../install-library';
import { sourceOnPath, uvFingerprint, uvSync } from '../install-uv';
import { tellMissingPrograms } from '../missing-programs';
import { isLibrary, QUIET_SWITCH, subjectsOrHere, type Target } from '../targets';
import { say } from '../say';

/** Beside the environment, which may be deleted and made anew meanwhile. */
const LOCK = `${LOCAL_VENV}.lock`;

const REQUIREMENTS = [REQUIREMENTS_FILE, REQUIREMENTS_DEV_FILE];

/** Everything that decides what is installed. */
function fingerprint(path: string, app: ResolvedApp): string {
  const workspace = workspaceOf(path);
  const files = [...REQUIREMENTS, ...(app.lock ? [LOCK_FILE] : [])];
  const texts = files.flatMap((file) => requirementTexts(file, workspace));
  const libraries = app.libraries.map((library) => [
    library.path,
    tryReadText(join(path, library.path, 'pyproject.toml')),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([app.python, sourceOnPath(app), texts, ...libraries]))
    .digest('hex');
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

/**
 * Puts the source root on the path of everything that the environment runs: servers, tests, tools. Behind it the directory
 * of the app: servers look there by themselves, pytest does not, and tests import the application from either.
 */
function pointToSource(path: string, { version }: Interpreter, source: string): void {
  const packages = join(path, LOCAL_VENV, 'lib', `python${version}`, 'site-packages');
  const file = join(packages, 'fastapi_container_source.pth');
  if (existsSync(packages))
    writeFileSync(file, [...new Set([resolve(path, source), path])].map((directory) => `${directory}\n`).join(''));
}

/** Installs with pip what the requirements files ask for. */
function installWithPip(path: string, app: ResolvedApp, python: Interpreter): void {
  for (const words of installations(path, app, python.version)) {
    const pip = [...python.command, '-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', ...words];
    run(
      pip,
      path,
      `Installing ${words.filter((word) => !word.startsWith('-')).join(', ')} into ${LOCAL_VENV}`,
      indexEnvironment(app, 'pip'),
    );
  }
}

/** Installs with uv what uv.lock has, development groups among it. */
function installWithUv(target: Target, app: ResolvedApp, { python, madeBy }: Usable): void {
  const { argv, env } = uvSync(target, app, python, madeBy);
  run(argv, target.path, `Installing ${UV_LOCK_FILE} into ${LOCAL_VENV}`, env);
}

/** Brings the environment of one app up to date. @returns how it is now, in words */
function installOne(target: Target, app: ResolvedApp, current: string): string {
  const { path } = target;
  const present = localVenv(path);
  if (isUpToDate(path, present, current)) return 'is up to date';
  const { python, madeBy } = ensureVenv(path, app.python, present);
  if (usesUv(app)) installWithUv(target, app, { python, madeBy });
  else installWithPip(path, app, python);
  pointToSource(path, python, app.source);
  stampVenv(path, madeBy, current);
  tellMissingPrograms(target, app);
  return `is ready, with Python ${python.version}`;
}

/** What the environment of one app or library is to hold: a digest of it, and how it gets there. */
function installationOf(target: Target): { readonly current: string; readonly install: () => string } {
  const { path, shown } = target;
  if (isLibrary(path)) {
    const current = libraryFingerprint(target);
    return { current, install: () => installLibrary(target, current) };
  }
  const app = readApp(path, shown);
  const { problems } = readLibraries(app.libraries, workspaceOf(path));
  if (problems.length > 0) throw new InvalidInputError(optionsFileOf(shown), problems);
  const current = usesUv(app) ? uvFingerprint(target, app) : fingerprint(path, app);
  return { current, install: () => installOne(target, app, current) };
}

/**
 * Makes sure of the environment of an app or a library.
 *
 * @param tell says how it is now; nothing is said of one that was up to date
 */
export function ensureInstalled(target: Target, tell: (line: string) => void, quiet = true): void {
  const { path, shown } = target;
  const { current, install: work } = installationOf(target);
  if (isUpToDate(path, localVenv(path), current)) {
    if (!quiet) tell(`${shown}: ${LOCAL_VENV} is up to date`);
    return;
  }
  const doing = `installing into the ${LOCAL_VENV} of ${shown}`;
  tell(`${shown}: ${LOCAL_VENV} ${oneAtATime(join(path, LOCK), doing, work)}`);
}

function installAll({ operands, switches }: CommandLine): 0 {
  for (const target of subjectsOrHere(process.cwd(), operands)) {
    ensureInstalled(target, say, switches.has('quiet'));
  }
  return 0;
}

/** Makes `.venv` and installs the requirements; does nothing when nothing changed since the last time. */
export const install: Command = {
  name: 'install',
  summary: 'creates the .venv of an app or library, and installs what it needs',
  usage: '[directory...] [--quiet]',
  description: [
    'Creates .venv with the Python version of the options, or the nearest supported one that is installed, and installs',
    'requirements.txt and requirements-dev.txt into it. Does nothing when neither has changed since. An environment that',
    'you made is used as it is, and never deleted. With "dependencies": "uv" it installs uv.lock, with uv. Of a library it',
    'installs the library itself, what that needs of this repository, its groups for development, and the tools.',
  ],
  switches: [QUIET_SWITCH],
  run: installAll,
};
