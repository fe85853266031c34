import { isUtf8 } from 'node:buffer';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Change, Existing, Look } from '../core/change';

/** Whether a path is a directory or something below it; both are absolute, without links. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What makes it impossible to write below a directory; undefined where nothing does. */
function obstacle(root: string, directory: string): string | undefined {
  if (directory === root) return undefined;
  const above = obstacle(root, dirname(directory));
  if (above !== undefined) return above;
  const stats = lstatSync(directory, { throwIfNoEntry: false });
  if (!stats || stats.isDirectory()) return undefined;
  if (!stats.isSymbolicLink()) return `${basename(directory)} is in the way: it is no directory`;
  let real: string;
  try {
    real = realpathSync(directory);
  } catch {
    return `${basename(directory)} is a symbolic link that leads nowhere`;
  }
  if (!isInside(realpathSync(root), real)) return `${basename(directory)} is a symbolic link that leads out of the app`;
  return lstatSync(real).isDirectory() ? undefined : `${basename(directory)} is in the way: it is no directory`;
}

/** What is at a path; `what` tells in words why it can be neither read nor replaced. */
type Place = 'absent' | 'file' | { readonly what: string; readonly unreachable?: true };

function placeAt(path: string): Place {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return 'absent';
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return { what: 'a directory is in its place' };
  return { what: `${stats.isSymbolicLink() ? 'a symbolic link' : 'something that is no file'} is in its place` };
}

/**
 * Tells what is at paths below a directory. A link in the place of a file is not followed: what it leads to is somebody
 * else's.
 *
 * @param root absolute path, out of which no link may lead
 */
export function placesBelow(root: string): (path: string) => Place {
  const known = new Map<string, string | undefined>();
  return (path) => {
    const target = join(root, path);
    const directory = dirname(target);
    if (!known.has(directory)) known.set(directory, obstacle(root, directory));
    const what = known.get(directory);
    return what === undefined ? placeAt(target) : { what, unreachable: true };
  };
}

/** The contents of a file as a text. Bytes that are no UTF-8 would be lost in one. */
export function asText(bytes: Buffer): Existing {
  return isUtf8(bytes)
    ? { kind: 'file', text: bytes.toString('utf8') }
    : { kind: 'other', what: 'it is not in UTF-8, so that a change would not keep it whole' };
}

/** Looks at paths below a directory. */
export function lookBelow(root: string): Look {
  const placeOf = placesBelow(root);
  return (path) => {
    const place = placeOf(path);
    if (place === 'absent') return { kind: 'absent' };
    return place === 'file' ? asText(readFileSync(join(root, path))) : { kind: 'other', ...place };
  };
}

/** Text of a file, undefined when there is none that can be read as text. */
export function tryReadText(path: string): string | undefined {
  const existing = lookBelow(dirname(path))(basename(path));
  return existing.kind === 'file' ? existing.text : undefined;
}

/** Names of the directories in a directory, without hidden ones and caches. */
export function directoriesIn(path: string): string[] {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).filter((name) => !/^(\.|node_modules$|__pycache__$)/.test(name));
}

const ASIDE = '.fastapi-container.tmp';

function isRunning(pid: number): boolean {
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
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Carries out the changes of a plan in a directory. */
export function applyChanges(directory: string, changes: readonly Change[]): void {
  for (const { path, action, after } of changes) {
    const target = join(directory, path);
    if (action === 'remove') rmSync(target);
    if (action === 'create' || action === 'update') writeAtomically(target, after ?? '');
  }
}
