/** A line in three pieces, of which the middle differs from the other line. */
export type Pieces = readonly [before: string, middle: string, after: string];

/** More characters of a line are not shown: it is no text that people read. */
const MOST_CHARACTERS = 300;

/** Characters before the difference that are left of a long line. */
const LEAD = 60;

/** Lines have more than this in common, or their difference is all of them: a mark on all but a letter tells nothing. */
const LEAST_COMMON = 0.3;

function commonStart(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && left[count] === right[count]) count += 1;
  return count;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

/** Characters of a word at the end of what is common: of a word that differs, all of it is marked. */
function halfWord(common: readonly string[], next: readonly (string | undefined)[]): number {
  if (!next.some(isWord)) return 0;
  const rest = [...common].reverse().findIndex((character) => !isWord(character));
  return rest === -1 ? common.length : rest;
}

function piecesOf(characters: readonly string[], start: number, end: number): Pieces {
  const text = (from: number, to: number) => characters.slice(from, to).join('');
  const middleEnd = characters.length - end;
  return [text(0, start), text(start, middleEnd), text(middleEnd, characters.length)];
}

/** Marks in what two lines differ: all between what they begin with and what they end with. */
export function marked(before: string, after: string): readonly [before: Pieces, after: Pieces] {
  // By characters, not by code units: no half of one may stand alone.
  const [left, right] = [Array.from(before), Array.from(after)];
  const start = commonStart(left, right);
  const [leftBack, rightBack] = [left.slice(start).reverse(), right.slice(start).reverse()];
  const end = commonStart(leftBack, rightBack);
  if (start + end < Math.max(left.length, right.length) * LEAST_COMMON) return [unmarked(before), unmarked(after)];
  const from = start - halfWord(left.slice(0, start), [left[start], right[start]]);
  const to = end - halfWord(leftBack.slice(0, end), [leftBack[end], rightBack[end]]);
  return [piecesOf(left, from, to), piecesOf(right, from, to)];
}

/** A line without a mark. */
export function unmarked(text: string): Pieces {
  return [text, '', ''];
}

/** Cuts a line that is too long to be read, around its difference. */
export function cut([before, middle, after]: Pieces): Pieces {
  if (before.length + middle.length + after.length <= MOST_CHARACTERS) return [before, middle, after];
  const lead = Array.from(before);
  const shown = middle === '' || lead.length <= LEAD ? lead : ['… ', ...lead.slice(-LEAD)];
  const [first, second, third] = [shown, Array.from(middle), Array.from(after)];
  let left = MOST_CHARACTERS;
  const take = (characters: readonly string[]): string => {
    const taken = characters.slice(0, Math.max(left, 0));
    left -= taken.length;
    return taken.join('');
  };
  const kept = [take(first), take(second), take(third)] as const;
  return left > 0 ? kept : [kept[0], kept[1], `${kept[2]} …`];
}
