import type { PythonModule } from './module';
import { literal } from './text';

/** What names of the source stand for, where they stand for one literal only. */
export type Constants = ReadonlyMap<string, string | number | undefined>;

/** Literals by the name that a module or class gives them; a name that stands for several is none. */
export function constantsOf(modules: Iterable<PythonModule>): Constants {
  const known = new Map<string, string | number | undefined>();
  for (const { literals } of modules) {
    for (const [name, value] of literals)
      known.set(name, known.has(name) && known.get(name) !== value ? undefined : value);
  }
  return known;
}

/** The value of an expression: a literal, or a name such as `settings.PORT` that stands for one. */
export function valueOf(written: string, known: Constants): string | number | boolean | undefined {
  const value = literal(written);
  if (value !== undefined || !/^[A-Za-z_][\w.]*$/.test(written)) return value;
  return known.get(written.slice(written.lastIndexOf('.') + 1));
}
