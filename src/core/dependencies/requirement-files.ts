import { REQUIREMENTS_FILE } from '../constants';
import { readRequirements, valuesOf, type RequirementLine } from '../python/requirement-lines';
import { joinPath, normalizePath } from '../text/paths';
import type { ReadText, Workspace } from '../workspace';

/** A line that includes another file, and why that file cannot be read from here. */
export interface Unread {
  /** Path of the file with the line, as messages name it. */
  readonly file: string;
  readonly line: RequirementLine;
  /** What the line names. */
  readonly value: string;
  readonly why: 'is missing' | 'is outside of the workspace' | 'is an absolute path' | 'has a variable in it';
}

/** A line that includes a file which includes the one that it is in: no installer comes to an end with it. */
export interface Circle {
  /** Path of the file with the line, as messages name it. */
  readonly file: string;
  readonly line: RequirementLine;
  /** The files on the way, from the one that is included again to itself. */
  readonly chain: readonly string[];
}

/** A requirements file that was read. */
export interface RequirementFile {
  /** Path relative to the root of the workspace. */
  readonly path: string;
  /** Path as messages name it: relative to the app where it lies in its directory, else to the workspace. */
  readonly shown: string;
  /** Path relative to the app's directory; undefined for a file that is not in it. */
  readonly inApp: string | undefined;
  /** Whether it only limits versions, and asks for nothing by itself. */
  readonly constraint: boolean;
  readonly lines: readonly RequirementLine[];
  /** The line that includes it; undefined for the first file. */
  readonly from?: { readonly file: string; readonly line: RequirementLine };
}

/** A requirements file and all that it includes. */
export interface RequirementFiles {
  /** The file itself first. */
  readonly files: readonly RequirementFile[];
  readonly unread: readonly Unread[];
  readonly circles: readonly Circle[];
}

function isAddress(value: string): boolean {
  return /^https?:/i.test(value);
}

/** Whether a text has a variable of the environment in it, as pip writes them. */
export function hasVariable(text: string): boolean {
  return /\$\{[A-Z0-9_]+\}/.test(text);
}

/** What a line includes. As pip does: one file a line, and `-r` before `-c`. */
function includeOf(line: RequirementLine): { readonly value: string; readonly constraint: boolean } | undefined {
  const [requirement] = valuesOf(line, '--requirement');
  const [value = requirement] = requirement === undefined ? valuesOf(line, '--constraint') : [];
  return value === undefined ? undefined : { value, constraint: requirement === undefined };
}

/**
 * Reads a requirements file with all files that it includes. Addresses are left out: nobody fetches them here.
 *
 * @param file name of the file, in the app's directory
 * @param text the file, which may not be written yet
 */
export function requirementFiles(file: string, text: string, { directory, read }: Workspace): RequirementFiles {
  const files: RequirementFile[] = [];
  const unread: Unread[] = [];
  const circles: Circle[] = [];
  const seen = new Set<string>();
  const prefix = directory === '.' ? '' : `${directory}/`;
  const inDirectory = (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length) : undefined);
  const visit = (
    path: string,
    contents: string,
    constraint: boolean,
    above: readonly string[],
    from?: RequirementFile['from'],
  ) => {
    const inApp = inDirectory(path);
    const shown = inApp ?? path;
    const way = [...above, path];
    const lines = readRequirements(contents);
    seen.add(`${String(constraint)} ${path}`);
    files.push({ path, shown, inApp, constraint, lines, ...(from ? { from } : {}) });
    for (const line of lines) {
      const include = includeOf(line);
      if (!include || isAddress(include.value)) continue;
      const { value } = include;
      const target = normalizePath(`${path}/../${value}`);
      const other = target === undefined ? undefined : read(target);
      const why = hasVariable(value)
        ? 'has a variable in it'
        : /^(?:\/|file:)/i.test(value)
          ? 'is an absolute path'
          : target === undefined
            ? 'is outside of the workspace'
            : other === undefined
              ? 'is missing'
              : undefined;
      if (why !== undefined || target === undefined || other === undefined) {
        unread.push({ file: shown, line, value, why: why ?? 'is missing' });
      } else if (way.includes(target)) {
        const chain = [...way.slice(way.indexOf(target)), target].map((step) => inDirectory(step) ?? step);
        circles.push({ file: shown, line, chain });
      } else if (!seen.has(`${String(include.constraint)} ${target}`)) {
        visit(target, other, include.constraint, way, { file: shown, line });
      }
    }
  };
  visit(normalizePath(joinPath(directory, file)) ?? file, text, false, []);
  return { files, unread, circles };
}

/** Paths of the files in the app's directory that its requirements include, relative to it and sorted. */
export function requirementIncludes({ files }: RequirementFiles): string[] {
  return [...new Set(files.flatMap(({ inApp, from }) => (from && inApp !== undefined ? [inApp] : [])))].sort();
}

/**
 * Texts of a requirements file and of all files that it includes.
 *
 * @param file name of the file, in the app's directory
 */
export function requirementTexts(file: string, workspace: Workspace, text = readIn(file, workspace)): string[] {
  if (text === undefined) return [];
  return requirementFiles(file, text, workspace).files.map(({ lines }) => lines.map(({ raw }) => raw).join(''));
}

function readIn(file: string, { directory, read }: { readonly directory: string; readonly read: ReadText }) {
  return read(joinPath(directory, file));
}

/** The lines of the app's requirements that count: without comments, spaces and the order that a person gave them. */
export function requirementInputs(text: string, workspace: Workspace): string[] {
  const { files } = requirementFiles(REQUIREMENTS_FILE, text, workspace);
  const lines = files.flatMap((file) => file.lines.map((line) => line.text.replace(/\s+/g, ' ')));
  return [...new Set(lines.filter((line) => line !== ''))].sort();
}
