/**
 * A text as one word of an ENV or LABEL instruction; the caller has made sure that there is no line break. Backslashes
 * stand outside the quotes: builder and linter disagree about `\\"` inside them.
 */
export function quoted(text: string): string {
  return text
    .split(/(\\+)/)
    .map((part) => (part.startsWith('\\') ? part.replaceAll('\\', '\\\\') : `"${part.replace(/["$]/g, '\\$&')}"`))
    .join('');
}

/** What people read without scrolling sideways. */
const WIDTH = 120;

/** A command of a RUN instruction that goes on below where it would be longer than a line. */
export function folded(command: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of command.split(' ')) {
    // Room for `    && ` in front and ` \` behind.
    if (line !== '' && line.length + word.length + 1 > WIDTH - 10) {
      lines.push(line);
      line = `    ${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(' \\\n    ');
}

/** A flag and its value are one thing to read. */
function together(argv: readonly string[]): string[][] {
  const units: string[][] = [];
  for (const word of argv) {
    const [flag, value] = units.at(-1) ?? [];
    if (flag?.startsWith('--') && value === undefined && !word.startsWith('-')) units.at(-1)?.push(word);
    else units.push([word]);
  }
  return units;
}

/**
 * The exec form of an instruction: JSON with a space after each comma, as people write it. One that would be longer than
 * a line goes on below, with as many words to the line as there is room for.
 *
 * @param before what stands in front of it on its line
 */
export function execForm(argv: readonly string[], before = ''): string {
  const units = together(argv).map((unit) => unit.map((word) => JSON.stringify(word)).join(', '));
  const lines: string[] = [];
  let line = `${before}[`;
  units.forEach((unit, index) => {
    const text = `${unit}${index === units.length - 1 ? ']' : ','}`;
    const next = line.endsWith('[') ? `${line}${text}` : `${line} ${text}`;
    // Room for ` \` behind it.
    if (next.length <= WIDTH - 2 || line.endsWith('[')) line = next;
    else {
      lines.push(line);
      line = `    ${text}`;
    }
  });
  return [...lines, argv.length === 0 ? `${line}]` : line].join(' \\\n').slice(before.length);
}
