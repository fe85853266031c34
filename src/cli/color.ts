/** Where a text goes: whether it is a terminal. */
export interface Stream {
  readonly isTTY?: boolean;
}

/**
 * Whether a text may have colours: on a terminal that has them, unless the person says otherwise.
 *
 * @see https://no-color.org and https://force-color.org
 */
export function wantsColor(stream: Stream, env: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: terminal } = env;
  if (none !== undefined && none !== '') return false;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stream.isTTY === true && terminal !== 'dumb';
}

const CODES = { red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Puts a text into a colour. */
export function paint(color: keyof typeof CODES, text: string): string {
  return `\u001B[${String(CODES[color])}m${text}\u001B[39m`;
}

/** The colour of a line, by how it begins: lines of a diff, and what was done with a file. */
const LINES: readonly (readonly [RegExp, keyof typeof CODES])[] = [
  [/^\+/, 'green'],
  [/^-/, 'red'],
  [/^@/, 'cyan'],
];

const VERBS: readonly (readonly [RegExp, keyof typeof CODES])[] = [
  [/^ {2}(created|updated)(?= )/, 'green'],
  [/^ {2}(removed|conflict|left alone|not written)(?= )/, 'red'],
  [/^ {2}(missing|out of date|left over|to make|note|owned)(?= )/, 'yellow'],
];

function coloredLine(line: string): string {
  const whole = LINES.find(([pattern]) => pattern.test(line));
  if (whole) return paint(whole[1], line);
  const verb = VERBS.find(([pattern]) => pattern.test(line));
  return verb ? line.replace(verb[0], (word) => `  ${paint(verb[1], word.trim())}`) : line;
}

/** A report in colours. */
export function colored(report: string): string {
  return report.split('\n').map(coloredLine).join('\n');
}
