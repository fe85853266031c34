import { guardedLines } from '../python-source/guarded';
import { importsOf, reachedBy, topLevel } from '../python-source/imports';
import { isAlwaysThere, isBroughtBy } from '../python/import-names';
import { joinPath } from '../text/paths';
import type { LibrariesAround } from './around';

/** An import that neither Python nor a package answers. */
export interface Unanswered {
  /** Top-level module; in a namespace package, the dotted name. */
  readonly module: string;
  /** File relative to the root of the workspace. */
  readonly file: string;
  readonly line: number;
}

/** What answers imports. */
export interface Answers {
  readonly own: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/**
 * What files import that is not their own, no part of Python, and of no package that they ask for: the first place of each
 * module. What a program does without is left out.
 *
 * @param files relative to the directory
 * @param own top-level modules of the app or library itself
 * @param packages names of the packages that are installed, in their normal form
 * @param namespaces packages in which Python projects of the workspace have a part
 */
export function unanswered(
  directory: string,
  files: readonly string[],
  { own, packages, namespaces }: Answers,
  { source }: Pick<LibrariesAround, 'source'>,
): Unanswered[] {
  const found = new Map<string, Unanswered>();
  for (const path of files) {
    const file = joinPath(directory, path);
    const text = source(file) ?? '';
    let guarded: ReadonlySet<number> | undefined;
    for (const each of importsOf(text)) {
      for (const dotted of reachedBy(each, namespaces)) {
        const first = topLevel(dotted);
        const isPart = namespaces.has(first);
        const module = isPart ? dotted : first;
        if (found.has(module) || own.has(first) || isAlwaysThere(first)) continue;
        if (!isPart && isBroughtBy(first, packages)) continue;
        const line = lineAt(text, each.offset);
        guarded ??= guardedLines(text);
        if (!guarded.has(line)) found.set(module, { module, file, line });
      }
    }
  }
  return [...found.values()];
}
