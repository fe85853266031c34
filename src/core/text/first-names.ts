/** Names that a message has at most: enough to know what is meant. */
export const MOST_NAMES = 3;

/** The first of some names, with the number of the others: `a.py, b.py, c.py and 2 more`. */
export function firstNames(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${String(names.length - MOST_NAMES)} more` : '';
  return names.slice(0, MOST_NAMES).join(', ') + more;
}
