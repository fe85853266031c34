import { blankStrings } from './text';

/** A module that a file imports by its full name: relative imports stay inside of a package. */
export interface Import {
  /** Dotted, such as `shared.money`. */
  readonly module: string;
  /** What `from` takes out of it: names that stand in it, or modules. */
  readonly names: readonly string[];
  /** Offset of the statement in the text. */
  readonly offset: number;
}

/** What separates the words of a statement: a line may go on behind a backslash. */
const GAP = '(?:[ \\t\\f]|\\\\\\r?\\n)';
const NAME = '[^\\s.,;:()\\\\"\'#=]+';
const DOTTED = `${NAME}(?:${GAP}*\\.${GAP}*${NAME})*`;

/** What `from` takes: up to the bracket that closes the list, or to the end of the statement. */
const TAKEN = `(?:${GAP}*\\(([^()]*)|((?:[^\\n;\\\\(]|\\\\\\r?\\n)*))`;

/** An import at the beginning of a line, or behind another statement or a header of its line. */
const IMPORT = new RegExp(
  `(?:^|[;:])[ \\t\\f\\uFEFF]*(?:from${GAP}+(${DOTTED})${GAP}+import(?!\\w)${TAKEN}|import${GAP}+((?:[^\\n;\\\\]|\\\\\\r?\\n)+))`,
  'gm',
);

function withoutGaps(written: string): string {
  return written.replace(/[\\\s]/g, '');
}

/** The modules of `orders.api as api, shared`. */
function listed(written: string): string[] {
  return written.split(',').map((item) => {
    const words = item.split(/[\s\\]+/).filter((word) => word !== '');
    const as = words.indexOf('as');
    return words.slice(0, as < 0 ? undefined : as).join('');
  });
}

/** The names of `money as m, mail`. */
function takenNames(written: string): string[] {
  return written.split(',').flatMap((item) => /^[\s\\]*([^\s\\*]+)/.exec(item)?.[1] ?? []);
}

/** Every import of a file, wherever it stands. Strings and comments count for nothing. */
export function importsOf(text: string): Import[] {
  return [...blankStrings(text).matchAll(IMPORT)].flatMap(({ index: offset, ...found }) => {
    const { 1: from, 2: bracketed, 3: taken, 4: list } = found;
    if (from !== undefined) return [{ module: withoutGaps(from), names: takenNames(bracketed ?? taken ?? ''), offset }];
    return listed(list ?? '').map((module) => ({ module, names: [], offset }));
  });
}

/**
 * The modules that an import leads to, as far as it tells: what is taken out of a namespace package is a module.
 *
 * @param namespaces dotted names of such packages, which have no file of their own
 */
export function reachedBy({ module, names }: Import, namespaces: ReadonlySet<string>): string[] {
  return namespaces.has(module) ? names.map((name) => `${module}.${name}`) : [module];
}

/** The first part of a dotted name: the module that has to be installed. */
export function topLevel(dotted: string): string {
  const dot = dotted.indexOf('.');
  return dot < 0 ? dotted : dotted.slice(0, dot);
}
