import { optionEntries } from '../../src/core/input/schema';

/** Whether a value is a group of options, or a map. */
export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an option in a set; undefined where the set does not give it. */
export function valueAt(options: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((group, key) => (isGroup(group) ? group[key] : undefined), options);
}

/** Paths of the options that a set gives. */
export function pathsIn(options: object): string[] {
  return optionEntries()
    .map(({ path }) => path)
    .filter((path) => valueAt(options, path) !== undefined);
}

/** The set without one option. */
export function without(options: unknown, path: string): object {
  const [first = '', ...rest] = path.split('.');
  if (!isGroup(options)) return {};
  const { [first]: child, ...others } = options;
  if (rest.length === 0 || child === undefined) return others;
  return { ...others, [first]: without(child, rest.join('.')) };
}
