import { isManagedPackage, requirementLine, type Requirement } from '../packages';
import type { Problem } from '../problems';
import { hasMergeConflict } from './merge-conflict';
import { satisfiesFloor } from './versions';

export const BLOCK_START = '# >>> fastapi-container: these lines follow the options; put your own outside the markers';
export const BLOCK_END = '# <<< fastapi-container';

const START_PATTERN = /^# >>> fastapi-container\b/;
const END_PATTERN = /^# <<< fastapi-container\b/;

/** A requirements file with its block brought up to date, or why that is impossible. */
export type MergedBlock =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** Name of the package on a requirements line, in the normal form of PyPI. */
function packageOf(line: string): string | undefined {
  return /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line)?.[1]?.toLowerCase().replace(/[._]+/g, '-');
}

function tooOld(path: string, line: string, wanted: Requirement): Problem {
  return {
    option: path,
    value: line.trim(),
    reason: `the generated code and flags need ${wanted.name} ${wanted.floor} or newer`,
    allowed: requirementLine(wanted),
    fix: `raise the version in ${path}, or delete the line to get the default`,
  };
}

/** A line that a person changed stays as it is when it satisfies the floor. */
function chooseLine(path: string, wanted: Requirement, present: readonly string[]): string | Problem {
  const existing = present.find((line) => packageOf(line) === wanted.name);
  if (existing === undefined) return requirementLine(wanted);
  return satisfiesFloor(existing, wanted.floor) ? existing : tooOld(path, existing, wanted);
}

function malformed(path: string, reason: string): Problem {
  return {
    option: path,
    reason,
    allowed: `one line "${BLOCK_START}" with one line "${BLOCK_END}" after it`,
    fix: 'restore the two marker lines, or delete the one that is left to get a new block',
  };
}

/** A text as lines, each with the line ending that it has. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function bare(line: string): string {
  return line.replace(/\r?\n$/, '');
}

/** Where the block is: indexes of its markers, or nothing where there is none. */
function findBlock(path: string, lines: readonly string[]): Problem | { start: number; end: number } | undefined {
  const starts = lines.flatMap((line, index) => (START_PATTERN.test(line) ? [index] : []));
  const ends = lines.flatMap((line, index) => (END_PATTERN.test(line) ? [index] : []));
  if (starts.length !== ends.length || starts.length > 1) {
    return malformed(path, 'its managed block has lost a marker, or there are several');
  }
  const [start, end] = [starts[0], ends[0]];
  if (start === undefined || end === undefined) return undefined;
  return end < start ? malformed(path, 'the markers of its managed block are in the wrong order') : { start, end };
}

/**
 * Brings the managed block of a requirements file up to date.
 *
 * Lines outside the markers, their order and their line endings stay as they are, byte for byte. Inside, a version that
 * a person chose stays if it is new enough; a line that is none of the tool's packages is moved below the block.
 *
 * @param existing text of the file, undefined when there is none
 */
export function mergeBlock(
  path: string,
  existing: string | undefined,
  requirements: readonly Requirement[],
): MergedBlock {
  if (existing !== undefined && hasMergeConflict(existing)) {
    const reason = 'an unfinished Git merge is in it';
    const fix = 'finish the merge: keep one block, with its two marker lines';
    return { ok: false, problem: { option: path, reason, fix } };
  }
  const bom = existing?.startsWith('\uFEFF') === true ? '\uFEFF' : '';
  const text = (existing ?? '').slice(bom.length);
  const lines = text === '' ? [] : linesOf(text);
  const found = findBlock(path, lines);
  if (found && 'reason' in found) return { ok: false, problem: found };

  const inside = found ? lines.slice(found.start + 1, found.end) : [];
  const chosen: string[] = [];
  for (const wanted of requirements) {
    const line = chooseLine(path, wanted, inside.map(bare));
    if (typeof line !== 'string') return { ok: false, problem: line };
    chosen.push(line);
  }
  const eol = (found ? lines[found.start] : text)?.includes('\r\n') === true ? '\r\n' : '\n';
  const block = [BLOCK_START, ...chosen, BLOCK_END].join(eol);
  const foreign = inside.filter((line) => bare(line).trim() !== '' && !isManagedPackage(packageOf(line) ?? ''));
  if (!found) return { ok: true, text: bom + block + eol + (text === '' ? '' : eol + text) };
  // The last line of a file may have no ending.
  const ending = foreign.length > 0 ? eol : (lines[found.end] ?? '').slice(bare(lines[found.end] ?? '').length);
  const parts = [...lines.slice(0, found.start), block, ending, ...foreign, ...lines.slice(found.end + 1)];
  return { ok: true, text: bom + parts.join('') };
}
