import { onItsOwn, physicalLines, withoutEnd } from '../python/logical-lines';
import { isGeneratedRequirement, isImagePackage } from '../python/packages';
import { nameOf, readRequirements, type RequirementLine } from '../python/requirement-lines';
import { isSorted } from '../python/sorted-lines';
import { append } from '../text/lists';
import { failure, success, type Result } from '../text/problems';

export const BLOCK_START = '# >>> fastapi-container: these lines follow the options; put your own outside the markers';
export const BLOCK_END = '# <<< fastapi-container';

const START_PATTERN = /^# >>> fastapi-container\b/;
const END_PATTERN = /^# <<< fastapi-container\b/;

/** A requirements file, taken apart at its managed block. */
export interface BlockParts {
  /** Whether there is a block, or what is left of one. */
  readonly found: boolean;
  /**
   * Another tool has put the lines of the whole file in order, those of the block and the markers among them. Lines of the
   * block are told by what they say then, wherever they stand.
   */
  readonly sorted: boolean;
  readonly before: readonly RequirementLine[];
  readonly inside: readonly RequirementLine[];
  readonly after: readonly RequirementLine[];
  /** How lines of the block end. */
  readonly eol: '\n' | '\r\n';
  /** How the line with the second marker ends; the last line of a file may have no end. */
  readonly lastEnd: string;
}

type Item = { readonly marker: 'start' | 'end'; readonly raw: string } | { readonly line: RequirementLine };

/** The lines of a file and the two kinds of markers. A marker ends the line before, also where that has a backslash. */
function itemsOf(text: string): Item[] {
  const items: Item[] = [];
  let segment: string[] = [];
  let first = 1;
  const flush = () => {
    append(
      items,
      readRequirements(segment.join(''), first).map((line) => ({ line })),
    );
    first += segment.length;
    segment = [];
  };
  for (const raw of physicalLines(text)) {
    const content = withoutEnd(raw);
    const marker = START_PATTERN.test(content) ? 'start' : END_PATTERN.test(content) ? 'end' : undefined;
    if (marker === undefined) segment.push(raw);
    else {
      flush();
      items.push({ marker, raw });
      first += 1;
    }
  }
  flush();
  return items;
}

function linesOf(items: readonly Item[]): RequirementLine[] {
  return items.flatMap((item) => ('line' in item ? [item.line] : []));
}

/** Where the lines end, from a place on, that are about packages which the tool manages. */
function endOfRun(items: readonly Item[], from: number, step: 1 | -1): number {
  for (let at = from; ; at += step) {
    const item = items[at];
    if (item === undefined || !('line' in item) || !isImagePackage(nameOf(item.line) ?? '')) return at;
  }
}

/** A line whose end a marker was: without the marker, a backslash would join it with the next line. */
function apart(item: Item): Item {
  if (!('line' in item)) return item;
  const { raw } = item.line;
  const content = withoutEnd(raw);
  return { line: { ...item.line, raw: onItsOwn(raw) + raw.slice(content.length) } };
}

/** Lines around the block and in it, after the markers have lost their place. */
type Regrouped = readonly [before: Item[], inside: Item[], after: Item[]];

function regrouped(items: readonly Item[], place: number, isInside: (item: Item) => boolean): Regrouped {
  const outside = (part: readonly Item[]) => part.filter((item) => 'line' in item && !isInside(item)).map(apart);
  return [outside(items.slice(0, place)), items.filter(isInside), outside(items.slice(place))];
}

function isGenerated(item: Item): boolean {
  return 'line' in item && isGeneratedRequirement(item.line.raw);
}

/**
 * Where the block was, of which one marker is lost or whose markers have changed places: another tool sorted the lines,
 * or a person deleted one. Lines of the block are known by what they say.
 */
function heal(items: readonly Item[], start: number, end: number): Regrouped {
  const place = start >= 0 ? start : endOfRun(items, end - 1, -1) + 1;
  const run =
    start < 0 ? items.slice(place, end) : end < 0 ? items.slice(start + 1, endOfRun(items, start + 1, 1)) : [];
  return regrouped(items, place, (item) => run.includes(item) || isGenerated(item));
}

/** Whether lines of the block and others lie in each other's place. */
function isMixed(items: readonly Item[], start: number, end: number): boolean {
  const isForeign = (item: Item) =>
    'line' in item && item.line.kind !== 'blank' && !isImagePackage(nameOf(item.line) ?? '');
  const outside = [...items.slice(0, start), ...items.slice(end + 1)];
  return end < start || outside.some(isGenerated) || items.slice(start + 1, end).some(isForeign);
}

/** The lines of a block that another tool has sorted in with all others. What stands between the markers may be anything. */
function unsort(items: readonly Item[], start: number, end: number): Regrouped {
  const between = new Set(items.slice(start + 1, end));
  const isAboutOurs = (item: Item) => 'line' in item && isImagePackage(nameOf(item.line) ?? '');
  return regrouped(items, start, (item) => (between.has(item) && isAboutOurs(item)) || isGenerated(item));
}

/**
 * Takes a requirements file apart at its managed block.
 *
 * @param path path of the file, for messages
 * @param text the file, without a byte order mark
 */
export function blockParts(path: string, text: string): Result<BlockParts> {
  const items = itemsOf(text);
  const at = (marker: 'start' | 'end') =>
    items.flatMap((item, index) => ('marker' in item && item.marker === marker ? [index] : []));
  const [starts, ends] = [at('start'), at('end')];
  if (starts.length > 1 || ends.length > 1) {
    return failure({
      option: path,
      reason: 'its managed block is there several times: there is more than one of a marker',
      allowed: `one line "${BLOCK_START}" with one line "${BLOCK_END}" after it`,
      fix: 'delete marker lines until one of each is left: the lines between them are put in order then, and no line of yours is lost',
    });
  }
  const [start = -1, end = -1] = [starts[0], ends[0]];
  const found = start >= 0 || end >= 0;
  const sorted = start >= 0 && end >= 0 && isMixed(items, start, end) && isSorted(linesOf(items));
  const [before, inside, after] = !found
    ? [[], [], items]
    : sorted
      ? unsort(items, start, end)
      : start >= 0 && end > start
        ? [items.slice(0, start), items.slice(start + 1, end), items.slice(end + 1)]
        : heal(items, start, end);
  const rawAt = (index: number) => {
    const item = items[index];
    return item && 'marker' in item ? item.raw : undefined;
  };
  const eol = (rawAt(start) ?? rawAt(end) ?? text).includes('\r\n') ? '\r\n' : '\n';
  const last = start >= 0 && end > start ? (rawAt(end) ?? '') : eol;
  return success({
    found,
    sorted,
    before: linesOf(before),
    inside: linesOf(inside),
    after: linesOf(after),
    eol,
    lastEnd: last.slice(withoutEnd(last).length),
  });
}
