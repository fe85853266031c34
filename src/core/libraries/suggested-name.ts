import { baseName } from '../text/paths';
import { slug } from '../text/slug';

/** Longest name of a Python project here. */
export const MOST_LETTERS = 60;

/**
 * A name for a library that cannot have the one it was to get.
 *
 * @param isRefused the rules that a name has to pass: what is suggested is not refused itself
 */
export function suggestedName(directory: string, isRefused: (name: string) => boolean): string {
  const [base, path] = [slug(baseName(directory)), slug(directory)];
  const wanted = [`acme-${base}`, path, `acme-${path}`].map((name) => name.slice(0, MOST_LETTERS).replace(/-+$/, ''));
  const free = wanted.find((name) => !isRefused(name));
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) {
    const name = `acme-shared-${String(number)}`;
    if (!isRefused(name)) return name;
  }
}
