import type { Problem } from './problems';
import { fileSchema, optionEntries, type OptionSchema } from './schema';

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

function coerce(value: unknown, schema: OptionSchema): unknown {
  if (schema.type === 'array') {
    const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : value;
    return list;
  }
  if (schema.properties && typeof value === 'object' && value !== null) return optionsFromFlags(value, schema);
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

/** Puts a value at a dotted path: `health.live` into the group `health`. */
export function setPath(target: Record<string, unknown>, path: string, value: unknown): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const group = Object.hasOwn(target, first) ? target[first] : undefined;
  const next = typeof group === 'object' && group !== null ? (group as Record<string, unknown>) : {};
  target[first] = next;
  setPath(next, rest.join('.'), value);
}

/** Help lines of all options, for a command line. */
export function optionHelp(): string[] {
  return optionEntries().map(({ path, schema }) => {
    const placeholder = schema.enum?.join('|') ?? schema.type;
    const fallback = schema.computedDefault ?? JSON.stringify(schema.default);
    return `  --${`${flagName(path)} <${placeholder}>`.padEnd(38)}${(schema.description ?? '').split('. ')[0] ?? ''} (default: ${fallback})`;
  });
}

/** A command line word that was not understood. */
export function usageProblem(word: string, reason: string, fix: string): Problem {
  return { option: word, reason, fix };
}
