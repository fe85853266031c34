import { diffArrays } from 'diff';
import { digest } from '../text/managed-file';
import { append } from '../text/lists';

/** Lines that are the same, or a place in which they differ: as in the file, and as generated now. */
type Part = { readonly same: readonly string[] } | { readonly present: string[]; readonly generated: string[] };

/** What may have been generated in a place, and what a person then wrote there. */
interface Reading {
  readonly former: readonly string[];
  readonly yours: readonly string[];
}

/** More combinations than these are not tried: it is only for a message. */
const MOST = 4096;

function partsOf(present: string, generated: string): Part[] {
  const parts: Part[] = [];
  for (const { added, removed, value } of diffArrays(present.split('\n'), generated.split('\n'))) {
    let last = parts.at(-1);
    if (!added && !removed) {
      parts.push({ same: value });
      continue;
    }
    if (!last || 'same' in last) parts.push((last = { present: [], generated: [] }));
    append(added ? last.generated : last.present, value);
  }
  return parts;
}

/** Every part of a list that lies together, the empty one too, with what lies before and behind it. */
function slices(lines: readonly string[]): [before: string[], slice: string[], behind: string[]][] {
  return [...lines, ''].flatMap((_, start) =>
    [...lines.slice(start), ''].map((_none, length): [string[], string[], string[]] => [
      lines.slice(0, start),
      lines.slice(start, start + length),
      lines.slice(start + length),
    ]),
  );
}

function readings(part: Part): Reading[] {
  if ('same' in part) return [{ former: part.same, yours: [] }];
  // A place this large has been rewritten: its lines are the person's, or all of them former ones.
  if (part.present.length * part.generated.length > 16) {
    return [
      { former: part.present, yours: [] },
      { former: part.generated, yours: part.present },
    ];
  }
  return slices(part.present).flatMap(([before, yours, behind]) =>
    slices(part.generated).map(([, former]) => ({ former: [...before, ...former, ...behind], yours })),
  );
}

/** Lines of a text, and lines in one place of it, that are looked at: it is only for a message. */
const LONGEST = { text: 250, place: 12 } as const;

/**
 * The lines that a person put into one place of a text that an older version generated, of which only the digest is known:
 * those without which it has that digest.
 */
function insertedLines(present: string, recorded: string): string[] | undefined {
  const lines = present.split('\n');
  if (lines.length > LONGEST.text) return undefined;
  for (let length = 1; length <= LONGEST.place; length += 1) {
    for (let start = 0; start + length <= lines.length; start += 1) {
      const former = [...lines.slice(0, start), ...lines.slice(start + length)];
      if (digest(former.join('\n')) === recorded) return lines.slice(start, start + length);
    }
  }
  return undefined;
}

/**
 * The lines of a managed file that a person wrote, as opposed to those that former options gave.
 *
 * Nobody keeps the former options, but the header has the digest of the text that they led to. Where the file differs
 * from what is generated now, a person edited it, or an option changed: the reading that has the digest tells.
 *
 * @param present text that is there, without its header
 * @param recorded digest in its header
 * @param generated text that is generated now, without its header
 * @returns undefined where no reading fits, as when a person edited the very line that an option changes
 */
export function personsLines(present: string, recorded: string, generated: string): string[] | undefined {
  const choices = partsOf(present, generated).map(readings);
  const combinations = choices.reduce((count, { length }) => count * length, 1);
  if (combinations > MOST) return insertedLines(present, recorded);
  for (let index = 0; index < combinations; index += 1) {
    let rest = index;
    const chosen = choices.map((options) => {
      const reading = options[rest % options.length];
      rest = Math.floor(rest / options.length);
      return reading ?? { former: [], yours: [] };
    });
    const former = chosen.flatMap((reading) => reading.former).join('\n');
    if (digest(former) === recorded) return chosen.flatMap(({ yours }) => yours);
  }
  return insertedLines(present, recorded);
}
