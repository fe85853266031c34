/** More rows of one difference are not read. */
const MOST_OF_ONE = 400;

/** More rows make a page that takes long to open. */
const MOST_OF_ALL = 20_000;

/**
 * How many rows of each difference a page shows: of the long ones as many as of each other, and the short ones whole.
 *
 * @param lengths rows of each
 * @param all rows of the page
 */
export function rowsOfEach(lengths: readonly number[], all = MOST_OF_ALL): number {
  let left = all;
  const sorted = [...lengths].sort((one, other) => one - other);
  for (const [index, length] of sorted.entries()) {
    const fair = Math.floor(left / (sorted.length - index));
    const shown = Math.min(length, MOST_OF_ONE);
    if (shown > fair) return fair;
    left -= shown;
  }
  return MOST_OF_ONE;
}
