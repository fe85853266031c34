/** What Python takes for white space, written for a class of characters: not what JavaScript does. */
const SPACE = '\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** What Python takes for the end of a line, by which pip splits files. */
const LINE = /[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|$)/g;
const LINE_END = /(?:\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029])$/;

const COMMENT = new RegExp(`^[${SPACE}]*#`);
const IS_SPACE = new RegExp(`[${SPACE}]`);

/** A line of a requirements file as pip reads it: one line of the file, or several joined by backslashes. */
export interface LogicalLine {
  /** The lines of the file, with their ends, byte for byte. */
  readonly raw: string;
  /** Number of the first of them, from 1 on. */
  readonly number: number;
  /** What pip makes of them: joined, without comments and without space around it. Empty where nothing is left. */
  readonly text: string;
}

/** A text as the lines of the file, each with the end that it has. */
export function physicalLines(text: string): string[] {
  return (text.match(LINE) ?? []).filter((line) => line !== '');
}

/** A line without its end. */
export function withoutEnd(line: string): string {
  return line.replace(LINE_END, '');
}

/** A text without the white space around it, as Python strips it. */
export function stripped(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && IS_SPACE.test(text.charAt(start))) start += 1;
  while (end > start && IS_SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Cuts off a comment: a `#` at the start or behind white space. */
function withoutComment(text: string): string {
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (at === 0 || IS_SPACE.test(text.charAt(at - 1))) return text.slice(0, at);
  }
  return text;
}

function withoutBackslashes(line: string): string {
  let [start, end] = [0, line.length];
  while (line.charAt(start) === '\\') start += 1;
  while (end > start && line.charAt(end - 1) === '\\') end -= 1;
  return line.slice(start, end);
}

/**
 * The lines of a logical line without their last end, and without the backslashes that would join it with what follows.
 * Those at the end of a comment join nothing.
 */
export function onItsOwn(raw: string): string {
  const content = withoutEnd(raw);
  if (!content.endsWith('\\') || COMMENT.test(physicalLines(content).at(-1) ?? '')) return content;
  let end = content.length;
  while (content.charAt(end - 1) === '\\') end -= 1;
  const rest = content.slice(0, end);
  // A backslash before the space would be at the end then.
  return rest.trimEnd().endsWith('\\') ? rest : rest.trimEnd();
}

/**
 * Joins lines that end in a backslash with the ones behind them, as pip does: a comment ends them.
 *
 * @param text a requirements file, or a part of one
 * @param first number of its first line
 */
export function logicalLines(text: string, first = 1): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let raw: string[] = [];
  let joined = '';
  const end = (number: number) => {
    lines.push({ raw: raw.join(''), number: number - raw.length + 1, text: stripped(withoutComment(joined)) });
    [raw, joined] = [[], ''];
  };
  const physical = physicalLines(text);
  physical.forEach((line, index) => {
    const content = withoutEnd(first + index === 1 ? line.replace(/^\uFEFF/, '') : line);
    raw.push(line);
    const comment = COMMENT.test(content);
    if (content.endsWith('\\') && !comment) {
      joined += withoutBackslashes(content);
      return;
    }
    joined += comment ? ` ${content}` : content;
    end(first + index);
  });
  if (raw.length > 0) end(first + physical.length - 1);
  return lines;
}
