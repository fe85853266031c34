import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { pageThere } from '../core/pages/own-page';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { lookBelow, writeAtomically } from './disk';
import { misplaced, repositoryRoot } from './outside';

/** Where a page is to be written. */
export interface PagePlace {
  /** Absolute path. */
  readonly path: string;
  /** As it was typed. */
  readonly typed: string;
}

type Wrong = Pick<Problem, 'reason' | 'fix'>;

const ELSEWHERE = 'choose another path, or move it away';

/** What is wrong with a page at a path. */
export function pageProblem({ typed }: Pick<PagePlace, 'typed'>, wrong: Wrong): InvalidInputError {
  const allowed = 'a path of this repository that ends in .html, where nothing is or a page of this package';
  return new InvalidInputError('the command line', [{ option: '--html', value: typed, allowed, ...wrong }]);
}

function isDirectory(path: string): boolean {
  // A link to one is a link, and what is below a file is nothing.
  return existsSync(path) && lstatSync(path).isDirectory();
}

/** The directory is there, in this repository, and no other. */
function wrongDirectory(cwd: string, path: string): Wrong | undefined {
  const directory = isDirectory(path) ? path : dirname(path);
  const outside = misplaced(repositoryRoot(cwd), directory);
  if (outside || existsSync(directory)) return outside;
  const shown = relative(cwd, directory).split(sep).join('/');
  return { reason: `there is no directory ${shown}`, fix: `make it first: mkdir -p ${shown}` };
}

/** Nothing of a person's is in the place, and nothing that is no file. */
function wrongThere({ path, typed }: PagePlace): Wrong | undefined {
  if (isDirectory(path)) {
    return { reason: 'is a directory', fix: `name a file in it: ${typed.replace(/\/+$/, '')}/report.html` };
  }
  const existing = lookBelow(dirname(path))(basename(path));
  if (existing.kind === 'absent') return undefined;
  if (existing.kind === 'other') return { reason: `cannot be written: ${existing.what}`, fix: ELSEWHERE };
  const there = pageThere(existing.text);
  if (there === 'ours') return undefined;
  const reason =
    there === 'edited'
      ? 'is a page of this package that was edited since: nothing is written over an edit'
      : 'is a file that this package has not made: nothing is written over it';
  return { reason, fix: ELSEWHERE };
}

function wrongPlace(cwd: string, place: PagePlace): Wrong | undefined {
  const wrong = wrongDirectory(cwd, place.path) ?? wrongThere(place);
  if (wrong || /[^/]\.html?$/i.test(place.typed)) return wrong;
  return { reason: 'does not end in .html', fix: 'name the file: --html=report.html' };
}

/**
 * Where a page is to be written. It is asked before the work whose outcome the page shows.
 *
 * @param cwd the current directory, which relative paths begin at
 * @param typed the path as it was typed
 * @throws InvalidInputError where a page cannot be written there, or would take the place of something else
 */
export function pagePlace(cwd: string, typed: string): PagePlace {
  const place = { path: resolve(cwd, typed), typed };
  const wrong = wrongPlace(cwd, place);
  if (wrong) throw pageProblem(place, wrong);
  return place;
}

/**
 * Writes a page.
 *
 * @throws InvalidInputError where it cannot be written, or something has come into its place meanwhile
 */
export function writePage(cwd: string, { typed }: PagePlace, text: string): void {
  const place = pagePlace(cwd, typed);
  try {
    writeAtomically(place.path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw pageProblem(place, { reason: `cannot be written (${code})`, fix: 'see to that, or choose another path' });
  }
}
