import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCK_FILE, OPTIONS_FILE, REQUIREMENTS_FILE } from '../../core/constants';
import { relativeToApp, readLibraries } from '../../core/dependencies/libraries';
import { lockText } from '../../core/dependencies/lock';
import { changeOptions } from '../../core/options-file';
import { hasMergeConflict } from '../../core/ownership/merge-conflict';
import { conflicts, pendingChanges } from '../../core/plan';
import { InvalidInputError, type Problem } from '../../core/problems';
import type { Change } from '../../core/change';
import { writeReport } from '../../core/report';
import type { ResolvedApp } from '../../core/resolved';
import { planOnDisk, readApp, workspaceOf } from '../../io/app';
import { applyChanges, tryReadText, writeAtomically } from '../../io/disk';
import { indexEnvironment } from '../../io/index-environment';
import { supportedInterpreter } from '../../io/python';
import { ProgramFailed, uvProgram } from '../../io/uv';
import type { CommandLine } from '../parse';
import { targetsOrHere, type Target } from '../targets';

function failed(problem: Problem): InvalidInputError {
  return new InvalidInputError('the lock', [problem]);
}

/** The options with the lock turned on, and the text of the options file where that changes it. */
function withLock({ path, shown }: Target): { readonly app: ResolvedApp; readonly text: string | undefined } {
  const app = readApp(path, shown);
  if (app.lock) return { app, text: undefined };
  if (app.managedBy !== undefined) {
    const fix = 'set `lock: true` in the .projenrc file, run `npx projen`, and lock then';
    throw failed({ option: 'lock', value: false, reason: 'the image would not install from a lock', fix });
  }
  const text = changeOptions(tryReadText(join(path, OPTIONS_FILE)) ?? '{}\n', { lock: true });
  return { app: readApp(path, shown, text), text };
}

/** Other changes than this command's own: a lock of requirements that are about to change would be stale at once. */
function assertRequirementsInStep(changes: readonly Change[], shown: string): void {
  if (pendingChanges(changes).every(({ path }) => path !== REQUIREMENTS_FILE)) return;
  const fix = `run \`fastapi-container synth ${shown}\`, \`nx sync\` or \`npx projen\` first`;
  throw failed({ option: REQUIREMENTS_FILE, reason: 'is not in step with the options', fix });
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
    const { status, error } = spawnSync(uv, args, {
      cwd: path,
      env: indexEnvironment(app, 'uv'),
      input: projects.map((library) => `${relativeToApp(library)}\n`).join(''),
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new ProgramFailed(`uv ${error?.message ?? `ended with exit code ${String(status)}`}`);
    return readFileSync(output, 'utf8');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function lockOne(target: Target, upgrade: boolean): void {
  const { path, shown } = target;
  const { app, text } = withLock(target);
  const changes = planOnDisk(path, shown, app);
  assertRequirementsInStep(changes, shown);
  let resolved: string;
  try {
    resolved = resolveVersions(path, app, upgrade);
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    const fix =
      'its messages above say why. A package without wheels is named in "buildFromSource"; another index in "packageIndex"';
    throw failed({ option: REQUIREMENTS_FILE, reason: `cannot be locked: ${error.message}`, fix });
  }
  const requirements = tryReadText(join(path, REQUIREMENTS_FILE)) ?? '';
  const before = tryReadText(join(path, LOCK_FILE));
  const after = lockText(app, requirements, workspaceOf(path), resolved);
  if (after !== before) writeAtomically(join(path, LOCK_FILE), after);
  if (text !== undefined) {
    writeAtomically(join(path, OPTIONS_FILE), text);
    applyChanges(path, changes);
    const told = changes.filter(({ action }) => action !== 'stale');
    if (pendingChanges(told).length + conflicts(told).length > 0) console.log(writeReport(shown, told));
  }
  console.log(`${shown}: ${LOCK_FILE} ${after === before ? 'is up to date' : 'is written'}`);
}

/** Locks the requirements of apps: exact versions, with hashes, for the Python of the image. */
export function lock({ directories, upgrade }: CommandLine): 0 {
  for (const target of targetsOrHere(process.cwd(), directories)) {
    lockOne(target, upgrade);
  }
  return 0;
}
