import { inheritedNames, isObject, ownMember, putMember } from './members';
import { fileSchema, mapValues, optionEntries, type OptionSchema } from './schema';

/** `rootPath` as `root-path`: option names are written with hyphens on a command line. */
export function flagName(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `root-path` as `rootPath`. */
export function optionPath(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function coerceScalar(value: unknown, schema: OptionSchema): unknown {
  if (schema.type === 'integer') return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  if (typeof value !== 'number') return value;
  // Flag parsers read 3.10 as the number 3.1.
  const text = String(value);
  return schema.enum?.includes(`${text}0`) === true && !schema.enum.includes(text) ? `${text}0` : text;
}

/** Words of a list as they were typed: each holds several items, unless commas belong to them. */
function listOf(words: readonly string[], schema: OptionSchema): string[] {
  return schema.repeat === true ? [...words] : words.flatMap((word) => word.split(','));
}

/** Flag parsers make a number of a text that looks like one, and a list of a flag that was given twice. */
function coerceList(value: unknown, schema: OptionSchema): unknown {
  if (typeof value === 'string') return listOf([value], schema);
  if (typeof value === 'number') return [String(value)];
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => (typeof item === 'number' ? String(item) : item));
}

/** `someName` for `some-name`, as flag parsers add it beside what was typed. */
function hasHyphenatedTwin(key: string, keys: readonly string[]): boolean {
  return keys.some((other) => other !== key && other.includes('-') && optionPath(other.toLowerCase()) === key);
}

/** Levels of objects that are taken for the dots in a key: no key that is accepted has more. */
const MAX_LEVELS = 100;

/**
 * The entries of a map. Flag parsers take the dots in a key such as `com.example.team` for levels: here they are put
 * together again. Where one key is the beginning of another (`a` and `a.b`) they leave a list of both.
 *
 * @param around what the value stands in: an object that a program made may stand in itself
 */
function mapEntries(
  value: unknown,
  schema: OptionSchema,
  key: string,
  around: readonly unknown[] = [],
): [string, unknown][] {
  if (around.length > MAX_LEVELS || around.includes(value)) return [[key, value]];
  const inside = [...around, value];
  if (Array.isArray(value) && value.some(isObject))
    return value.flatMap((item) => mapEntries(item, schema, key, inside));
  if (!isObject(value)) return [[key, coerceScalar(value, schema)]];
  const keys = Object.keys(value);
  return keys
    .filter((child) => !hasHyphenatedTwin(child, keys))
    .flatMap((child) => mapEntries(value[child], schema, key === '' ? child : `${key}.${child}`, inside));
}

/** The groups of a map by the names that stand for them, but for the twins of those with hyphens. */
function mapObject(value: object, change: (member: unknown) => unknown): object {
  const keys = Object.keys(value);
  const own = keys.filter((key) => !hasHyphenatedTwin(key, keys));
  return Object.fromEntries(own.map((key) => [key, change(ownMember(value, key))]));
}

function coerce(value: unknown, schema: OptionSchema): unknown {
  // `--compose` alone switches the group on.
  if (schema.group === true && (value === true || value === 'true')) return {};
  if (schema.type === 'array') return coerceList(value, schema);
  if (isObject(value) && inheritedNames(value).length === 0) {
    if (schema.properties) return optionsFromFlags(value, schema);
    const values = mapValues(schema);
    if (values?.properties) return mapObject(value, (member) => coerce(member, values));
    if (values) return Object.fromEntries(mapEntries(value, values, ''));
  }
  return coerceScalar(value, schema);
}

/**
 * Turns what a flag parser made of flags into what an options file would hold. Values that fit no option are handed on
 * as they are, for validation to name them.
 *
 * @param flags parsed flags by option name; groups as objects
 */
export function optionsFromFlags(flags: object, schema: OptionSchema = fileSchema): Record<string, unknown> {
  const entries = Object.entries(flags).map(([key, value]: [string, unknown]) => {
    const name = optionPath(key);
    const child = ownMember(schema.properties, name) as OptionSchema | undefined;
    return [name, child ? coerce(value, child) : value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** The map that a dotted path leads into: `image.env` for `image.env.NAME`. */
export function mapOf(path: string, options: OptionSchema = fileSchema): string | undefined {
  const maps = optionEntries(options).filter(({ schema }) => mapValues(schema));
  return maps.find((map) => path.startsWith(`${map.path}.`))?.path;
}

/** The words of a dotted path below a schema, put together where the key of a map has dots. */
function segmentsOf(words: readonly string[], schema: OptionSchema | undefined): string[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const values = schema && mapValues(schema);
  if (values) return values.properties ? [first, ...segmentsOf(rest, values)] : [words.join('.')];
  const name = optionPath(first);
  return [name, ...segmentsOf(rest, ownMember(schema?.properties, name) as OptionSchema | undefined)];
}

/** The segments of a dotted path: groups, then an option or the key of a map, which keeps its dots and hyphens. */
export function pathSegments(flag: string, options: OptionSchema = fileSchema): string[] {
  return segmentsOf(flag.split('.'), options);
}

/** The schema of what a path leads to: an option, a group, or an entry of a map; undefined where there is none. */
function schemaAt([first, ...rest]: readonly string[], schema: OptionSchema = fileSchema): OptionSchema | undefined {
  if (first === undefined) return schema;
  const child = (ownMember(schema.properties, first) as OptionSchema | undefined) ?? mapValues(schema);
  return child && schemaAt(rest, child);
}

/**
 * The value of a flag, from the words that were typed behind it, each time that it was.
 *
 * @param flag name of the flag without the hyphens, such as `image.tags`
 * @returns undefined for what is no option, a switch, or a flag that can be given once only and was not
 */
export function typedValue(flag: string, words: readonly string[], options: OptionSchema = fileSchema): unknown {
  const schema = schemaAt(pathSegments(flag, options), options);
  if (schema === undefined || schema.properties || schema.type === 'boolean') return undefined;
  if (schema.type === 'array') return listOf(words, schema);
  return words.length === 1 ? coerceScalar(words[0], schema) : undefined;
}

/** Puts a value at a path: `health`, `live` into the group `health`. */
export function setPath(
  target: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    putMember(target, first, value);
    return;
  }
  const group = ownMember(target, first);
  // What is no group is in its place: for validation to name.
  if (group !== undefined && !isObject(group)) return;
  const next = { ...group };
  putMember(target, first, next);
  setPath(next, rest, value);
}

/** Options as they are typed, for another program that reads flags: `--health.live=/healthz`, and a flag for each item of a list. */
export function flagsOf(options: object, prefix = ''): string[] {
  return Object.entries(options).flatMap(([key, value]: [string, unknown]) => {
    const flag = `--${prefix}${key}`;
    if (Array.isArray(value)) return value.map((item) => `${flag}=${String(item)}`);
    if (!isObject(value)) return [`${flag}=${String(value)}`];
    return Object.keys(value).length === 0 ? [flag] : flagsOf(value, `${prefix}${key}.`);
  });
}

/** Column at which the help tells what a flag is for. */
const HELP_COLUMN = 40;

/** Width of the help, as that of a description. */
const HELP_WIDTH = 118;

/** A text in lines that fit beside the flags. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || HELP_COLUMN + line.length + 1 + word.length > HELP_WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** Help for one flag: what it is for stands beside it, or below a long one. */
export function flagHelp(flag: string, text: string): string[] {
  const typed = `  --${flag}`;
  const [first = '', ...more] = wrapped(text);
  const below = (line: string) => ' '.repeat(HELP_COLUMN) + line;
  return typed.length > HELP_COLUMN - 2
    ? [typed, below(first), ...more.map(below)]
    : [typed.padEnd(HELP_COLUMN) + first, ...more.map(below)];
}

/** What stands for the value of a flag. */
const PLACEHOLDERS = { string: 'text', integer: 'number', boolean: 'true|false', array: 'a,b,...', object: 'text' };

/** Help lines of all options, for a command line. */
export function optionHelp(options: OptionSchema = fileSchema): string[] {
  const entries = optionEntries(options);
  const first = entries.filter(({ schema }) => schema.often === true);
  return [...first, ...entries.filter((entry) => !first.includes(entry))].flatMap(({ path, schema }) => {
    const placeholder = schema.enum?.join('|') ?? PLACEHOLDERS[schema.type];
    const values = mapValues(schema);
    const name = flagName(path) + (values?.properties ? '.<key>.<option>' : values ? '.<key>' : '');
    const fallback = schema.computedDefault ?? JSON.stringify(schema.default);
    const sentence = (schema.description ?? '').split('. ')[0]?.replace(/\.$/, '') ?? '';
    return flagHelp(`${name} <${placeholder}>`, `${sentence} (default: ${fallback})`);
  });
}
