import { join, relative, sep } from 'node:path';
import { OPTIONS_FILE } from '../core/constants';
import { joinPath } from '../core/text/paths';
import { directoriesOnce } from './directories';
import { isForeignDirectory } from './find-apps';
import { isIgnored, withGitignore, type Ignored } from './git-ignore';

/** Directories of programs, whose files are nobody's source. */
const OF_PROGRAMS = /^(node_modules|__pycache__|\.git)$/;

/** What of a directory is listed. */
export interface Wanted {
  /** Directories whose names begin with a dot, too. */
  readonly hidden?: boolean;
  /** Number of files after which the listing ends; all of them by default. */
  readonly most?: number;
}

/**
 * The files below a directory, relative to it with `/` and in alphabetical order, without what Git ignores and what
 * belongs to another app or workspace. Links are not followed.
 *
 * @param root absolute path
 * @param directories those of the same run
 */
export function filesBelow(
  root: string,
  { hidden = false, most = Infinity }: Wanted = {},
  directories = directoriesOnce(),
): string[] {
  const files: string[] = [];
  const visit = (directory: string, around: Ignored): void => {
    const path = join(root, directory);
    const entries = directories.entries(path);
    const holds = (name: string) => entries.some((entry) => entry.name === name);
    if (directory !== '.' && (isForeignDirectory(holds) || holds(OPTIONS_FILE))) return;
    const ignored = holds('.gitignore') ? withGitignore(around, path) : around;
    for (const entry of entries) {
      const { name } = entry;
      if (files.length >= most) return;
      if (isIgnored(ignored, `${path}${sep}${name}`, entry.isDirectory())) continue;
      if (entry.isFile()) files.push(joinPath(directory, name));
      else if (entry.isDirectory() && !OF_PROGRAMS.test(name) && (hidden || !name.startsWith('.')))
        visit(joinPath(directory, name), ignored);
    }
  };
  visit('.', directories.ignored(root));
  return files.sort();
}

/**
 * Tells whether Git ignores a path below a directory, be it there or not: what a build is yet to make is named by the
 * patterns already.
 *
 * @param root absolute path
 * @param directories those of the same run
 */
export function ignoredBelow(root: string, directories = directoriesOnce()): (path: string) => boolean {
  return (path) => {
    const target = join(root, path);
    const segments = relative(root, target).split(sep);
    let ignored = directories.ignored(root);
    let current = root;
    for (const [index, segment] of segments.entries()) {
      ignored = withGitignore(ignored, current);
      current = join(current, segment);
      const isLast = index === segments.length - 1;
      // Of what is not there nobody knows whether it is going to be a directory.
      if (isIgnored(ignored, current, true) || (isLast && isIgnored(ignored, current, false))) return true;
    }
    return false;
  };
}
