/** An option on a line of a requirements file, under its long name. */
export interface LineOption {
  readonly name: string;
  /** What follows it; undefined for a switch. */
  readonly value?: string;
}

/** The long names of pip's options in requirements files, and whether a value follows. Aliases are told by `is`. */
const OPTIONS: Readonly<Record<string, { readonly short?: string; readonly switch?: true; readonly is?: string }>> = {
  '--requirement': { short: 'r' },
  '--constraint': { short: 'c' },
  '--editable': { short: 'e' },
  '--index-url': { short: 'i' },
  '--pypi-url': { is: '--index-url' },
  '--extra-index-url': {},
  '--no-index': { switch: true },
  '--find-links': { short: 'f' },
  '--no-binary': {},
  '--only-binary': {},
  '--prefer-binary': { switch: true },
  '--require-hashes': { switch: true },
  '--pre': { switch: true },
  '--trusted-host': {},
  '--use-feature': {},
  '--global-option': {},
  '--hash': {},
  '--config-settings': { short: 'C' },
  '--config-setting': { is: '--config-settings' },
};

/** Whether pip has an option of that long name in requirements files. */
export function isPipOption(name: string): boolean {
  return Object.hasOwn(OPTIONS, name);
}

/** Takes a text apart as a shell does, the way pip reads options; undefined where a quote is not closed. */
function shellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === "'" || quote === '"') {
      if (char === quote) quote = '';
      else if (quote === '"' && char === '\\' && (next === '"' || next === '\\')) {
        word = (word ?? '') + next;
        at += 1;
      } else word = (word ?? '') + char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      if (next === '') return undefined;
      word = (word ?? '') + next;
      at += 1;
    } else if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return quote === '' ? words : undefined;
}

/**
 * The long name that a word stands for, which may be shortened. A name that is not known stands for itself: pip's next
 * version may have it.
 *
 * @returns undefined where it could stand for two
 */
function longName(word: string): string | undefined {
  const names = Object.keys(OPTIONS);
  const matching = Object.hasOwn(OPTIONS, word) ? [word] : names.filter((name) => name.startsWith(word));
  const meant = new Set(matching.map((name) => OPTIONS[name]?.is ?? name));
  return meant.size > 1 ? undefined : ([...meant][0] ?? word);
}

/**
 * Reads the options of a line.
 *
 * @returns undefined where pip can make nothing of them: a quote that is not closed, a value that is missing, a
 * name that is short for two
 */
export function lineOptions(text: string): LineOption[] | undefined {
  const words = shellWords(text);
  if (words === undefined) return undefined;
  const options: LineOption[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    let name: string | undefined;
    let value: string | undefined;
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      name = longName(equals < 0 ? word : word.slice(0, equals));
      value = equals < 0 ? undefined : word.slice(equals + 1);
    } else if (word.startsWith('-') && word.length > 1) {
      const short = word.charAt(1);
      name = Object.keys(OPTIONS).find((long) => OPTIONS[long]?.short === short) ?? word;
      value = Object.hasOwn(OPTIONS, name) && word.length > 2 ? word.slice(2) : undefined;
    } else continue;
    if (name === undefined) return undefined;
    const known = OPTIONS[name];
    if (value === undefined && known && known.switch !== true) {
      at += 1;
      value = words[at];
      if (value === undefined) return undefined;
    }
    options.push(value === undefined ? { name } : { name, value });
  }
  return options;
}
