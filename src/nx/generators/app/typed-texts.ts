import { mapOf, optionPath, pathSegments, setPath } from '../../../core/flags';

/** The value of a flag with a key of the user's, such as `--image.env.TAG=1.10`; undefined for any other word. */
function typedText(words: readonly string[], index: number): string | undefined {
  const [, flag = '', value] = /^--([^=]+)(?:=([^]*))?$/.exec(words[index] ?? '') ?? [];
  if (mapOf(optionPath(flag)) === undefined) return undefined;
  const next = words[index + 1];
  return value ?? (next?.startsWith('-') === true ? undefined : next);
}

/**
 * Puts the texts of maps back to what was typed: the flag parser of Nx reads 1.10 as the number 1.1, and only the user
 * knows which names are there, so that no schema could tell it otherwise.
 *
 * @param argv words of the process; those of this generator are found by their names
 */
export function withTypedTexts(changes: Record<string, unknown>, argv: readonly string[]): Record<string, unknown> {
  const count = new Map<string, number>();
  for (const word of argv) {
    const flag = word.split('=')[0] ?? '';
    count.set(flag, (count.get(flag) ?? 0) + 1);
  }
  argv.forEach((word, index) => {
    const text = typedText(argv, index);
    const flag = word.split('=')[0] ?? '';
    // A flag that was given twice is a list, which validation refuses.
    if (text !== undefined && count.get(flag) === 1) setPath(changes, pathSegments(flag.slice(2)), text);
  });
  return changes;
}
