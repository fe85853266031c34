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

function coerceList(value: unknown, schema: OptionSchema): unknown {
  if (typeof value !== 'string') return value;
  return schema.repeat === true ? [value] : value.split(',');
}

/** `someName` for `some-name`, as flag parsers add it beside what was typed. */
function hasHyphenatedTwin(key: string, keys: readonly string[]): boolean {
  return keys.some((other) => other !== key && other.includes('-') && optionPath(other.toLowerCase()) === key);
}

/**
 * The entries of a map. Flag parsers take the dots in a key such as `com.example.team` for levels: here they are put
 * together again. Where one key is the beginning of another (`a` and `a.b`) they leave a list of both.
 */
function mapEntries(value: unknown, schema: OptionSchema, key: string): [string, unknown][] {
  if (Array.isArray(value) && value.some(isObject)) return value.flatMap((item) => mapEntries(item, schema, key));
  if (!isObject(value)) return [[key, coerceScalar(value, schema)]];
  const keys = Object.keys(value);
  return keys
    .filter((child) => !hasHyphenatedTwin(child, keys))
    .flatMap((child) => mapEntries(value[child], schema, key === '' ? child : `${key}.${child}`));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function coerce(value: unknown, schema: OptionSchema): unknown {
  if (schema.type === 'array') return coerceList(value, schema);
  if (isObject(value)) {
    if (schema.properties) return optionsFromFlags(value, schema);
    const values = mapValues(schema);
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
    const child = schema.properties?.[name];
    return [name, child ? coerce(value, child) : value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** The map that a dotted path leads into: `image.env` for `image.env.NAME`. */
export function mapOf(path: string): string | undefined {
  const maps = optionEntries().filter(({ schema }) => mapValues(schema));
  return maps.find((map) => path.startsWith(`${map.path}.`))?.path;
}

/** The segments of a dotted path: groups, then an option or the key of a map, which keeps its dots and hyphens. */
export function pathSegments(flag: string): string[] {
  const path = optionPath(flag);
  const map = mapOf(path);
  if (map === undefined) return path.split('.');
  const groups = map.split('.');
  return [...groups, flag.split('.').slice(groups.length).join('.')];
}

/** Puts a value at a path: `health`, `live` into the group `health`. */
export function setPath(
  target: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    Object.defineProperty(target, first, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  const group = Object.hasOwn(target, first) ? target[first] : undefined;
  const next = typeof group === 'object' && group !== null ? (group as Record<string, unknown>) : {};
  target[first] = next;
  setPath(next, rest, value);
}

/** Help lines of all options, for a command line. */
export function optionHelp(): string[] {
  return optionEntries().map(({ path, schema }) => {
    const placeholder = schema.enum?.join('|') ?? (mapValues(schema) ? 'text' : schema.type);
    const name = flagName(path) + (mapValues(schema) ? '.<key>' : '');
    const fallback = schema.computedDefault ?? JSON.stringify(schema.default);
    return `  --${`${name} <${placeholder}>`.padEnd(38)}${(schema.description ?? '').split('. ')[0] ?? ''} (default: ${fallback})`;
  });
}
