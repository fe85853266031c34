import { blankStrings, statements } from './text';

/** A handler that goes on where an import fails. */
const HANDLES = /^except\s*(?::|.*\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b)/;

/** A header below which an import may fail, or never happens while the program runs. */
function isGuard(header: string, handlers: () => readonly string[]): boolean {
  if (/^(?:el)?if\b(?!\s*not\b).*\bTYPE_CHECKING\b/.test(header)) return true;
  if (/^(?:async\s+)?with\b.*\bsuppress\b.*\b(?:ImportError|ModuleNotFoundError)\b/.test(header)) return true;
  return /^try\s*:/.test(header) && handlers().some((handler) => HANDLES.test(handler));
}

/**
 * The lines of statements that a program does without: what is imported for type checkers alone, and what is caught where
 * it is missing.
 */
export function guardedLines(text: string): ReadonlySet<number> {
  const all = statements(blankStrings(text)).map((each) => ({ ...each, code: each.code.trim() }));
  const guarded = new Set<number>();
  const open: { readonly indent: number; readonly guards: boolean }[] = [];
  for (const [index, { indent, code, line }] of all.entries()) {
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const handlers = () => {
      const end = all.findIndex((other, at) => at > index && (other.indent < indent || startsAnew(other, indent)));
      const clauses = all.slice(index + 1, end < 0 ? undefined : end).filter((other) => other.indent === indent);
      return clauses.map((clause) => clause.code);
    };
    const guards = isGuard(code, handlers);
    if (guards || open.some((block) => block.guards)) guarded.add(line);
    open.push({ indent, guards });
  }
  return guarded;
}

/** Whether a statement of the same level is none of the clauses that belong to the one before. */
function startsAnew({ indent, code }: { readonly indent: number; readonly code: string }, level: number): boolean {
  return indent === level && !/^(?:except|else|finally)\b/.test(code);
}
