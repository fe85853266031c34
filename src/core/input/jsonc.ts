import {
  applyEdits,
  createScanner,
  findNodeAtLocation,
  modify,
  parseTree,
  printParseErrorCode,
  visit,
  type JSONPath,
  type ParseErrorCode,
} from 'jsonc-parser';
import { hasMergeConflict } from '../text/merge-conflict';
import { failure, failures, success, type Problem, type Result } from '../text/problems';
import { isReservedName, ownMember, putMember, RESERVED_REASON } from './members';

/** Levels of brackets that are read: options have four. Each takes room on the stack, so that a million end a program. */
const MAX_DEPTH = 100;

/** What is in a JSON text, as far as it can be read. */
interface Contents {
  readonly value: unknown;
  /** The first thing that is no JSON, and where. */
  readonly error?: { readonly code: ParseErrorCode; readonly offset: number };
  /** Members that a person cannot have meant: there twice, or with a name of JavaScript's own. */
  readonly oddMembers: readonly { readonly path: JSONPath; readonly line: number; readonly before?: number }[];
}

/** A place in a text, both counted from 1. */
function position(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${String(lines.length)}, column ${String((lines.at(-1) ?? '').length + 1)}`;
}

/** `CommaExpected` as `comma expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Where a text goes deeper than anything that is read; undefined where it never does. */
function tooDeep(text: string): number | undefined {
  if ((text.match(/[[{]/g)?.length ?? 0) <= MAX_DEPTH) return undefined;
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const token = scanner.getTokenLength() === 1 ? text[scanner.getTokenOffset()] : undefined;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

/** Reads a text that is not too deep. Of members that are there twice the last one counts, as everywhere. */
function read(text: string): Contents {
  const oddMembers: Contents['oddMembers'][number][] = [];
  let error: Contents['error'];
  const root: unknown[] = [];
  const parents: (object | unknown[])[] = [root];
  /** Of each object that is open, the lines of its members; the key that waits for its value. */
  const lines: Map<string, number>[] = [];
  let key = '';
  const add = (value: unknown) => {
    const parent = parents.at(-1) ?? root;
    if (Array.isArray(parent)) parent.push(value);
    else putMember(parent, key, value);
  };
  const begin = (container: object) => {
    add(container);
    parents.push(container);
    lines.push(new Map());
  };
  const end = () => {
    parents.pop();
    lines.pop();
  };
  visit(
    text,
    {
      onObjectBegin: () => {
        begin({});
      },
      onObjectProperty: (name, _offset, _length, line, _character, parent) => {
        key = name;
        const before = lines.at(-1)?.get(name);
        lines.at(-1)?.set(name, line + 1);
        if (before === undefined && !isReservedName(name)) return;
        oddMembers.push({ path: [...parent(), name], line: line + 1, ...(before === undefined ? {} : { before }) });
      },
      onObjectEnd: end,
      onArrayBegin: () => {
        begin([]);
      },
      onArrayEnd: end,
      onLiteralValue: add,
      onError: (code, offset) => {
        error ??= { code, offset };
      },
    },
    { allowTrailingComma: true },
  );
  return { value: root[0], oddMembers, ...(error === undefined ? {} : { error }) };
}

/** Text without a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function parse(source: string, path: string): Result<Contents> {
  const allowed = 'a JSON object; comments and trailing commas are fine';
  const fix = 'correct the file there, or restore it from version control';
  const deep = tooDeep(source);
  if (deep !== undefined) {
    const reason = `opens more than ${String(MAX_DEPTH)} brackets, one in the other, at ${position(source, deep)}`;
    return failure({ option: path, reason, allowed, fix });
  }
  const contents = read(source);
  const { error } = contents;
  if (!error) return success(contents);
  if (hasMergeConflict(source)) {
    const reason = `an unfinished Git merge is in it, at ${position(source, source.search(/^<{7}/m))}`;
    const merge = 'finish the merge there, then generate again';
    return failure({ option: path, reason, allowed: 'a JSON object', fix: merge });
  }
  const reason = `is not valid JSON at ${position(source, error.offset)}: ${words(printParseErrorCode(error.code))}`;
  return failure({ option: path, reason, allowed, fix });
}

/** `image.tags[0]`, as other problems name a place. */
function shown(path: JSONPath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${String(part)}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}

function oddMember(file: string, { path, line, before }: Contents['oddMembers'][number]): Problem {
  const option = shown(path);
  if (before === undefined) {
    const reason = `${RESERVED_REASON} (line ${String(line)} of ${file})`;
    return { option, reason, allowed: 'names of options', fix: 'remove it' };
  }
  return {
    option,
    reason: `is there twice (lines ${String(before)} and ${String(line)} of ${file}): only one could count`,
    allowed: 'each option once',
    fix: 'remove one of the two',
  };
}

/** Parses JSON with comments and trailing commas; a byte order mark is passed over. */
export function parseJsonc(text: string, path: string): Result<unknown> {
  const parsed = parse(withoutMark(text), path);
  return parsed.ok ? success(parsed.value.value) : parsed;
}

/**
 * Parses the text of an options file. What other readers of JSON pass over in silence is a problem here: a member that
 * is there twice, and one whose name changes what the object is, such as `__proto__`.
 */
export function parseOptions(text: string, path: string): Result<unknown> {
  const parsed = parse(withoutMark(text), path);
  if (!parsed.ok) return parsed;
  const { value, oddMembers } = parsed.value;
  return oddMembers.length === 0 ? success(value) : failures(oddMembers.map((member) => oddMember(path, member)));
}

/** One member of an object, read from a file that may be broken elsewhere: for naming the file, never for its options. */
export function memberLoosely(text: string, key: string): unknown {
  const source = withoutMark(text);
  return tooDeep(source) === undefined ? ownMember(read(source).value, key) : undefined;
}

/** The line, counted from 1, in which a value of a JSON text begins; undefined where there is none at that path. */
export function lineOf(text: string, path: readonly string[]): number | undefined {
  const root = parseTree(text, undefined, { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, [...path]);
  return node && text.slice(0, node.offset).split(/\r\n|\r|\n/).length;
}

/** The indentation that a JSON text uses. */
export function indentation(text: string): { insertSpaces: boolean; tabSize: number } {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length };
}

/** Changes one value in a JSON text. Comments, key order and formatting of all the rest stay as they are. */
export function setJsonValue(text: string, path: readonly string[], value: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = modify(text, [...path], value, { formattingOptions: { ...indentation(text), eol } });
  return applyEdits(text, edits);
}
