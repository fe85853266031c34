import { LOCK_FILE, UV_LOCK_FILE } from '../constants';
import type { Problem } from '../text/problems';
import type { ResolvedApp } from '../app/resolved';
import { libraryPathProblems } from './libraries';

const LOCK_FIX = 'add "lock": true (as a flag: --lock), and run the `lock` task then';

function lockProblems({ lock, libraries, buildFromSource, dependencies }: ResolvedApp): Problem[] {
  if (lock || dependencies === 'uv') return [];
  const allowed = 'nothing unless "lock" is true';
  const problems: Problem[] = [];
  if (libraries.length > 0) {
    const value = libraries.map(({ path }) => path);
    const reason = `what a library depends on is installed from ${LOCK_FILE}, and there is none`;
    problems.push({ option: 'libraries', value, reason, allowed, fix: LOCK_FIX });
  }
  if (buildFromSource.length > 0) {
    const reason = 'without a lock every package may be built from source';
    problems.push({
      option: 'buildFromSource',
      value: buildFromSource,
      reason,
      allowed,
      fix: `remove it, or ${LOCK_FIX}`,
    });
  }
  return problems;
}

/** Of what uv has locked there is one form that every builder can install: the lock. */
function uvProblems({ dependencies, lock }: ResolvedApp): Problem[] {
  if (dependencies !== 'uv' || lock) return [];
  return [
    {
      option: 'lock',
      value: false,
      reason: `with "dependencies": "uv" the image installs from ${LOCK_FILE}, which is made from ${UV_LOCK_FILE}`,
      allowed: 'true',
      fix: 'remove "lock": it is true by itself then',
    },
  ];
}

function sourceProblems({ buildFromSource }: ResolvedApp): Problem[] {
  return buildFromSource
    .filter((name) => !/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name))
    .map((name) => ({
      option: 'buildFromSource',
      value: name,
      reason: 'is not the name of a package',
      allowed: 'the name of a package on the index, such as docopt',
      fix: 'write the name alone, without a version',
    }));
}

function indexProblems({ packageIndex: { secret, extraSecret, required } }: ResolvedApp): Problem[] {
  const problems: Problem[] = [];
  if (required && secret === undefined && extraSecret === undefined) {
    problems.push({
      option: 'packageIndex.required',
      value: true,
      reason: 'needs a secret, and none is named',
      allowed: 'true together with packageIndex.secret or packageIndex.extraSecret',
      fix: 'name the secret, or remove "required"',
    });
  }
  if (secret !== undefined && secret === extraSecret) {
    problems.push({
      option: 'packageIndex.extraSecret',
      value: extraSecret,
      reason: 'is packageIndex.secret',
      allowed: 'the name of another variable',
      fix: 'remove it, or name the variable with the address of the other index',
    });
  }
  return problems;
}

/** What is wrong with the options about packages. */
export function dependencyProblems(app: ResolvedApp): Problem[] {
  return [
    ...lockProblems(app),
    ...uvProblems(app),
    ...sourceProblems(app),
    ...libraryPathProblems(app.libraries),
    ...indexProblems(app),
  ];
}
