import { parse } from 'smol-toml';

/** A table of a TOML file. */
export type Table = Readonly<Record<string, unknown>>;

/** Reads a TOML file; undefined where it is none. */
export function readToml(text: string): Table | undefined {
  try {
    return parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** A table inside of a table, by the names that lead to it; an empty one where there is none. */
export function tableAt(table: Table | undefined, ...path: readonly string[]): Table {
  let value: unknown = table;
  for (const key of path) value = isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isTable(value) ? value : {};
}

/** A text in a table. */
export function textAt(table: Table, key: string): string | undefined {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list in a table. */
export function textsAt(table: Table, key: string): string[] {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Whether a value of a TOML file is a table. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The tables of a list in a table. */
export function tablesAt(table: Table, key: string): Table[] {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return Array.isArray(value) ? value.filter(isTable) : [];
}

/** The line of a text on which something is written first, counted from 1; undefined where it is not. */
export function lineOf(text: string, written: string): number | undefined {
  const index = text.split('\n').findIndex((line) => line.includes(written));
  return index < 0 ? undefined : index + 1;
}
