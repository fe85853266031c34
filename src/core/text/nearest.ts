/** A longer word is no misspelt name. */
const LONGEST = 60;

/**
 * How far two words are apart for somebody who types: a letter too many, one too few, or two that changed places count
 * one, another letter in place of one counts two.
 */
function distance(left: string, right: string): number {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 2),
        swapped && row > 1 && column > 1 ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = above;
    above = current;
  }
  return above[right.length] ?? 0;
}

/**
 * The name that a person most likely meant.
 *
 * @returns undefined where none is near enough for a guess
 */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed.length > LONGEST) return undefined;
  const word = typed.toLowerCase();
  let best: string | undefined;
  // More than half of the letters have to be right.
  let least = Infinity;
  for (const name of names) {
    const far = distance(word, name.toLowerCase());
    if (far < least && far * 2 < word.length + name.length) [best, least] = [name, far];
  }
  return best;
}
