import { readFileSync } from 'node:fs';
import { importsOf, reachedBy, topLevel } from '../core/python-source/imports';

/** Larger files are data, whatever their ending. */
const MOST_CHARACTERS = 2_000_000;

/** Files that are remembered: more than the largest workspaces have. */
const MOST_KNOWN = 200_000;

/**
 * Modules that files import, by digest of the file: a daemon asks again after each change of one of them. They are known
 * for one set of libraries: of a file that names none of their modules nothing is found out.
 */
const known = { modules: '', byDigest: new Map<string, readonly string[]>() };

/**
 * Finds what files import, of those that name a module of a library.
 *
 * @param wanted modules of libraries
 * @param namespaces those in which some of these are
 * @returns reads a file by its absolute path, with the digest that Nx has of it
 */
export function importScanner(
  wanted: readonly string[],
  namespaces: ReadonlySet<string>,
): (path: string, hash: string) => readonly string[] {
  const modules = [...new Set(wanted)].sort();
  if (modules.length === 0) return () => [];
  if (known.modules !== modules.join()) Object.assign(known, { modules: modules.join(), byDigest: new Map() });
  // What is taken out of a namespace stands apart from its name.
  const words = [...new Set(modules.map(topLevel))];
  const named = new RegExp(words.map((module) => module.replace(/[^\w]/g, '\\$&')).join('|'));
  return (path, hash) => {
    const before = hash === '' ? undefined : known.byDigest.get(hash);
    if (before) return before;
    let found: readonly string[] = [];
    try {
      const text = readFileSync(path, 'utf8');
      // Most files name no library at all, which is told in a hundredth of the time that it takes to read their imports.
      if (text.length <= MOST_CHARACTERS && named.test(text)) {
        found = [...new Set(importsOf(text).flatMap((each) => reachedBy(each, namespaces)))];
      }
    } catch {
      // What is not there any more, or cannot be read, imports nothing.
      return found;
    }
    if (known.byDigest.size >= MOST_KNOWN) known.byDigest.clear();
    known.byDigest.set(hash, found);
    return found;
  };
}
