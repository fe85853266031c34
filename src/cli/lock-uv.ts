import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { LOCK_FILE, PYPROJECT_FILE, UV_LOCK_FILE } from '../core/constants';
import { lockProblems } from '../core/dependencies/lock';
import { exportText } from '../core/dependencies/uv-export';
import { nearestUvLock, readUvProject, type UvProject } from '../core/dependencies/uv-project';
import { pendingChanges } from '../core/plan/change';
import { toRegenerate } from '../core/plan/door';
import { hasMergeConflict } from '../core/text/merge-conflict';
import { InvalidInputError, unwrap, type Problem } from '../core/text/problems';
import { directoriesUpwards, doorOnDisk, planOnDisk, workspaceOf } from '../io/app';
import { tryReadText, writeAtomically } from '../io/disk';
import { indexEnvironment } from '../io/index-environment';
import { ProgramFailed, mustRun } from '../io/programs';
import { supportedInterpreter } from '../io/python';
import { hostUv, uvEnvironment } from '../io/uv';
import { ownCalls } from './called';
import type { Target } from './targets';
import { say } from './say';

const SUBJECT = 'the lock';

function projectOf(path: string): UvProject {
  return unwrap(readUvProject(tryReadText(join(path, PYPROJECT_FILE)), workspaceOf(path)), SUBJECT);
}

/** Remembers every `uv.lock` that uv could write for an app. @returns what puts them back */
function rememberLocks(path: string): () => void {
  const before = directoriesUpwards(path)
    .map((directory) => join(directory, UV_LOCK_FILE))
    .map((file) => [file, tryReadText(file)] as const);
  return () => {
    for (const [file, text] of before) {
      if (text === tryReadText(file)) continue;
      if (text === undefined) rmSync(file);
      else writeAtomically(file, text);
    }
  };
}

function assertMerged({ lockFile }: UvProject): void {
  if (!lockFile || !hasMergeConflict(lockFile.text)) return;
  const reason = 'an unfinished Git merge is in it';
  const fix = 'take either side, such as `git checkout --ours uv.lock`, and lock again';
  throw new InvalidInputError(SUBJECT, [{ option: lockFile.shown, reason, fix }]);
}

/** A lock of what is about to change would be stale at once. */
function assertInStep(path: string, shown: string, app: ResolvedApp): void {
  const pending = pendingChanges(planOnDisk(path, shown, app));
  if (pending.every((change) => change.path !== PYPROJECT_FILE)) return;
  const fix = `run ${toRegenerate(doorOnDisk(path, app), shown, ownCalls())} first`;
  throw new InvalidInputError(SUBJECT, [{ option: PYPROJECT_FILE, reason: 'is not written yet', fix }]);
}

/**
 * Lets uv lock an app, where its lock is not what pyproject.toml leads to, and makes the file from which the image
 * installs. uv itself leaves a lock alone that is right.
 */
export function lockWithUv({ path, shown }: Target, app: ResolvedApp, upgrade: boolean): void {
  assertMerged(projectOf(path));
  const interpreter = supportedInterpreter(app.python);
  const uv = hostUv(interpreter, indexEnvironment(app, 'pip'));
  const options = { cwd: path, env: uvEnvironment(app, path) };
  const python = ['--python', interpreter.executable];
  const restore = rememberLocks(path);
  const lockBefore = nearestUvLock(workspaceOf(path))?.text;
  try {
    const doing = `Locking what ${PYPROJECT_FILE} asks for`;
    const words = ['lock', '--quiet', ...python, ...(upgrade ? ['--upgrade'] : [])];
    mustRun([uv, ...words], { ...options, output: 'errors', doing });
    assertInStep(path, shown, app);
    const project = projectOf(path);
    const exporting = ['export', '--quiet', '--frozen', '--no-dev', '--no-header', '--no-emit-local'];
    const { stdout } = mustRun([uv, ...exporting, '--package', project.name, ...python], options);
    const problems = lockProblems(stdout, PYPROJECT_FILE);
    if (problems.length > 0) throw new InvalidInputError(SUBJECT, problems);
    const before = tryReadText(join(path, LOCK_FILE));
    const after = exportText(project, stdout);
    if (after !== before) writeAtomically(join(path, LOCK_FILE), after);
    const { lockFile } = project;
    if (lockFile && lockFile.text !== lockBefore) say(`${shown}: ${lockFile.shown} is written`);
    say(`${shown}: ${LOCK_FILE} ${after === before ? 'is up to date' : 'is written'}`);
  } catch (error) {
    restore();
    if (!(error instanceof ProgramFailed)) throw error;
    const problem: Problem = {
      option: PYPROJECT_FILE,
      reason: `cannot be locked: ${error.message}`,
      fix: 'its messages above say why; another index is named in "packageIndex"',
    };
    throw new InvalidInputError(SUBJECT, [problem]);
  }
}
