import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Patterns that take nothing back: the order in which they are asked does not matter. */
interface Rules {
  /** Those without a slash, which hold at any depth: the name alone decides, and apps have the same names. */
  readonly names: Ignore;
  /** All others, where there are some. */
  readonly paths: Ignore | undefined;
}

/** Patterns of a file that takes nothing back: what they leave out is left out, whatever the files above say. */
interface Further {
  /** Absolute path of the directory of the file. */
  readonly directory: string;
  readonly lines: readonly string[];
  readonly rules: Rules;
}

/** What Git leaves out in a directory: the patterns of every file that speaks about it, that of the nearest one last. */
export interface Ignored {
  /** Absolute path that the rules are relative to. */
  readonly top: string;
  /** Those of files among which one takes something back. */
  readonly rules?: Ignore;
  /** Of the files below those that the rules come from. */
  readonly further: readonly Further[];
}

function relativeTo(top: string, path: string): string {
  // The way down is most often all that is asked for, and a thousand times as often in a large workspace.
  if (sep === '/' && path.startsWith(`${top}/`)) return path.slice(top.length + 1);
  return relative(top, path).split(sep).join('/');
}

/**
 * A line of a file of patterns as it would stand in one further up, at the top.
 *
 * @param directory of the file, relative to the top
 */
function fromTheTop(line: string, directory: string): string {
  if (directory === '' || line.trim() === '' || line.startsWith('#')) return line;
  const [, not = '', pattern = ''] = /^(!?)(.*)$/.exec(line) ?? [];
  const below = directory.replace(/[\\*?[\]!# ]/g, '\\$&');
  return `${not}/${below}/${isOfNames(pattern) ? `**/${pattern}` : pattern.replace(/^\//, '')}`;
}

/** Rules of files that take nothing back, by their texts: the apps of a workspace have the same. */
const known = new Map<string, Rules>();

/** Whether a pattern speaks about names at any depth: a slash at its end says only that a directory is meant. */
function isOfNames(line: string): boolean {
  return !line.trimEnd().slice(0, -1).includes('/');
}

function rulesOf(text: string, lines: readonly string[]): Rules {
  const before = known.get(text);
  if (before) return before;
  const ofPaths = lines.filter((line) => !isOfNames(line) && !line.startsWith('#'));
  const paths = ofPaths.length === 0 ? undefined : none().add(ofPaths);
  const rules = { names: none().add(lines.filter(isOfNames)), paths };
  known.set(text, rules);
  return rules;
}

/** Adds what a file of patterns in a directory says, where there is one that can be read. */
function withPatterns(around: Ignored, file: string, directory: string): Ignored {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return around;
  }
  const { top } = around;
  const lines = text.split(/\r?\n/);
  if (!lines.some((line) => line.startsWith('!'))) {
    return { ...around, further: [...around.further, { directory, lines, rules: rulesOf(text, lines) }] };
  }
  // What takes something back has to be weighed against every pattern before it.
  const all = [...around.further, { directory, lines }];
  const fromTop = all.flatMap((each) => each.lines.map((line) => fromTheTop(line, relativeTo(top, each.directory))));
  return {
    top,
    rules: none()
      .add(around.rules ?? [])
      .add(fromTop),
    further: [],
  };
}

/** Git tells upper and lower case apart unless it is told otherwise, and so does Nx. */
function none(): Ignore {
  return ignore({ ignorecase: false });
}

/** What is left out in a directory that has a `.gitignore` of its own, besides what was left out around it. */
export function withGitignore(around: Ignored, directory: string): Ignored {
  return withPatterns(around, join(directory, '.gitignore'), directory);
}

/** Whether Git leaves a path out, whose directory it does not leave out. */
export function isIgnored({ top, rules, further }: Ignored, path: string, isDirectory: boolean): boolean {
  const end = isDirectory ? '/' : '';
  const name = basename(path) + end;
  // A file of patterns speaks about what lies below its directory alone.
  const isBelow = (below: string) => below !== '' && below !== '..' && !below.startsWith('../');
  const isLeftOut = ({ directory, rules: { names, paths } }: Further) => {
    const below = relativeTo(directory, path);
    return isBelow(below) && (names.ignores(name) || paths?.ignores(below + end) === true);
  };
  if (further.some(isLeftOut)) return true;
  const fromTop = rules ? relativeTo(top, path) : '';
  return isBelow(fromTop) && rules?.ignores(fromTop + end) === true;
}

/**
 * By directory, what Git leaves out in it: `whole` where that is the directory itself, undefined outside of any checkout.
 */
export type KnownIgnored = Map<string, Ignored | 'whole' | undefined>;

function ignoredByCheckout(directory: string, known: KnownIgnored): Ignored | 'whole' | undefined {
  if (known.has(directory)) return known.get(directory);
  const ignored = ignoredByAbove(directory, known);
  known.set(directory, ignored);
  return ignored;
}

function ignoredByAbove(directory: string, known: KnownIgnored): Ignored | 'whole' | undefined {
  const git = join(directory, '.git');
  if (existsSync(git)) {
    const nothing: Ignored = { top: directory, further: [] };
    return statSync(git).isDirectory() ? withPatterns(nothing, join(git, 'info', 'exclude'), directory) : nothing;
  }
  const above = dirname(directory);
  const around = above === directory ? undefined : ignoredByCheckout(above, known);
  if (around === undefined || around === 'whole') return around;
  const ignored = withGitignore(around, above);
  return isIgnored(ignored, directory, true) ? 'whole' : ignored;
}

/**
 * What Git leaves out in a directory by the files above it. A directory that is left out itself is looked at only when
 * somebody asks for it by name: nothing above it has a say then.
 *
 * @param known what was found for other directories in the same run: apps have most of the way up in common
 */
export function ignoredAround(directory: string, known: KnownIgnored = new Map()): Ignored {
  const ignored = ignoredByCheckout(directory, known);
  return ignored === undefined || ignored === 'whole' ? { top: directory, further: [] } : ignored;
}
