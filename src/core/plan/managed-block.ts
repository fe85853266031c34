import { onItsOwn, withoutEnd } from '../python/logical-lines';
import { appliesInImage } from '../python/markers';
import { isGeneratedRequirement, requirementLine, requirementWith, type Requirement } from '../python/packages';
import { nameOf, type RequirementLine } from '../python/requirement-lines';
import { judge, type FloorVerdict } from '../python/specifiers';
import { hasMergeConflict } from '../text/merge-conflict';
import { remember } from '../text/remember';
import { failure, failures, success, type Problem, type Result } from '../text/problems';
import { BLOCK_END, BLOCK_START, blockParts } from './block-parts';

/** A line about a package, and where it stands. */
export interface PlacedLine {
  /** Path of the file as messages name it. */
  readonly file: string;
  readonly line: RequirementLine;
}

/** What decides about the block besides the file that it is in. */
export interface BlockSurroundings {
  /** Version of Python in the image: a line whose marker is about another one does not count. */
  readonly python: string;
  /** Lines of the files that the file includes. */
  readonly included: readonly PlacedLine[];
  /** Lines of the files that constrain versions, and ask for nothing by themselves. */
  readonly constraints: readonly PlacedLine[];
}

/** What a line says about the floor. Nobody knows the version behind an address: that is the user's choice. */
function verdictOf(line: RequirementLine, { floor }: Requirement): FloorVerdict {
  return line.kind === 'package' && line.url === undefined ? judge(line.specifier, floor) : 'above';
}

function tooOld({ file, line }: PlacedLine, wanted: Requirement, inBlock: boolean): Problem {
  return {
    option: `${file}:${String(line.number)}`,
    value: line.text,
    reason: `the generated code and flags need ${wanted.name} ${wanted.floor} or newer`,
    allowed: requirementWith(wanted, line.kind === 'package' ? line.extras : []),
    fix: `raise the version${inBlock ? ', or delete the line to get the default' : ''}`,
  };
}

/** Whether a line asks for all parts of a package that are needed. Where it does not, ours is there besides. */
function isWhole(line: RequirementLine, { extras = [] }: Requirement): boolean {
  return line.kind !== 'package' || extras.every((extra) => line.extras.includes(extra));
}

/** A line of the block to be. */
interface Kept {
  /** Place of its package in the order of the options. */
  readonly index: number;
  readonly name: string;
  readonly text: string;
  /** Where it stands now; undefined for one that is new. */
  readonly at?: number;
}

/** The lines of a file, as far as they decide about the block. */
interface Lines {
  readonly path: string;
  readonly inside: readonly RequirementLine[];
  /** Lines elsewhere that ask for packages. */
  readonly elsewhere: readonly PlacedLine[];
  readonly constraints: readonly PlacedLine[];
  /** Whether a line counts in the image. */
  readonly applies: (line: RequirementLine) => boolean;
}

/** What becomes of one package of the block: the user's lines stay, and where there are none that decide, ours is there. */
function chooseLines(
  wanted: Requirement,
  index: number,
  { path, inside, elsewhere, constraints, applies }: Lines,
): { readonly kept: Kept[]; readonly problems: Problem[] } {
  const isAbout = (line: RequirementLine) => nameOf(line) === wanted.name;
  const mine = inside.filter(isAbout);
  const chosen = mine.filter((line) => !isGeneratedRequirement(line.raw));
  const named = elsewhere.filter(({ line }) => isAbout(line) && applies(line));
  const limits = constraints.filter(({ line }) => isAbout(line) && applies(line));
  const problems = [
    ...chosen
      .filter((line) => applies(line) && verdictOf(line, wanted) !== 'above')
      .map((line) => tooOld({ file: path, line }, wanted, true)),
    ...[...named, ...limits]
      .filter(({ line }) => verdictOf(line, wanted) === 'below')
      .map((placed) => tooOld(placed, wanted, false)),
  ];
  const kept = chosen.map((line): Kept => ({
    index,
    name: wanted.name,
    text: onItsOwn(line.raw),
    at: inside.indexOf(line),
  }));
  // A line that admits older versions too goes well together with ours, which rules them out.
  const isDecided =
    chosen.some((line) => applies(line) && isWhole(line, wanted)) ||
    named.some(({ line }) => verdictOf(line, wanted) === 'above' && isWhole(line, wanted));
  if (isDecided) return { kept, problems };
  const generated = mine.find((line) => isGeneratedRequirement(line.raw));
  const isCurrent = generated !== undefined && verdictOf(generated, wanted) === 'above';
  const ours: Kept = {
    index,
    name: wanted.name,
    text: isCurrent ? onItsOwn(generated.raw) : requirementLine(wanted),
    ...(generated ? { at: inside.indexOf(generated) } : {}),
  };
  return { kept: [...kept, ours], problems };
}

