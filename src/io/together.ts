import { lstatSync, mkdirSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pendingChanges, type Change, type Pending } from '../core/plan/change';
import { InvalidInputError } from '../core/text/problems';
import { carryOut, writeAtomically } from './disk';
import { refusedProblem } from './refused';

/** Changes of files below a directory. */
export interface ChangesBelow {
  /** Absolute path. */
  readonly directory: string;
  readonly changes: readonly Change[];
}

/** How a file is brought back to what it was. */
type WayBack = () => void;

/** Removes directories that were made and hold nothing. */
function removeEmpty(uppermost: string, directory: string): void {
  for (let place = directory; place.startsWith(uppermost); place = dirname(place)) {
    if (readdirSync(place).length > 0) return;
    rmdirSync(place);
  }
}

function wayBack(path: string, change: Pending): WayBack {
  if (change.action === 'create') {
    return () => {
      rmSync(path, { force: true });
    };
  }
  const mode = lstatSync(path).mode;
  return () => {
    writeAtomically(path, change.before, mode);
  };
}

/** Takes everything back, the last first. @returns paths that could not be */
function takeBack(ways: ReadonlyMap<string, WayBack>): string[] {
  return [...ways].reverse().flatMap(([path, back]) => {
    try {
      back();
      return [];
    } catch {
      return [path];
    }
  });
}

/**
 * Carries out changes that are one beginning: of an app, a library, a client or a workspace. Where one of them cannot be
 * written, those before it are taken back, so that the same command can be typed again: on half of them it would find
 * something that is there already.
 *
 * @throws InvalidInputError where the system does not let a file be written
 */
export function applyTogether(parts: readonly ChangesBelow[]): void {
  const ways = new Map<string, WayBack>();
  for (const { directory, changes } of parts) {
    for (const change of pendingChanges(changes)) {
      const path = join(directory, change.path);
      try {
        const made = mkdirSync(dirname(path), { recursive: true });
        if (made !== undefined) {
          ways.set(dirname(path), () => {
            removeEmpty(made, dirname(path));
          });
        }
        const back = ways.get(path) ?? wayBack(path, change);
        carryOut(path, change);
        ways.set(path, back);
      } catch (error) {
        const left = takeBack(ways);
        const problem = refusedProblem(error, path, 'written');
        if (problem === undefined) throw error;
        const written = left.length === 0 ? undefined : `Written before that, and still there: ${left.join(', ')}.`;
        throw new InvalidInputError('the files', [problem], written);
      }
    }
  }
}
