import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Patterns of a file that takes nothing back: what they leave out is left out, whatever the files above say. */
interface Further {
  /** Absolute path of the directory of the file. */
  readonly directory: string;
  readonly lines: readonly string[];
  readonly rules: Ignore;
}

/** What Git leaves out in a directory: the patterns of every file that speaks about it, that of the nearest one last. */
export interface Ignored {
  /** Absolute path that the rules are relative to. */
  readonly top: string;
  readonly rules: Ignore;
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
  // A slash at the end says only that a directory is meant: without another one, the pattern holds at any depth.
  const anchored = pattern.slice(0, -1).includes('/');
  return `${not}/${below}/${anchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}

/** Rules of files that take nothing back, by their texts: the apps of a workspace have the same. */
const known = new Map<string, Ignore>();

function rulesOf(text: string, lines: readonly string[]): Ignore {
  const before = known.get(text);
  if (before) return before;
  const rules = none().add(lines);
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
  return { top, rules: none().add(around.rules).add(fromTop), further: [] };
}

/** Git tells upper and lower case apart unless it is told otherwise, and so does Nx. */
function none(): Ignore {
  return ignore({ ignorecase: false });
}

/** What is left out in a directory that has a `.gitignore` of its own, besides what was left out around it. */
export function withGitignore(around: Ignored, directory: string): Ignored {
  return withPatterns(around, join(directory, '.gitignore'), directory);
}

/** Whether Git leaves a path out. */
export function isIgnored({ top, rules, further }: Ignored, path: string, isDirectory: boolean): boolean {
  const isLeftOut = (directory: string, patterns: Ignore) => {
    const below = relativeTo(directory, path);
    // A file of patterns speaks about what lies below its directory alone.
    if (below === '' || below === '..' || below.startsWith('../')) return false;
    return patterns.ignores(isDirectory ? `${below}/` : below);
  };
  return further.some((file) => isLeftOut(file.directory, file.rules)) || isLeftOut(top, rules);
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
    const nothing: Ignored = { top: directory, rules: none(), further: [] };
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
  return ignored === undefined || ignored === 'whole' ? { top: directory, rules: none(), further: [] } : ignored;
}
