import { type Stats, existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { workspaceRoot } from './app';
import { isInside } from './places';

/** More links than these on one way are a circle: systems stop there too. */
const MOST_LINKS = 40;

/** What is at a path itself; nothing where the way there is a dead end. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** Where a path really is, whether something is there yet or not: all links on the way are followed. */
export function realLocation(path: string, links = 0): string {
  if (existsSync(path)) return realpathSync(path);
  if (path === dirname(path) || links > MOST_LINKS) return path;
  const parent = realLocation(dirname(path), links);
  // A link that leads nowhere has a place too: what is written through it would go there.
  if (entryAt(path)?.isSymbolicLink()) return realLocation(resolve(parent, readlinkSync(path)), links + 1);
  return join(parent, basename(path));
}

/** The nearest thing on the way to a path that is there, and no directory. */
function inTheWay(path: string): string | undefined {
  let current = path;
  while (!entryAt(current) && current !== dirname(current)) current = dirname(current);
  return existsSync(current) && statSync(current).isDirectory() ? undefined : current;
}

/** Whether there is a repository around a directory: something says where it ends. */
export function isMarked(root: string): boolean {
  return ['.git', 'nx.json'].some((name) => existsSync(join(root, name)));
}

/**
 * The directory that a command stays in: the checkout around the current directory, since that is what a person looks
 * over before a commit. A workspace may be a part of it, with apps beside it. Where there is neither, the current directory.
 */
export function repositoryRoot(cwd: string): string {
  for (let current = cwd; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (current === dirname(current)) return workspaceRoot(cwd);
  }
}

/** Why a directory is no place for an app, and the way out. */
export interface Misplaced {
  readonly reason: string;
  readonly fix: string;
}

/**
 * Tells why a directory is no place for an app of a repository: it leads out of it, by its words or by a link, or
 * something that is no directory is in its way.
 *
 * @param root absolute path of the repository
 * @param directory absolute path, of what may not be there yet
 */
export function misplaced(root: string, directory: string): Misplaced | undefined {
  const real = realLocation(directory);
  if (!isInside(realLocation(root), real)) {
    const known = isMarked(root);
    return {
      reason: `leads to ${real}, which is outside of ${known ? 'the repository' : 'the directory'} ${root}`,
      fix: known
        ? 'correct the path, or go to the repository that you mean and type the command there'
        : 'correct the path, or go to the directory that holds your apps. With `git init` in it, all of it counts as yours',
    };
  }
  const obstacle = inTheWay(directory);
  if (obstacle === undefined) return undefined;
  const what = lstatSync(obstacle).isSymbolicLink() ? 'a link that does not lead to a directory' : 'not a directory';
  return { reason: `cannot be made: ${basename(obstacle)} is ${what}`, fix: 'choose another path' };
}
