import { structuredPatch } from 'diff';
import { append } from '../../text/lists';

/** A line of a file. */
export interface Side {
  /** Its number in the file, from 1 on. */
  readonly line: number;
  readonly text: string;
  /** It is the last one, and no line end follows. */
  readonly unended?: true;
}

/** A row of a table with what is there on the left, and what belongs there on the right. */
export interface Row {
  readonly kind: 'same' | 'changed' | 'removed' | 'added';
  readonly before?: Side;
  readonly after?: Side;
}

/** Rows that follow each other in both files, without a gap. */
export type Hunk = readonly Row[];

/** Lines around a change that show where it is. */
const CONTEXT = 3;

/** Lines that went and came in one place stand side by side, as far as both last. */
function paired(removed: readonly Side[], added: readonly Side[]): Row[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index): Row => {
    const [before, after] = [removed[index], added[index]];
    if (before && after) return { kind: 'changed', before, after };
    return before ? { kind: 'removed', before } : { kind: 'added', ...(after && { after }) };
  });
}

interface PatchHunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly string[];
}

/** The sign in the first column of a patch, where a line says that the one before it has no end. */
const NO_END = '\\';

function rowsOf({ oldStart, newStart, lines }: PatchHunk): Row[] {
  const rows: Row[] = [];
  let [old, now] = [oldStart, newStart];
  let removed: Side[] = [];
  let added: Side[] = [];
  const flush = (): void => {
    append(rows, paired(removed, added));
    [removed, added] = [[], []];
  };
  for (const [index, whole] of lines.entries()) {
    const [sign, text] = [whole.slice(0, 1), whole.slice(1)];
    const end = lines[index + 1]?.startsWith(NO_END) === true ? ({ unended: true } as const) : {};
    if (sign === '-') removed.push({ line: old++, text, ...end });
    else if (sign === '+') added.push({ line: now++, text, ...end });
    else if (sign === ' ') {
      flush();
      rows.push({ kind: 'same', before: { line: old++, text, ...end }, after: { line: now++, text, ...end } });
    }
  }
  flush();
  return rows;
}

/** The difference of two texts as rows of a table. */
export function diffRows(before: string, after: string): Hunk[] {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT });
  return hunks.map(rowsOf);
}
