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
 * What a person does so that a package is installed: the file to add it to, or to create. Where another file of theirs names
 * it, including that one is enough.
 *
 * @param read reads a file of the app's directory
 * @returns undefined where the file names it already
 */
export function howToAdd(
  { package: name, file }: ProgramSource,
  read: (path: string) => string | undefined,
): string | undefined {
  const text = read(file);
  if (names(text, name)) return undefined;
  const other = OTHER_FILES.find((path) => path !== file && names(read(path), name));
  if (other !== undefined && text?.includes(other) === true) return undefined;
  const line = other === undefined ? name : `-r ${other}`;
  const why = other === undefined ? '' : `, which names ${name}`;
  return text === undefined ? `create ${file} with the line \`${line}\`${why}` : `add \`${line}\` to ${file}${why}`;
}
