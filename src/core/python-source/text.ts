/** One logical line of Python: what the interpreter takes as one statement or header. */
export interface Statement {
  /** Columns before it; a tab goes to the next multiple of eight. */
  readonly indent: number;
  /** The line with the contents of strings and comments replaced by blanks, of the same length as the original. */
  readonly code: string;
  /** Where it begins in the text. */
  readonly offset: number;
  /** Line on which it begins, counted from 1. */
  readonly line: number;
}

/**
 * A string, or a comment. A string that was not closed ends with its line, one of three quotes with the text. No part of
 * it can be read in two ways, so that the work grows with the text and not faster.
 */
const OPAQUE =
  /'''[^'\\]*(?:(?:\\[^]|'(?!''))[^'\\]*)*(?:'''|\\?$)|"""[^"\\]*(?:(?:\\[^]|"(?!""))[^"\\]*)*(?:"""|\\?$)|'[^'\\\n]*(?:\\[^][^'\\\n]*)*'?|"[^"\\\n]*(?:\\[^][^"\\\n]*)*"?|#[^\n]*/g;

/** What is in a string or comment as blanks, without its quotes. */
function blanked(opaque: string): string {
  const first = opaque[0] ?? '';
  const quote = first === '#' ? '' : opaque.startsWith(first.repeat(3)) ? first.repeat(3) : first;
  const end = quote !== '' && opaque.length >= 2 * quote.length && opaque.endsWith(quote) ? quote : '';
  const inner = opaque.slice(quote.length, opaque.length - end.length);
  return quote + (inner.includes('\n') ? inner.replace(/[^\n]/g, ' ') : ' '.repeat(inner.length)) + end;
}

/**
 * Replaces what is in strings and comments by blanks, character by character, so that every offset stays the same. What
 * is text to a person must not be taken for code: a docstring may well show an application.
 */
export function blankStrings(text: string): string {
  return text.replace(OPAQUE, blanked);
}

function columns(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === ' ') width += 1;
    else if (character === '\t') width = (Math.floor(width / 8) + 1) * 8;
    else break;
  }
  return width;
}

/** The logical lines of a text whose strings are blanked: lines that brackets or a backslash join are one. */
export function statements(code: string): Statement[] {
  const found: Statement[] = [];
  let start = 0;
  let firstLine = 1;
  let depth = 0;
  let line = 1;
  for (let at = 0; at <= code.length; at += 1) {
    const character = code[at];
    if (character === '(' || character === '[' || character === '{') depth += 1;
    else if (character === ')' || character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (character !== '\n' && at < code.length) continue;
    const continued = depth > 0 || /\\\r?$/.test(code.slice(Math.max(start, at - 2), at));
    if (!continued || at === code.length) {
      const text = code.slice(start, at);
      if (text.trim() !== '') found.push({ indent: columns(text), code: text, offset: start, line: firstLine });
      start = at + 1;
      firstLine = line + 1;
    }
    line += 1;
  }
  return found;
}

/**
 * The arguments of a call as offsets into the text, split at the commas of its own level.
 *
 * @param open offset of the opening bracket in the blanked text
 */
export function argumentsAt(code: string, open: number): { readonly parts: readonly [number, number][]; end: number } {
  const parts: [number, number][] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < code.length; at += 1) {
    const character = code[at] ?? '';
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth === 0 || (depth === 1 && character === ',')) {
      if (code.slice(start, at).trim() !== '') parts.push([start, at]);
      start = at + 1;
    }
    if (depth === 0) return { parts, end: at };
  }
  return { parts, end: code.length };
}

/** One argument of a call, as it is written. */
export interface Argument {
  /** Name of a keyword argument. */
  readonly name: string | undefined;
  readonly text: string;
}

/** The arguments of the call whose bracket opens at an offset. */
export function callArguments(text: string, code: string, open: number): Argument[] {
  return argumentsAt(code, open).parts.map(([start, end]) => {
    const part = code.slice(start, end);
    const [keyword = '', name] = /^\s*([A-Za-z_]\w*)\s*=(?!=)/.exec(part) ?? [];
    return { name, text: withoutComments(text, code, start + keyword.length, end).trim() };
  });
}

/** The original text without its comments: they come after all code of their line. */
function withoutComments(text: string, code: string, start: number, end: number): string {
  let offset = start;
  const bare = text
    .slice(start, end)
    .split('\n')
    .map((line) => {
      const codeEnds = code.slice(offset, offset + line.length).trimEnd().length;
      offset += line.length + 1;
      const hash = line.indexOf('#', codeEnds);
      return hash < 0 ? line : line.slice(0, hash);
    });
  return bare.join('\n');
}

/** The value of a Python literal: a text, a whole number, True or False; undefined for whatever has to be computed. */
export function literal(text: string): string | number | boolean | undefined {
  const trimmed = text.trim();
  if (trimmed === 'True' || trimmed === 'False') return trimmed === 'True';
  if (/^\d[\d_]*$/.test(trimmed)) return Number(trimmed.replaceAll('_', ''));
  const quoted = trimmed.replace(/^[rRuU](?=["'])/, '');
  const quote = quoted[0] ?? '';
  if (quoted.length < 2 || (quote !== '"' && quote !== "'") || !quoted.endsWith(quote)) return undefined;
  const inner = quoted.slice(1, -1);
  return inner.includes(quote) || inner.includes('\\') || inner.includes('\n') ? undefined : inner;
}

/** The value that is taken where a variable of the environment is not set: `int(os.getenv("PORT", "8000"))`. */
export function fallback(written: string): string | number | undefined {
  const [, type, second = ''] =
    /^(?:(int|str)\()?\s*(?:os\.)?(?:getenv|environ\.get)\(\s*["']\w+["']\s*,\s*([^(),]+)\)\s*\)?$/.exec(
      written.trim(),
    ) ?? [];
  const value = literal(second);
  if (type === 'int' && typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  return typeof value === 'boolean' ? undefined : value;
}