/** The lines in their order: that of the options, or the alphabet where another tool has sorted what is there. */
function inOrder(kept: readonly Kept[]): string[] {
  const byIndex = (left: Kept, right: Kept) => left.index - right.index;
  const byName = (left: Kept, right: Kept): number => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);
  const present = kept.filter(({ at }) => at !== undefined).sort((left, right) => (left.at ?? 0) - (right.at ?? 0));
  const isIn = (order: typeof byName) =>
    present.every((line, at) => at === 0 || order(present[at - 1] ?? line, line) <= 0);
  const added = kept.filter(({ at }) => at === undefined);
  return [...present, ...added].sort(!isIn(byIndex) && isIn(byName) ? byName : byIndex).map(({ text }) => text);
}

/** Whether the lines of the block are all there already, and no others; one more about the same package does no harm. */
function isAsItWas(
  kept: readonly Kept[],
  inside: readonly RequirementLine[],
  requirements: readonly Requirement[],
): boolean {
  const texts = new Set(kept.map(({ text }) => text));
  const isCurrent = (line: RequirementLine) => {
    const wanted = requirements.find(({ name }) => name === nameOf(line));
    return texts.has(onItsOwn(line.raw)) || (wanted !== undefined && verdictOf(line, wanted) === 'above');
  };
  return kept.every(({ at }) => at !== undefined) && inside.every(isCurrent);
}

/** A line that is moved, with an end that keeps it apart from the next. */
function moved(line: RequirementLine, eol: string): string {
  const text = onItsOwn(line.raw);
  return text + (line.raw.slice(withoutEnd(line.raw).length) || eol);
}

/** What is to be merged, as a text: most apps of a workspace have the same requirements. */
interface Merge {
  readonly path: string;
  readonly existing?: string;
  readonly requirements: readonly Requirement[];
  readonly python: string;
}

const mergeAlone = remember((text): Result<string> => {
  const { path, existing, requirements, python } = JSON.parse(text) as Merge;
  return merge(path, existing, requirements, { python, included: [], constraints: [] });
});

/**
 * Brings the managed block of a requirements file up to date.
 *
 * Lines outside the markers, their order and their line endings stay as they are, byte for byte. Inside, a version that
 * a person chose stays if it is new enough; a line that is none of the tool's is moved below the block. A package that
 * a line elsewhere decides about is left out of the block.
 *
 * @param path path of the file, as messages name it
 * @param existing text of the file, undefined when there is none
 * @param requirements what the options need
 * @returns the file with its block brought up to date, or every reason why that is impossible
 */
export function mergeBlock(
  path: string,
  existing: string | undefined,
  requirements: readonly Requirement[],
  surroundings: BlockSurroundings,
): Result<string> {
  const { python, included, constraints } = surroundings;
  if (included.length + constraints.length > 0) return merge(path, existing, requirements, surroundings);
  const alone: Merge = { path, ...(existing === undefined ? {} : { existing }), requirements, python };
  return mergeAlone(JSON.stringify(alone));
}

function merge(
  path: string,
  existing: string | undefined,
  requirements: readonly Requirement[],
  { python, included, constraints }: BlockSurroundings,
): Result<string> {
  if (existing !== undefined && hasMergeConflict(existing)) {
    const reason = 'an unfinished Git merge is in it';
    const fix = 'finish the merge: keep one block, with its two marker lines';
    return failure({ option: path, reason, fix });
  }
  const bom = existing?.startsWith('\uFEFF') === true ? '\uFEFF' : '';
  const text = (existing ?? '').slice(bom.length);
  const parts = blockParts(path, text);
  if (!parts.ok) return parts;
  const { found, sorted, before, inside, after, eol, lastEnd } = parts.value;
  const elsewhere = [...[...before, ...after].map((line) => ({ file: path, line })), ...included];
  const applies = (line: RequirementLine) =>
    appliesInImage('marker' in line ? line.marker : undefined, python) !== false;
  const chosen = requirements.map((wanted, index) =>
    chooseLines(wanted, index, { path, inside, elsewhere, constraints, applies }),
  );
  const problems = chosen.flatMap((choice) => choice.problems);
  if (problems.length > 0) return failures(problems);
  const kept = chosen.flatMap((choice) => choice.kept);
  // The order of another tool is no edit: it would come back with the next commit.
  if (sorted && isAsItWas(kept, inside, requirements)) return success(bom + text);
  const block = [BLOCK_START, ...inOrder(kept), BLOCK_END].join(eol);
  if (!found) return success(bom + block + eol + (text === '' ? '' : eol + text));
  const isWanted = (line: RequirementLine) => requirements.some(({ name }) => name === nameOf(line));
  const foreign = inside.filter((line) => {
    if (line.kind === 'blank') return line.raw.trim() !== '';
    return !isWanted(line) && !isGeneratedRequirement(line.raw);
  });
  const rest = [...foreign.map((line) => moved(line, eol)), ...after.map(({ raw }) => raw)];
  return success(
    [bom, ...before.map(({ raw }) => raw), block, rest.length > 0 ? lastEnd || eol : lastEnd, ...rest].join(''),
  );
}
