import { isTable, readToml } from './toml';

/** Names and numbers that lead to a value of a TOML file, such as `project`, `dependencies`, 2. */
export type TomlPath = readonly (string | number)[];

function valueAt(value: unknown, path: TomlPath): unknown {
  return path.reduce((inside, key) => {
    if (typeof key === 'number') return Array.isArray(inside) ? (inside[key] as unknown) : undefined;
    return isTable(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined;
  }, value);
}

/** What a file says, with another text at one place. */
function saying(value: unknown, path: TomlPath, text: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === key ? saying(item, rest, text) : item));
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [name, name === key ? saying(item, rest, text) : item]),
  );
}

/**
 * Exchanges characters of one text of a TOML file, and nothing else: comments, line ends and the way in which it is
 * written stay. Which of the places that read alike is the right one is told by the outcome: after the exchange the file has
 * to say the same as before but for that text.
 *
 * @param toml the file
 * @param path where the text is
 * @param part characters of the text; all of it, or the first place where they are in it
 * @param by what comes instead, without quotes and backslashes
 * @returns undefined where there is no such text, or where it is not written in plain characters
 */
export function exchangeInToml(toml: string, path: TomlPath, part: string, by: string): string | undefined {
  const before = readToml(toml);
  const text = valueAt(before, path);
  if (typeof text !== 'string' || !text.includes(part)) return undefined;
  const wanted = JSON.stringify(
    saying(
      before,
      path,
      text.replace(part, () => by),
    ),
  );
  for (let at = toml.indexOf(part); at >= 0; at = toml.indexOf(part, at + 1)) {
    const candidate = toml.slice(0, at) + by + toml.slice(at + part.length);
    if (JSON.stringify(readToml(candidate)) === wanted) return candidate;
  }
  return undefined;
}
