import { mapOf, optionPath, pathSegments, setPath, typedValue } from '../../../core/input/flags';
import { isObject, ownMember } from '../../../core/input/members';
import { fileSchema, type OptionSchema } from '../../../core/input/schema';

/** What was typed behind each flag, in order; `undefined` for one without a value. */
function typedWords(argv: readonly string[]): Map<string, (string | undefined)[]> {
  const typed = new Map<string, (string | undefined)[]>();
  argv.forEach((word, index) => {
    const [, flag, value] = /^--([^=]+)(?:=([^]*))?$/.exec(word) ?? [];
    if (flag === undefined) return;
    const next = argv[index + 1];
    const behind = value ?? (next?.startsWith('-') === true ? undefined : next);
    typed.set(flag, [...(typed.get(flag) ?? []), behind]);
  });
  return typed;
}

/** Whether the parser handed on what a flag says: the words may be those of another generator, which called this one. */
function isHandedOn(changes: object, flag: string, schema: OptionSchema): boolean {
  const path = pathSegments(flag, schema);
  const group = path.slice(0, -1).reduce<unknown>(ownMember, changes);
  // The parser may have changed the key of a map.
  return mapOf(optionPath(flag), schema) === undefined
    ? ownMember(group, path.at(-1) ?? '') !== undefined
    : isObject(group);
}

/**
 * Puts values back to what was typed: the flag parser of Nx reads 1.10 as the number 1.1 and 007 as 7, and the schema of
 * a generator cannot tell it otherwise.
 *
 * @param changes options as the parser read them; they are changed
 * @param argv words of the process; those of this generator are found by their names
 */
export function withTypedTexts(
  changes: Record<string, unknown>,
  argv: readonly string[],
  schema: OptionSchema = fileSchema,
): Record<string, unknown> {
  for (const [flag, words] of typedWords(argv)) {
    const texts = words.filter((word) => word !== undefined);
    const value = texts.length === words.length ? typedValue(flag, texts, schema) : undefined;
    if (value !== undefined && isHandedOn(changes, flag, schema)) setPath(changes, pathSegments(flag, schema), value);
  }
  return changes;
}
