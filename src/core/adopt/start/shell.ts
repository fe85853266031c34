/** Values of variables that are known where a command is read. */
export type Variables = Readonly<Record<string, string>>;

/** What a shell has before a command, and what belongs to its own language. */
const KEYWORDS = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'time']);

/** The words of a command without those of the shell's language before it. */
export function behindKeywords(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !KEYWORDS.has(word));
  return start < 0 ? [] : words.slice(start);
}

/** Names and values of the words that are assignments. */
export function assignedBy(words: readonly string[]): [name: string, value: string][] {
  return words.flatMap((word): [string, string][] => {
    const equals = word.indexOf('=');
    return equals > 0 ? [[word.slice(0, equals), word.slice(equals + 1)]] : [];
  });
}

/** Ends a simple command: what follows is another one. */
const SEPARATORS = new Set([';', '&', '|', '\n', '(', ')']);

const NAME = /[A-Za-z0-9_]/;

/** A variable that a command reads when it runs, where its value is known here. */
export interface Read {
  readonly name: string;
  /** As it is written, such as `${PORT:-8080}`. */
  readonly written: string;
  readonly value: string;
}

/** Reads `$NAME` or `${NAME:-default}` at a `$`. What is not known stays as it is written. */
function variableAt(text: string, at: number, variables: Variables): { value: string; end: number; read?: Read } {
  if (text[at + 1] !== '{') {
    let end = at + 1;
    while (NAME.test(text[end] ?? '')) end += 1;
    const name = text.slice(at + 1, end);
    return variable(name, text.slice(at, end), known(name, variables), end);
  }
  const close = text.indexOf('}', at);
  if (close < 0) return { value: '$', end: at + 1 };
  const [, name = '', operator = '', fallback = ''] = /^(\w*)(:?[-=])?(.*)$/s.exec(text.slice(at + 2, close)) ?? [];
  const value = known(name, variables) ?? (operator === '' ? undefined : fallback);
  return variable(name, text.slice(at, close + 1), value, close + 1);
}

function variable(name: string, written: string, value: string | undefined, end: number) {
  return value === undefined ? { value: written, end } : { value, end, read: { name, written, value } };
}

function known(name: string, variables: Variables): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** A simple command: its words, and the variables that it reads. */
export interface Command {
  readonly words: readonly string[];
  readonly reads: readonly Read[];
}

/** The words alone of the simple commands of a shell text. */
export function shellCommands(text: string, variables: Variables = {}): (readonly string[])[] {
  return readCommands(text, variables).map(({ words }) => words);
}

/**
 * Takes a shell text apart into simple commands, each as its words. It knows quotes, escapes, comments, line
 * continuations and plain variables; substitutions such as `$(date)` stay as text. It never runs anything.
 */
function readCommands(text: string, variables: Variables = {}): Command[] {
  const commands: Command[] = [];
  let words: string[] = [];
  let reads: Read[] = [];
  let word: string | undefined;
  let quote = '';
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) commands.push({ words, reads });
    words = [];
    reads = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote === "'") {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '\\') {
      const next = text[at + 1] ?? '';
      at += next === '\r' && text[at + 2] === '\n' ? 2 : 1;
      if (next !== '\n' && next !== '\r') word = (word ?? '') + next;
    } else if (character === '$' && text[at + 1] !== '(') {
      const { value, end, read } = variableAt(text, at, variables);
      word = (word ?? '') + value;
      if (read) reads.push(read);
      at = Math.max(at, end - 1);
    } else if (character === '"') {
      quote = quote === '' ? '"' : '';
      word ??= '';
    } else if (quote !== '') {
      word = (word ?? '') + character;
    } else if (character === "'") {
      quote = "'";
      word ??= '';
    } else if (character === '#' && word === undefined) {
      while (at + 1 < text.length && text[at + 1] !== '\n') at += 1;
    } else if (SEPARATORS.has(character)) endCommand();
    else if (/\s/.test(character)) endWord();
    else word = (word ?? '') + character;
  }
  endCommand();
  return commands;
}

/** A simple command and the line on which it begins, counted from 1. */
export interface CommandLine extends Command {
  readonly line: number;
}

/** What the words of an assignment say, as `NAME` and its value. */
function assignment(word: string): [name: string, value: string] {
  const equals = word.indexOf('=');
  return [word.slice(0, equals), word.slice(equals + 1)];
}

/**
 * The simple commands of a script with the lines on which they begin. Assignments before them count for later ones: what
 * a script gives a name itself is no variable that it reads, but what it made the value of is.
 */
export function scriptCommands(text: string, variables: Variables = {}): CommandLine[] {
  const known: Record<string, string> = { ...variables };
  const sources = new Map<string, readonly Read[]>();
  const commands: CommandLine[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    const parts = [lines[index] ?? ''];
    while (parts.at(-1)?.endsWith('\\') === true && index + 1 < lines.length) {
      index += 1;
      parts.push(parts.pop()?.slice(0, -1) ?? '', lines[index] ?? '');
    }
    for (const { words, reads: written } of readCommands(parts.join(' '), known)) {
      const reads = written.flatMap((read) => sources.get(read.name) ?? [read]);
      const assigned = words.filter((word) => /^[A-Za-z_]\w*=/.test(word));
      if (assigned.length === words.length || words[0] === 'export') {
        for (const [name, value] of assigned.map(assignment)) {
          if (value.includes('$')) continue;
          if (!Object.hasOwn(variables, name)) sources.set(name, reads);
          known[name] ??= value;
        }
        if (words[0] !== 'export') continue;
        // What was given a value before is exported with it.
        const valued = words.map((word) => (sources.has(word) ? `${word}=${known[word] ?? ''}` : word));
        commands.push({ words: valued, reads, line });
      } else commands.push({ words, reads, line });
    }
  }
  return commands;
}
