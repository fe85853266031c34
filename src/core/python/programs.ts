import { REQUIREMENTS_DEV_FILE, REQUIREMENTS_FILE } from '../constants';
import { DEV_PACKAGES, isManagedPackage } from './packages';
import { nameOf, readRequirements } from './requirement-lines';

/** Programs whose package has another name. */
const PACKAGE_OF: Readonly<Record<string, string>> = { fastapi: 'fastapi-cli' };

/** Where people name what developers need, when it is not in requirements-dev.txt. */
const OTHER_FILES = ['dev', 'development', 'local', 'test', 'tests', 'testing'].flatMap((name) => [
  `requirements/${name}.txt`,
  `requirements/requirements-${name}.txt`,
  `requirements-${name}.txt`,
  `requirements_${name}.txt`,
  `requirements.${name}.txt`,
  `${name}-requirements.txt`,
  `${name}_requirements.txt`,
]);

/** Where a program of the virtual environment comes from. */
export interface ProgramSource {
  /** The package that brings it. */
  readonly package: string;
  /** The file of the app that names the package. */
  readonly file: string;
}

/**
 * The package that brings a program, and the requirements file that it belongs in.
 *
 * @param forDevelopers whether the image has no use for it, whatever brings it
 */
export function sourceOfProgram(program: string, forDevelopers = false): ProgramSource {
  const name = PACKAGE_OF[program] ?? program;
  const isForDevelopers = forDevelopers || !isManagedPackage(name) || DEV_PACKAGES.includes(name);
  return { package: name, file: isForDevelopers ? REQUIREMENTS_DEV_FILE : REQUIREMENTS_FILE };
}

/** Whether a requirements file names a package itself. */
function names(text: string | undefined, name: string): boolean {
  return readRequirements(text ?? '').some((line) => nameOf(line) === name);
}

/**
 * The line by which the file of a package asks for it. Where another file of the person's names it, including that one is
 * enough.
 *
 * @returns undefined where the file names it already
 */
function lineFor({ package: name, file }: ProgramSource, read: (path: string) => string | undefined) {
  const text = read(file);
  if (names(text, name)) return undefined;
  const other = OTHER_FILES.find((path) => path !== file && names(read(path), name));
  if (other === undefined) return name;
  return text?.includes(other) === true ? undefined : `-r ${other}`;
}

/**
 * What a person does so that packages are installed: the files to add lines to, or to create.
 *
 * @param read reads a file of the app's directory
 * @returns undefined where the files name all of them already
 */
export function howToAdd(
  sources: readonly ProgramSource[],
  read: (path: string) => string | undefined,
): string | undefined {
  const byFile = new Map<string, Map<string, string[]>>();
  for (const source of sources) {
    const line = lineFor(source, read);
    if (line === undefined) continue;
    const lines = byFile.get(source.file) ?? new Map<string, string[]>();
    byFile.set(source.file, lines.set(line, [...(lines.get(line) ?? []), source.package]));
  }
  const deeds = [...byFile].map(([file, lines]) => {
    const shown = [...lines].map(([line, brought]) =>
      line.startsWith('-r ') ? `\`${line}\` (it names ${brought.join(', ')})` : `\`${line}\``,
    );
    const listed = shown.join(', ');
    if (read(file) !== undefined) return `add ${listed} to ${file}`;
    return `create ${file} with the ${shown.length === 1 ? 'line' : 'lines'} ${listed}`;
  });
  return deeds.length === 0 ? undefined : deeds.join(', and ');
}
