import { relativeToApp } from '../../core/app/library';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCK_FILE, OPTIONS_FILE, REQUIREMENTS_FILE } from '../../core/constants';
import { readLibraries } from '../../core/dependencies/libraries';
import { lockProblems, lockText } from '../../core/dependencies/lock';
import { usesUv } from '../../core/dependencies/uv-project';
import { changeOptions, optionsFileOf } from '../../core/input/options-file';
import { lackingLibraries } from '../../core/libraries/problems';
import { toAddLibrary, toRegenerate } from '../../core/plan/door';
import { hasMergeConflict } from '../../core/text/merge-conflict';
import { InvalidInputError, type Problem } from '../../core/text/problems';
import { leftToPerson, pendingChanges, type Change } from '../../core/plan/change';
import { writeReport } from '../../core/plan/report';
import type { ResolvedApp } from '../../core/app/resolved';
import { doorOnDisk, planOnDisk, readApp, workspaceOf, workspaceRoot } from '../../io/app';
import { librariesAround } from '../../io/libraries-around';
import { applyChanges, tryReadText, writeAtomically } from '../../io/disk';
import { indexEnvironment } from '../../io/index-environment';
import { supportedInterpreter } from '../../io/python';
import { ProgramFailed, mustRun } from '../../io/programs';
import { uvProgram } from '../../io/uv';
import { ownCalls } from '../called';
import type { Command, CommandLine } from '../command';
import { lockWithUv } from '../lock-uv';
import { targetsOrHere, type Target } from '../targets';
import { say } from '../say';

function failed(problem: Problem): InvalidInputError {
  return new InvalidInputError('the lock', [problem]);
}

/** The options with the lock turned on, and the text of the options file where that changes it. */
function withLock({ path, shown }: Target): { readonly app: ResolvedApp; readonly text: string | undefined } {
  const app = readApp(path, shown);
  if (app.lock) return { app, text: undefined };
  if (app.managedBy !== undefined) {
    const fix = `set \`lock: true\` in the .projenrc file, run \`${ownCalls().projen}\`, and lock then`;
    throw failed({ option: 'lock', value: false, reason: 'the image would not install from a lock', fix });
  }
  const text = changeOptions(tryReadText(join(path, OPTIONS_FILE)) ?? '{}\n', { lock: true });
  return { app: readApp(path, shown, text), text };
}

/** Other changes than this command's own: a lock of requirements that are about to change would be stale at once. */
function assertRequirementsInStep(changes: readonly Change[], target: Target, app: ResolvedApp): void {
  if (pendingChanges(changes).every(({ path }) => path !== REQUIREMENTS_FILE)) return;
  const fix = `run ${toRegenerate(doorOnDisk(target.path, app), target.shown, ownCalls())} first`;
  throw failed({ option: REQUIREMENTS_FILE, reason: 'is not in step with the options', fix });
}

/** What a library needs of the workspace is not to be locked as whatever has its name on the index. */
function assertLibrariesNamed({ path, shown }: Target, app: ResolvedApp): void {
  if (app.libraries.length === 0) return;
  const { directory } = workspaceOf(path);
  const call = toAddLibrary(doorOnDisk(path, app), ownCalls());
  const problems = lackingLibraries(app, directory, librariesAround(workspaceRoot(path)), call);
  if (problems.length > 0) throw new InvalidInputError(optionsFileOf(shown), problems);
}

/**
 * Lets uv resolve the requirements, for every platform: one lock serves images for several architectures and the
 * developers' machines.
 *
 * @returns the contents of a lock, without a header
 */
function resolveVersions(path: string, app: ResolvedApp, upgrade: boolean): string {
  const interpreter = supportedInterpreter(app.python);
  const uv = uvProgram(interpreter, indexEnvironment(app, 'pip'));
  const { projects } = readLibraries(app.libraries, workspaceOf(path));
  const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-lock-'));
  const output = join(directory, LOCK_FILE);
  try {
    // Versions that are locked already stay as long as they fit.
    const before = tryReadText(join(path, LOCK_FILE));
    if (before !== undefined && !hasMergeConflict(before)) writeFileSync(output, before);
    const args = [
      ...['pip', 'compile', '--quiet', '--universal', '--generate-hashes', '--no-header', '--output-file', output],
      ...['--python', interpreter.executable, '--python-version', app.python, '--no-python-downloads'],
      ...['--only-binary', ':all:', ...app.buildFromSource.flatMap((name) => ['--no-binary', name])],
      // They are resolved as what they are here, so that nobody else's package of that name is taken for them.
      ...projects.flatMap(({ name }) => ['--no-emit-package', name]),
      ...(upgrade ? ['--upgrade'] : []),
      ...[REQUIREMENTS_FILE, '-'],
    ];
    mustRun([uv, ...args], {
      cwd: path,
      env: indexEnvironment(app, 'uv'),
      input: projects.map((library) => `${relativeToApp(library)}\n`).join(''),
      output: 'errors',
      doing: `Resolving ${REQUIREMENTS_FILE} for Python ${app.python}`,
    });
    return readFileSync(output, 'utf8');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function lockOne(target: Target, upgrade: boolean): void {
  const { path, shown } = target;
  const { app, text } = withLock(target);
  if (usesUv(app)) {
    lockWithUv(target, app, upgrade);
    return;
  }
  const changes = planOnDisk(path, shown, app, { calls: ownCalls() });
  assertRequirementsInStep(changes, target, app);
  assertLibrariesNamed(target, app);
  let resolved: string;
  try {
    resolved = resolveVersions(path, app, upgrade);
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    const fix =
      'its messages above say why. A package without wheels is named in "buildFromSource"; another index in "packageIndex"';
    throw failed({ option: REQUIREMENTS_FILE, reason: `cannot be locked: ${error.message}`, fix });
  }
  const problems = lockProblems(resolved);
  if (problems.length > 0) throw new InvalidInputError('the lock', problems);
  const requirements = tryReadText(join(path, REQUIREMENTS_FILE)) ?? '';
  const before = tryReadText(join(path, LOCK_FILE));
  const after = lockText(app, requirements, workspaceOf(path), resolved);
  if (after !== before) writeAtomically(join(path, LOCK_FILE), after);
  if (text !== undefined) {
    writeAtomically(join(path, OPTIONS_FILE), text);
    applyChanges(path, changes);
    const told = changes.filter(({ action }) => action !== 'stale');
    if (pendingChanges(told).length + leftToPerson(told).length > 0) say(writeReport(shown, told, ownCalls()));
  }
  say(`${shown}: ${LOCK_FILE} ${after === before ? 'is up to date' : 'is written'}`);
}

function run({ operands, switches }: CommandLine): 0 {
  for (const target of targetsOrHere(process.cwd(), operands)) {
    lockOne(target, switches.has('upgrade'));
  }
  return 0;
}

/** Locks the requirements of apps: exact versions, with hashes, for the Python of the image. */
export const lock: Command = {
  name: 'lock',
  summary: "locks an app's requirements for its image, with hashes",
  usage: '[directory...] [--upgrade]',
  description: [
    'Writes requirements.lock: the exact versions that requirements.txt and the local libraries come to, with the hashes of',
    'their files, for the Python of the image on every platform. Turns the option "lock" on, so that the image installs',
    'from it. Versions that are locked already stay as long as they fit. With "dependencies": "uv" it locks pyproject.toml',
    'with uv, and makes requirements.lock from uv.lock.',
  ],
  switches: [{ name: 'upgrade', help: 'take the newest versions that fit' }],
  writes: true,
  run,
};
