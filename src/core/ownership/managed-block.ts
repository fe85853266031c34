import { isManagedPackage, requirementLine, type Requirement } from '../packages';
import type { Problem } from '../problems';
import { normalizeEol } from './managed-file';
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

/**
 * Brings the managed block of a requirements file up to date.
 *
 * Lines outside the markers, their order and the line endings stay as they are. Inside, a version that a person chose
 * stays if it is new enough; a line that is none of the tool's packages is moved below the block.
 *
 * @param existing text of the file, undefined when there is none
 */
export function mergeBlock(
  path: string,
  existing: string | undefined,
  requirements: readonly Requirement[],
): MergedBlock {
  const text = existing ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = normalizeEol(text).split('\n');
  const starts = lines.flatMap((line, index) => (START_PATTERN.test(line) ? [index] : []));
  const ends = lines.flatMap((line, index) => (END_PATTERN.test(line) ? [index] : []));
  if (starts.length !== ends.length || starts.length > 1) {
    return { ok: false, problem: malformed(path, 'its managed block has lost a marker, or there are several') };
  }
  const [start, end] = [starts[0], ends[0]];
  if (start !== undefined && end !== undefined && end < start) {
    return { ok: false, problem: malformed(path, 'the markers of its managed block are in the wrong order') };
  }

  const inside = start === undefined || end === undefined ? [] : lines.slice(start + 1, end);
  const chosen: string[] = [];
  for (const wanted of requirements) {
    const line = chooseLine(path, wanted, inside);
    if (typeof line !== 'string') return { ok: false, problem: line };
    chosen.push(line);
  }
  const foreign = inside.filter((line) => line.trim() !== '' && !isManagedPackage(packageOf(line) ?? ''));
  const block = [BLOCK_START, ...chosen, BLOCK_END, ...foreign];

  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (start !== undefined && end !== undefined) {
    return { ok: true, text: bom + [...lines.slice(0, start), ...block, ...lines.slice(end + 1)].join(eol) };
  }
  const body = normalizeEol(text);
  return { ok: true, text: bom + [...block, ...(body === '' ? [''] : ['', body])].join('\n').replaceAll('\n', eol) };
}
