import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Directories } from './directories';

/** Whether a path is a directory or something below it; both are absolute, without links. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What makes it impossible to write below a directory. */
interface Obstacle {
  readonly what: string;
  readonly unreachable: true;
  readonly noFile: true;
}

/** A directory to write in: one that is there, one that is not, or one that there can be none. */
type Directory = 'there' | 'absent' | Obstacle;

/** What listings of the same run tell about paths. */
export type Seen = Directories['seen'];

/** Without listings, only the disk tells. */
const UNSEEN: Seen = () => undefined;

function directoryAt(root: string, directory: string, directories: (path: string) => Directory, seen: Seen): Directory {
  if (directory === root) return 'there';
  const above = directories(dirname(directory));
  if (above !== 'there') return above;
  const entry = seen(directory);
  if (entry === 'absent') return entry;
  if (entry?.isDirectory() === true) return 'there';
  const stats = lstatSync(directory, { throwIfNoEntry: false });
  if (!stats) return 'absent';
  if (stats.isDirectory()) return 'there';
  const what = whyNone(root, directory, stats.isSymbolicLink());
  return what === undefined ? 'there' : { what, unreachable: true, noFile: true };
}

/** Why something stands for no directory in which a file can be; undefined where it does. */
function whyNone(root: string, directory: string, isLink: boolean): string | undefined {
  if (!isLink) return `${basename(directory)} is in the way: it is not a directory`;
  let real: string;
  try {
    real = realpathSync(directory);
  } catch {
    return `${basename(directory)} is a symbolic link that leads nowhere`;
  }
  if (!isInside(realpathSync(root), real)) return `${basename(directory)} is a symbolic link that leads out of the app`;
  return lstatSync(real).isDirectory() ? undefined : `${basename(directory)} is in the way: it is not a directory`;
}

/**
 * What is at a path; `what` tells in words why it can be neither read nor replaced, `noFile` that programs which follow
 * links find none there either.
 */
type Place = 'absent' | 'file' | { readonly what: string; readonly unreachable?: true; readonly noFile?: true };

function leadsToFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function placeAt(path: string, seen: Seen): Place {
  const entry = seen(path);
  if (entry === 'absent') return entry;
  if (entry?.isFile() === true) return 'file';
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return 'absent';
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return { what: 'a directory is in its place', noFile: true };
  if (!stats.isSymbolicLink()) return { what: 'something that is not a file is in its place', noFile: true };
  const what = 'a symbolic link is in its place';
  return leadsToFile(path) ? { what } : { what: `${what}, which leads to no file`, noFile: true };
}

/** A path with a segment that means another one, or none. */
const IS_INDIRECT = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** `join` for paths of the core, most of which are plain: those of a large workspace are asked for often. */
export function pathBelow(root: string, path: string): string {
  return sep === '/' && !IS_INDIRECT.test(path) ? `${root}/${path}` : join(root, path);
}

/**
 * Tells what is at paths below a directory. A link in the place of a file is not followed: what it leads to is somebody
 * else's.
 *
 * @param root absolute path, out of which no link may lead
 * @param seen what listings of the same run tell
 */
export function placesBelow(root: string, seen: Seen = UNSEEN): (path: string) => Place {
  const known = new Map<string, Directory>();
  const directories = (directory: string): Directory => {
    const found = known.get(directory) ?? directoryAt(root, directory, directories, seen);
    known.set(directory, found);
    return found;
  };
  return (path) => {
    const target = pathBelow(root, path);
    const directory = directories(dirname(target));
    return directory === 'there' ? placeAt(target, seen) : directory;
  };
}
