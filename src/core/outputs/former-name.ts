import { normalizeEol } from '../text/eol';
import type { Gone } from './output';

/**
 * The name under which a file that is gone ran things, where nothing runs them under it any more.
 *
 * @param file path of the file that says the name
 * @param named finds the name in its text
 */
export function formerName(file: string, named: RegExp, { path, before, after }: Gone): string | undefined {
  if (path !== file) return undefined;
  const nameIn = (text: string) => named.exec(normalizeEol(text))?.[1];
  const name = nameIn(before);
  return after !== undefined && nameIn(after) === name ? undefined : name;
}
