import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { indentation, setJsonValue } from './jsonc';

/** A comment behind the last item on its line: it belongs to that item. */
const COMMENT_BEHIND = /^[ \t]*(,?)[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)(\r?\n)/;

/** Comments between the last item and its comma, or the end of the list. */
const COMMENTS_BEFORE_COMMA = /^(?:[ \t]*\/\*(?:(?!\*\/)[^\r\n])*\*\/)+/;

function listAt(text: string, path: readonly string[]): Node | undefined {
  const root = parseTree(text, undefined, { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, [...path]);
  return node?.type === 'array' ? node : undefined;
}

/** The blanks that a line begins with, and the end of the line before it. */
function lineAt(
  text: string,
  offset: number,
): { readonly start: number; readonly indent: string; readonly eol: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
  return { start, indent, eol: text[start - 2] === '\r' ? '\r\n' : '\n' };
}

function insert(text: string, offset: number, added: string): string {
  return text.slice(0, offset) + added + text.slice(offset);
}

/** Behind the last item, in the form that the list has: on a line of its own, or on the same one. */
function behind(text: string, last: Node, value: string): string {
  const end = last.offset + last.length;
  const { start, indent, eol } = lineAt(text, last.offset);
  const isAlone = start > 0 && text.slice(start, last.offset).trim() === '';
  if (!isAlone) return insert(text, end + (COMMENTS_BEFORE_COMMA.exec(text.slice(end))?.[0].length ?? 0), `, ${value}`);
  const [line, comma = '', ending = ''] = COMMENT_BEHIND.exec(text.slice(end)) ?? [];
  if (line === undefined) return insert(text, end, `,${eol}${indent}${value}`);
  const added = `${indent}${value}${comma}${ending}`;
  return insert(comma === '' ? insert(text, end, ',') : text, end + line.length + (comma === '' ? 1 : 0), added);
}

/** Into a list without an item, before its last bracket. Comments in it stay before the item. */
function into(text: string, list: Node, value: string): string {
  const bracket = list.offset + list.length - 1;
  const inside = text.slice(list.offset + 1, bracket);
  const { start, indent, eol } = lineAt(text, bracket);
  const isAlone = inside.includes('\n') && text.slice(start, bracket).trim() === '';
  const { insertSpaces, tabSize } = indentation(text);
  if (isAlone) return insert(text, start, `${indent}${insertSpaces ? ' '.repeat(tabSize) : '\t'}${value}${eol}`);
  if (inside.trim() === '') return insert(text, bracket, `${value}${inside}`);
  return insert(text, bracket, inside.endsWith(' ') ? `${value} ` : ` ${value}`);
}

/**
 * Adds values at the end of a list in a JSON text: a list in one line stays in one line, and all the rest as it is. Where
 * there is no list, one is made.
 */
export function addToJsonList(text: string, path: readonly string[], values: readonly unknown[]): string {
  if (listAt(text, path) === undefined) return values.length === 0 ? text : setJsonValue(text, path, values);
  return values.reduce<string>((changed, each) => {
    const list = listAt(changed, path);
    const last = list?.children?.at(-1);
    const value = JSON.stringify(each);
    if (!list) return changed;
    return last ? behind(changed, last, value) : into(changed, list, value);
  }, text);
}
