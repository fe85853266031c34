import { distance } from 'fastest-levenshtein';
import { optionsSchema } from './generated/options-schema';
import { isReservedName } from './members';
import type { FastApiContainerOptions } from '../options';

/** The part of JSON Schema that the derived schema of the options uses. */
export interface OptionSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly description?: string;
  readonly default?: unknown;
  /** How the default is computed, in words, where it is no constant. */
  readonly computedDefault?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** The pattern in words. */
  readonly allowed?: string;
  /** The way out that an error names. */
  readonly fix?: string;
  /** Source of the advice. */
  readonly see?: string;
  /** Whether a flag holds one item of a list, commas and all. */
  readonly repeat?: boolean;
  /** Whether a list holds the words of one command. */
  readonly words?: boolean;
  /** Whether it is a group that is off unless it is given, also when it is given empty. */
  readonly group?: boolean;
  /** Whether people set it often: help leads with these. */
  readonly often?: boolean;
  readonly items?: OptionSchema;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  /** Schema of the values of a map, whose keys the user chooses. */
  readonly additionalProperties?: boolean | OptionSchema;
  /** What the keys of a map must look like. */
  readonly propertyNames?: { readonly pattern: string; readonly maxLength?: number };
}

/** The schema of a whole options file. */
export const fileSchema: OptionSchema = optionsSchema;

/** One option that holds a value, groups flattened. */
export interface OptionEntry {
  /** Path in the options file, such as `health.live`. */
  readonly path: string;
  readonly schema: OptionSchema;
}

/** Keys that only an options file has: they are no options of the other doors. */
export const fileOnlyKeys: readonly string[] = ['$schema', 'extends', 'name', 'managedBy', 'born'];

/** All options that hold a value, in the order of the interface. */
export function optionEntries(schema: OptionSchema = fileSchema, prefix = ''): OptionEntry[] {
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => prefix !== '' || !fileOnlyKeys.includes(key))
    .flatMap(([key, child]) =>
      child.properties ? optionEntries(child, `${prefix}${key}.`) : [{ path: prefix + key, schema: child }],
    );
}

/** The schema of a map's values; undefined for what is no map. */
export function mapValues({ additionalProperties }: OptionSchema): OptionSchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** What an option accepts, in words. */
export function allowedValues(schema: OptionSchema): string {
  if (schema.allowed !== undefined) return schema.allowed;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  switch (schema.type) {
    case 'integer':
      return `a whole number from ${String(schema.minimum)} to ${String(schema.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list of texts';
    case 'object':
      return `an object with ${Object.keys(schema.properties ?? {}).join(', ')}`;
    case 'string':
      return 'a text';
  }
}

/** One of the texts that an option takes, for an example: the default is what one gets without the option. */
export function exampleOf({ enum: values, default: fallback }: OptionSchema): string | undefined {
  return values?.find((value) => value !== fallback) ?? values?.[0];
}

/** Names of the options and groups at the top level. */
export const optionNames: readonly string[] = Object.keys(fileSchema.properties ?? {}).filter(
  (key) => !fileOnlyKeys.includes(key),
);

/** A name as it is compared: `root-path`, `rootpath` and `RootPath` are meant as `rootPath`. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Whether two neighbouring letters of one text are swapped in the other: `prot` for `port`. */
function isSwapped(one: string, other: string): boolean {
  const at = Array.from(one).findIndex((letter, index) => letter !== other[index]);
  const [first = '', second = ''] = one.slice(at, at + 2);
  return at >= 0 && one.length > 3 && `${one.slice(0, at)}${second}${first}${one.slice(at + 2)}` === other;
}

/**
 * Whether a name is most likely a misspelt one of an option.
 *
 * @param among `our options` where nothing else can be meant; `options of others too` where a word that differs in a
 * letter is as likely one of theirs: `post` is not `port`, `apps` is not `app`
 */
function isMisspelt(name: string, among: 'our options' | 'options of others too'): boolean {
  const typed = plain(name);
  return optionNames.some((option) => {
    const ours = plain(option);
    if (among === 'options of others too') return ours === typed || isSwapped(ours, typed);
    return distance(ours, typed) <= (option.length > 4 ? 2 : 1);
  });
}

/**
 * The options among the members of a larger object, such as those of a projen project. Misspelt ones come along, and
 * names that no option can have, for validation to name them.
 *
 * @param among what the other members of the object may be
 */
export function optionsOf(
  source: object,
  among: 'our options' | 'options of others too' = 'our options',
): FastApiContainerOptions {
  return Object.fromEntries(
    Object.entries(source).filter(
      ([key]) => optionNames.includes(key) || isReservedName(key) || isMisspelt(key, among),
    ),
  );
}
