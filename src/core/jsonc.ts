import { applyEdits, modify, parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { hasMergeConflict } from './ownership/merge-conflict';
import { failure, success, type Result } from './problems';

type Json = Readonly<Record<string, unknown>>;

/** A place in a text, both counted from 1. */
function position(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${String(lines.length)}, column ${String((lines.at(-1) ?? '').length + 1)}`;
}

/** `CommaExpected` as `comma expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Parses JSON with comments and trailing commas; a byte order mark is passed over. */
export function parseJsonc(text: string, path: string): Result<unknown> {
  const errors: ParseError[] = [];
  const source = text.replace(/^\uFEFF/, '');
  const value: unknown = parse(source, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (!first) return success(value);
  if (hasMergeConflict(source)) {
    const fix = 'finish the merge there, then generate again';
    return failure({ option: path, reason: 'an unfinished Git merge is in it', allowed: 'a JSON object', fix });
  }
  return failure({
    option: path,
    reason: `is not valid JSON at ${position(source, first.offset)}: ${words(printParseErrorCode(first.error))}`,
    allowed: 'a JSON object; comments and trailing commas are fine',
    fix: 'correct the file there, or restore it from version control',
  });
}

/** One member of an object, read from a file that may be broken elsewhere: for naming the file, never for its options. */
export function memberLoosely(text: string, key: string): unknown {
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), [], { allowTrailingComma: true });
  return typeof value === 'object' && value !== null && key in value ? (value as Json)[key] : undefined;
}

/** The indentation that a JSON text uses. */
function indentation(text: string): { insertSpaces: boolean; tabSize: number } {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length };
}

/** Changes one value in a JSON text. Comments, key order and formatting of all the rest stay as they are. */
export function setJsonValue(text: string, path: readonly string[], value: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = modify(text, [...path], value, { formattingOptions: { ...indentation(text), eol } });
  return applyEdits(text, edits);
}
