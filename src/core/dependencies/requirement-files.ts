import type { ReadText } from '../options-file';
import { normalizeEol } from '../ownership/managed-file';
import { normalizePath } from '../paths';

const INCLUDE = /^\s*(?:-r|-c|--requirement|--constraint)[ =]?\s*(\S+)/gm;

/**
 * Texts of a requirements file and of all files that it includes.
 *
 * @param path path of the file, relative to what `read` reads from
 */
export function requirementTexts(path: string, read: ReadText, seen: readonly string[] = []): string[] {
  const text = seen.includes(path) ? undefined : read(path);
  if (text === undefined) return [];
  const included = [...text.matchAll(INCLUDE)].map(([, other = '']) => normalizePath(`${path}/../${other}`));
  return [text, ...included.flatMap((other) => (other ? requirementTexts(other, read, [...seen, path]) : []))];
}

/** The lines of requirements that count: without comments, empty lines and the order that a person gave them. */
export function requirementLines(texts: readonly string[]): string[] {
  const lines = texts.flatMap((text) => normalizeEol(text).replaceAll('\\\n', ' ').split('\n'));
  const bare = lines.map((line) =>
    line
      .replace(/(^|\s)#.*$/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return [...new Set(bare.filter((line) => line !== ''))].sort();
}
