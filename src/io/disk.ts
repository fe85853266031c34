import { isUtf8 } from 'node:buffer';
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InvalidInputError } from '../core/text/problems';
import { pendingChanges, type Change, type Existing, type Look, type Pending } from '../core/plan/change';
import { directoriesOnce } from './directories';
import { pathBelow, placesBelow, type Seen } from './places';
import { refusedProblem } from './refused';
import { utf16Of } from './utf-16';

/** The contents of a file as a text. Bytes that are no UTF-8 would be lost in one. */
export function asText(bytes: Buffer): Existing {
  const isUtf16 = utf16Of(bytes) !== undefined;
  if (!isUtf16 && isUtf8(bytes)) return { kind: 'file', text: bytes.toString('utf8') };
  const what = `it is ${isUtf16 ? 'in UTF-16, not in' : 'not in'} UTF-8, so that a change would not keep it whole`;
  return { kind: 'other', what, encoded: isUtf16 ? 'UTF-16' : 'unknown' };
}

/**
 * Reads a file as a text. To decode on the way takes half the time of reading bytes; it puts a sign in the place of each
 * that is no UTF-8, which a text may also hold by itself, and UTF-16 shows by its zeros.
 */
export function readAsText(path: string): Existing {
  const text = readFileSync(path, 'utf8');
  return /[\uFFFD\0]/.test(text) ? asText(readFileSync(path)) : { kind: 'file', text };
}

/** A file that the system does not hand out. */
export function unreadable(error?: unknown): Existing {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return { kind: 'other', what: `it cannot be read${code === undefined ? '' : ` (${code})`}` };
}

/**
 * Looks at paths below a directory. Never throws: a path may be anything that a person wrote into a file, and a file may
 * be one that this user may not read.
 *
 * @param seen what listings of the same run tell: for as long as nothing is written
 */
export function lookBelow(root: string, seen?: Seen): Look {
  const placeOf = placesBelow(root, seen);
  return (path) => {
    try {
      const place = placeOf(path);
      if (place === 'absent') return { kind: 'absent' };
      return place === 'file' ? readAsText(pathBelow(root, path)) : { kind: 'other', ...place };
    } catch (error) {
      return unreadable(error);
    }
  };
}

/**
 * Text of a file, undefined when there is none that can be read as text.
 *
 * @param seen what listings of the same run tell
 */
export function tryReadText(path: string, seen?: Seen): string | undefined {
  const existing = lookBelow(dirname(path), seen)(basename(path));
  return existing.kind === 'file' ? existing.text : undefined;
}

/**
 * Names of the directories in a directory, without hidden ones and caches.
 *
 * @param directories those of the same run
 */
export function directoriesIn(path: string, directories = directoriesOnce()): string[] {
  const entry = directories.seen(path);
  const found = typeof entry === 'object' ? entry : lstatSync(path, { throwIfNoEntry: false });
  if (entry === 'absent' || found?.isDirectory() !== true) return [];
  const entries = directories.entries(path).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).filter((name) => !/^(\.|node_modules$|__pycache__$)/.test(name));
}

const ASIDE = '.fastapi-container.tmp';

/** Whether another process of this machine is running. */
export function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes what a run left behind that was killed while it wrote: a copy beside its file, named after the process. */
function removeLeftovers(directory: string): void {
  for (const name of readdirSync(directory).filter((entry) => entry.endsWith(ASIDE))) {
    const pid = Number(/\.(\d+)\.fastapi-container\.tmp$/.exec(name)?.[1]);
    if (pid && !isRunning(pid)) rmSync(join(directory, name), { force: true });
  }
}

/**
 * Writes a file to the side and renames it: at any moment it is either old or new.
 *
 * @param mode permission bits, the present ones by default
 */
export function writeAtomically(path: string, text: string, mode?: number): void {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true });
  removeLeftovers(directory);
  const bits = mode ?? lstatSync(path, { throwIfNoEntry: false })?.mode;
  const aside = join(directory, `.${basename(path)}.${String(process.pid)}${ASIDE}`);
  try {
    writeFileSync(aside, text, { flag: 'wx' });
    if (bits !== undefined) chmodSync(aside, bits & 0o7777);
    renameSync(aside, path);
  } catch (error) {
    // Nobody knows the copy: what could not be written is the file.
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Carries out one change of a file. */
export function carryOut(path: string, change: Pending): void {
  if (change.action === 'remove') rmSync(path);
  else writeAtomically(path, change.after);
}

/**
 * Carries out the changes of a plan in a directory. Where it is stopped, the same plan made anew goes on there.
 *
 * @throws InvalidInputError where the system does not let a file be written
 */
export function applyChanges(directory: string, changes: readonly Change[]): void {
  const written: string[] = [];
  for (const change of pendingChanges(changes)) {
    const path = join(directory, change.path);
    try {
      carryOut(path, change);
    } catch (error) {
      const problem = refusedProblem(error, path, 'written');
      if (problem === undefined) throw error;
      const before = written.length === 0 ? undefined : `Written before that: ${written.join(', ')}.`;
      const fix = `${problem.fix}: it goes on where it stopped`;
      throw new InvalidInputError('the files', [{ ...problem, fix }], before);
    }
    written.push(change.path);
  }
}
