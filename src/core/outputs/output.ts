import type { AppFacts } from '../app/facts';
import type { ResolvedApp } from '../app/resolved';
import type { FastApiContainerOptions, SeedGroup } from '../options';
import type { Requirement } from '../python/packages';
import type { TaskName } from '../tasks';
import type { Workspace } from '../workspace';
import type { Templates } from './templates';

/** A file that the tool owns whole: rewritten as long as it is as the tool left it. */
export interface ManagedFile {
  readonly ownership: 'managed';
  readonly path: string;
  readonly content: string;
  /**
   * Path of a former file that this one would hide. While that one is a person's, or was edited, it goes on doing its work
   * and this one is not written.
   */
  readonly replaces?: string;
}

/** A file of the user's with a block of lines in it that the tool owns. */
export interface BlockFile {
  readonly ownership: 'block';
  readonly path: string;
  readonly requirements: readonly Requirement[];
  /** Those without which the image does not start, whoever wrote the application: told where the file is the user's. */
  readonly needed: readonly Requirement[];
}

/** A file that is the user's from the first moment on: written when its group is born, never again. */
export interface SeedFile {
  readonly ownership: 'seed';
  readonly path: string;
  readonly content: string;
  /** Seeds that belong together: none is written where one of the files that this names is there already. */
  readonly unless?: string | readonly string[];
}

/** What tells whether a made file is still what its inputs lead to. */
export interface MadeInputs {
  readonly workspace: Workspace;
  /** Text of another file of the app as it is going to be; undefined where there will be none. */
  readonly planned: (path: string) => string | undefined;
}

/** A file that only a task of its own makes, since its contents follow from more than the options. */
export interface MadeFile {
  readonly ownership: 'made';
  readonly path: string;
  /** The task that makes it. */
  readonly task: TaskName;
  /**
   * Why it is not what its inputs lead to; undefined where it is.
   *
   * @param text text that is there, undefined where there is none
   */
  readonly staleness: (text: string | undefined, inputs: MadeInputs) => string | undefined;
}

/** One file that follows from the options. Paths are relative to the app's directory, with `/`. */
export type OutputFile = ManagedFile | BlockFile | SeedFile | MadeFile;

/** Who owns a generated file. */
export type Ownership = OutputFile['ownership'];

/** What of an app's files one component of projen writes. */
export type Part = 'image' | 'requirements' | 'source' | 'orchestration';

/** A line that a person adds to a generated file, and the option that says the same. */
export interface Hint {
  readonly line: RegExp;
  /** Path of the option, or of the group that it is in. */
  readonly option: string;
  /**
   * The options that the line comes to: the hint is told where the app may have them, and has not. Undefined where no
   * option says the same. Left out where any such line is one that the option says.
   */
  readonly as?: (line: string, app: ResolvedApp) => FastApiContainerOptions | undefined;
}

/** A file that said how something is run, and does so no more. */
export interface Gone {
  readonly path: string;
  readonly before: string;
  /** Text that takes its place; undefined where none does. */
  readonly after: string | undefined;
}

/** What generated files are to those beside them, which may be a person's: what becomes of one decides about another. */
export interface Neighbours {
  /**
   * The managed file that these go with. `always`: whatever is left as it is, the file or one of these, they are left alone,
   * or taken, together. `beside ours`: none of these is written where one that was never generated stands in its place.
   */
  readonly goWith?: { readonly path: string; readonly when: 'always' | 'beside ours' };
  /**
   * By path of one of these, other files that do the same work, and that programs pass over once it is there: it is not
   * written while one of them is.
   */
  readonly hide?: Readonly<Record<string, readonly string[]>>;
  /** Whether a text of such a file, which is left as it is, needs the file at a path: that one is not removed then. */
  readonly name?: (text: string, path: string) => boolean;
  /** A former one is left where it is: what it protects may lie beside it on a machine that this run does not see. */
  readonly guard?: true;
  /** What a person does about what no option says, where there is a file of theirs for it. */
  readonly yieldTo?: string;
}

/**
 * One kind of generated file, and all that is to be known about it. What renders, retires, explains, lists and writes
 * files folds over the list of these: to add a file is to add one declaration to it.
 */
export interface Output {
  /** What it is for, in a few words, for people. */
  readonly about: string;
  readonly part: Part;
  /** The seeds of a group are written when it is born. Without a group the files follow the options for good. */
  readonly group?: SeedGroup;
  /** The files that the options lead to, in the order of writing; none where no option wants any. */
  readonly render: (app: ResolvedApp, templates: Templates, facts: AppFacts) => readonly OutputFile[];
  /**
   * Paths at which other options, or an older version, may have left a managed file of this kind. One that no option
   * leads to any more is removed if it is as the tool left it.
   *
   * @param directories directories in that of the app, relative to it, and `.` for itself: where a package may have been
   */
  readonly former?: (directories: readonly string[]) => readonly string[];
  /** What goes on under the former name after such a file is removed, or says another, and how a person ends it: a line. */
  readonly leaves?: (app: ResolvedApp, gone: Gone) => string | undefined;
  /** From the most special line to the most general one. */
  readonly hints?: readonly Hint[];
  /** What stands for a line in hints, where it is more or less than that; by default each line does. */
  readonly statements?: (lines: readonly string[]) => readonly string[];
  readonly neighbours?: Neighbours;
}

/** What of a declaration decides about a file that is there. */
export type Traits = Pick<Output, 'hints' | 'statements' | 'neighbours'>;
