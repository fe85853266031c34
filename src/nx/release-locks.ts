import { join, relative, sep } from 'node:path';
import { LOCK_FILE, PYPROJECT_FILE, UV_LOCK_FILE } from '../core/constants';
import { usesUv } from '../core/dependencies/uv-project';
import { joinPath } from '../core/text/paths';
import { InvalidInputError } from '../core/text/problems';
import { nearestHolding, readApp } from '../io/app';
import { tryReadText } from '../io/disk';
import { findApps } from '../io/find-apps';
import { OWN_PROGRAM } from '../io/own-program';
import { runProgram } from '../io/programs';

function hasUv(path: string, shown: string): boolean {
  try {
    return usesUv(readApp(path, shown));
  } catch (error) {
    // What is wrong with the options of another app is told by its own targets.
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}

/** By the directory of a `uv.lock`, the apps that it locks, all relative to the root. */
function locksAround(root: string, directories: readonly string[]): Map<string, string[]> {
  const place = (path: string) => relative(root, path).split(sep).join('/') || '.';
  const lockOf = (directory: string) => {
    const found = nearestHolding(join(root, directory), UV_LOCK_FILE);
    return found === undefined ? undefined : place(found);
  };
  const locks = new Map<string, string[]>();
  for (const directory of directories) {
    const lock = lockOf(directory);
    if (lock !== undefined) locks.set(lock, []);
  }
  if (locks.size === 0) return locks;
  for (const app of findApps(root)) {
    const lock = lockOf(app);
    if (lock !== undefined && hasUv(join(root, app), app)) locks.get(lock)?.push(app);
  }
  return locks;
}

function failed(lock: string, reason: string): InvalidInputError {
  const fix = 'its messages above say why. Take the versions back with Git (`git restore`), mend it, and release again';
  const written = `The new versions are in the ${PYPROJECT_FILE} files already; nothing was committed or tagged.`;
  return new InvalidInputError('the release', [{ option: joinPath(lock, UV_LOCK_FILE), reason, fix }], written);
}

/**
 * Locks anew what uv has locked, since `uv.lock` has the versions of its members in it. With it comes what images install
 * from, in every app that the lock serves.
 *
 * @param directories of the projects whose version has changed, relative to the root
 * @returns files that have changed, relative to the root
 */
export function lockAgain(root: string, directories: readonly string[], dryRun: boolean): string[] {
  return [...locksAround(root, directories)].flatMap(([lock, apps]) => {
    const file = joinPath(lock, UV_LOCK_FILE);
    if (dryRun) {
      console.error(`${file} would be locked again`);
      return [];
    }
    const files = [file, ...apps.map((app) => joinPath(app, LOCK_FILE))];
    const texts = () => files.map((path) => tryReadText(join(root, path)));
    const before = texts();
    const { failure, missing } =
      apps.length > 0
        ? runProgram([...OWN_PROGRAM, 'lock', ...apps], { cwd: root, output: 'shown' })
        : runProgram(['uv', 'lock'], { cwd: join(root, lock), output: 'shown' });
    if (missing) {
      console.error(
        `${file} has the old version still, since uv is not installed: run \`uv lock\` there, and commit it`,
      );
      return [];
    }
    if (failure !== undefined) throw failed(lock, failure);
    const after = texts();
    return files.filter((_, index) => before[index] !== after[index]);
  });
}
