import { satisfies } from '@renovatebot/pep440';
import { fileSchema } from '../input/schema';
import { requirement, requirementLine, type PackageName } from '../python/packages';
import { readRequirements } from '../python/requirement-lines';
import { relativeDirectory } from '../text/paths';
import { closureOf, meantBy, type Candidates } from './closure';
import type { PythonProject } from './python-project';

/** The tools that the tasks of a library run. */
const TOOLS: readonly PackageName[] = ['mypy', 'pytest', 'ruff'];

/** The tools as lines of requirements. */
export const TOOL_REQUIREMENTS: readonly string[] = TOOLS.map((name) => requirementLine(requirement(name)));

const VERSIONS = fileSchema.properties?.python?.enum ?? [];
const USUAL = String(fileSchema.properties?.python?.default);

/** The Python for the environment of a library: the one that apps get, or the newest that the library admits. */
export function pythonFor({ requiresPython }: Pick<PythonProject, 'requiresPython'>): string {
  if (requiresPython === undefined) return USUAL;
  const admitted = VERSIONS.filter((version) => satisfies(`${version}.0`, requiresPython));
  return admitted.includes(USUAL) || admitted.length === 0 ? USUAL : (admitted.at(-1) ?? USUAL);
}

/** What is installed into the environment of a library. */
export interface LibraryEnvironment {
  /** Directories that are installed so that edits count at once: what it needs of the workspace, then itself. */
  readonly editable: readonly string[];
  /** Lines of requirements: what it names for its development, and the tools that it does not name. */
  readonly requirements: readonly string[];
}

/** Works out what is installed for the development of a library; directories are relative to its own. */
export function libraryEnvironment(project: PythonProject, candidates: Candidates): LibraryEnvironment {
  const further = project.needs.flatMap((need) => (need.always ? [] : (meantBy(need, candidates) ?? [])));
  const others = further.filter(({ directory }) => directory !== project.directory);
  const local = [...others, ...closureOf([project, ...others], candidates).map(({ target }) => target)];
  const directories = [...new Set(local.map(({ directory }) => directory))].sort();
  const names = new Set(local.map(({ name }) => name));
  const asked = [...new Set(project.development)].flatMap((text) => {
    const [line] = readRequirements(text);
    return line?.kind === 'package' && !names.has(line.name) ? [{ text, name: line.name }] : [];
  });
  const missing = TOOLS.filter((tool) => asked.every(({ name }) => name !== tool));
  return {
    editable: [...directories.map((directory) => relativeDirectory(project.directory, directory)), '.'],
    requirements: [...asked.map(({ text }) => text), ...missing.map((name) => requirementLine(requirement(name)))],
  };
}
