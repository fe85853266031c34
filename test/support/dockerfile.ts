/**
 * A strict parser of Dockerfiles, for asking what a builder would make of one. It follows the reference of the format:
 * line continuations, comments, here-documents, words with quotes and escapes. Whatever it does not know is an error.
 *
 * https://docs.docker.com/reference/dockerfile/
 */

/** One instruction, its lines joined. */
export interface Instruction {
  readonly name: string;
  readonly words: string;
  /** Contents of the here-documents. */
  readonly documents: readonly string[];
}

/** Instructions whose words may begin a here-document. */
const WITH_DOCUMENTS = ['RUN', 'COPY', 'ADD'];
const KNOWN = [...WITH_DOCUMENTS, 'FROM', 'ENV', 'ARG', 'LABEL', 'USER', 'WORKDIR', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
KNOWN.push('ENTRYPOINT');

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

function delimiters(words: string): string[] {
  return [...words.matchAll(/(?:^|\s)\d*<<-?(["']?)([^\s"'<]+)\1(?=\s|$)/g)].map((match) => match[2] ?? '');
}

/** Takes a Dockerfile apart. */
export function parseDockerfile(text: string): Instruction[] {
  const lines = text.split('\n');
  const instructions: Instruction[] = [];
  while (lines.length > 0) {
    let line = lines.shift() ?? '';
    if (line.trim() === '' || isComment(line)) continue;
    while (/\\[ \t]*$/.test(line)) {
      line = line.replace(/\\[ \t]*$/, '');
      while (isComment(lines[0] ?? '')) lines.shift();
      if (lines.length === 0) throw new Error(`nothing follows the backslash of: ${line}`);
      line += lines.shift() ?? '';
    }
    const [, name = '', words = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!KNOWN.includes(name)) throw new Error(`no instruction: ${JSON.stringify(line)}`);
    const documents = (WITH_DOCUMENTS.includes(name) ? delimiters(words) : []).map((delimiter) => {
      const end = lines.indexOf(delimiter);
      if (end < 0) throw new Error(`the here-document ${delimiter} does not end`);
      return `${lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n')}\n`;
    });
    instructions.push({ name, words: words.trim(), documents });
  }
  return instructions;
}

/** The assignments of an ENV or LABEL instruction. A variable in a value stays as `${NAME}` behind a NUL. */
export function parseAssignments(words: string): [string, string][] {
  const assignments: [string, string][] = [];
  let rest = words;
  while (rest !== '') {
    const [head = '', key = ''] = /^([^\s="'\\$]+)=/.exec(rest) ?? [];
    if (head === '') throw new Error(`no assignment: ${JSON.stringify(rest)}`);
    const { value, length } = parseWord(rest.slice(head.length));
    assignments.push([key, value]);
    rest = rest.slice(head.length + length).trimStart();
  }
  return assignments;
}

/** One word, up to a space outside of quotes. */
function parseWord(text: string): { value: string; length: number } {
  let value = '';
  let quote = '';
  let index = 0;
  for (; index < text.length; index += 1) {
    const character = text[index] ?? '';
    const next = text[index + 1] ?? '';
    if (quote === "'") {
      if (character === quote) quote = '';
      else value += character;
    } else if (character === '\\') {
      if (next === '') throw new Error('a backslash at the end');
      // In double quotes it escapes three characters, and is itself before any other.
      const escapes = quote === '' || '"$\\'.includes(next);
      value += escapes ? next : character + next;
      index += 1;
    } else if (character === '"') quote = quote === '' ? '"' : '';
    else if (character === "'" && quote === '') quote = "'";
    else if (character === '$') {
      const [variable = ''] = /^\$(?:\w+|\{\w+\})/.exec(text.slice(index)) ?? [];
      if (variable === '') throw new Error(`no variable: ${text.slice(index)}`);
      value += `\0${variable}`;
      index += variable.length - 1;
    } else if (/\s/.test(character) && quote === '') break;
    else value += character;
  }
  if (quote !== '') throw new Error(`the quote ${quote} does not end`);
  return { value, length: index };
}
