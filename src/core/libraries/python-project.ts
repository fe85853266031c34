import { normalName } from '../python/normal-name';
import { readRequirements } from '../python/requirement-lines';
import { normalizePath } from '../text/paths';
import { isTable, lineOf, readToml, tableAt, textAt, textsAt, type Table } from '../text/toml';

/** A package that a Python project asks for. */
export interface Need {
  /** Name in its normal form. */
  readonly name: string;
  /** As it is written. */
  readonly text: string;
  /** Line of pyproject.toml; undefined where it cannot be told. */
  readonly line: number | undefined;
  /** Whoever installs the project gets it: it is in `[project] dependencies`, and in no group for development. */
  readonly always: boolean;
  /** Directory that it comes from, relative to the root of the workspace, where the file itself says so. */
  readonly directory?: string;
}

/** What the pyproject.toml of a directory says. */
export interface PythonProject {
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  /** Name in its normal form; undefined where it has none. */
  readonly name: string | undefined;
  /** Name as it is written. */
  readonly written: string | undefined;
  readonly description: string | undefined;
  readonly version: string | undefined;
  readonly requiresPython: string | undefined;
  /** Whether it says how it is built: what does not cannot be relied upon to install. */
  readonly hasBuildSystem: boolean;
  readonly needs: readonly Need[];
  /** Lines of requirements for its development: groups and extras with such names. */
  readonly development: readonly string[];
  /** It says itself that it is a library of this package, with `[tool.fastapi-container]`. */
  readonly isMarked: boolean;
  readonly tags: readonly string[];
}

/** Table by which a library that no app names yet is known. */
export const LIBRARY_TABLE = '[tool.fastapi-container]';

/** Groups and extras of a project that are for its development. */
const DEVELOPMENT = ['dev', 'test', 'tests', 'lint', 'typing'];

/** The lines of a group of PEP 735, with those of the groups that it includes. */
function groupLines(groups: Table, name: string, above: readonly string[] = []): string[] {
  const entry = Object.keys(groups).find((key) => normalName(key) === normalName(name));
  const items = entry === undefined || above.includes(entry) ? [] : groups[entry];
  if (entry === undefined || !Array.isArray(items)) return [];
  return (items as unknown[]).flatMap((item) => {
    if (typeof item === 'string') return [item];
    const included = isTable(item) ? textAt(item, 'include-group') : undefined;
    return included === undefined ? [] : groupLines(groups, included, [...above, entry]);
  });
}

/** Where uv is told to take a package from; undefined where nothing is said. */
function sourceOf(sources: Table, name: string): Table | undefined {
  const [, source] = Object.entries(sources).find(([key]) => normalName(key) === name) ?? [];
  return isTable(source) ? source : undefined;
}

/** Directory that a source of uv names; undefined where the package comes from elsewhere. */
function sourceDirectory(sources: Table, name: string, directory: string): string | undefined {
  const source = sourceOf(sources, name);
  const path = source && textAt(source, 'path');
  return path === undefined || path.startsWith('/') ? undefined : normalizePath(`${directory}/${path}`);
}

/** Whether uv is told to take a package from somewhere that is no directory of the workspace. */
function comesFromElsewhere(sources: Table, name: string): boolean {
  const source = sourceOf(sources, name);
  return source !== undefined && ['index', 'git', 'url'].some((key) => key in source);
}

function needsOf(project: Table, table: Table, text: string, directory: string): Need[] {
  const sources = tableAt(table, 'tool', 'uv', 'sources');
  const groups = tableAt(table, 'dependency-groups');
  const optional = tableAt(project, 'optional-dependencies');
  const always = textsAt(project, 'dependencies').map((line) => ({ line, always: true }));
  const others = [
    ...Object.keys(optional).flatMap((name) => textsAt(optional, name)),
    ...Object.keys(groups).flatMap((name) => groupLines(groups, name)),
    ...textsAt(tableAt(table, 'tool', 'uv'), 'dev-dependencies'),
  ].map((line) => ({ line, always: false }));
  return [...always, ...others].flatMap(({ line: written, ...need }): Need[] => {
    const [read] = readRequirements(written);
    if (read?.kind !== 'package' || comesFromElsewhere(sources, read.name)) return [];
    const from = sourceDirectory(sources, read.name, directory);
    const found = { ...need, name: read.name, text: written, line: lineOf(text, written) };
    return [from === undefined ? found : { ...found, directory: from }];
  });
}

/**
 * Reads the pyproject.toml of a directory.
 *
 * @param directory relative to the root of the workspace
 * @returns undefined where it is no TOML that can be read
 */
export function readPythonProject(directory: string, text: string): PythonProject | undefined {
  const table = readToml(text);
  if (table === undefined) return undefined;
  const project = tableAt(table, 'project');
  const written = textAt(project, 'name');
  const tool = tableAt(table, 'tool');
  const ours = tableAt(tool, 'fastapi-container');
  const groups = tableAt(table, 'dependency-groups');
  const optional = tableAt(project, 'optional-dependencies');
  return {
    directory,
    name: written === undefined ? undefined : normalName(written),
    written,
    description: textAt(project, 'description'),
    version: textAt(project, 'version'),
    requiresPython: textAt(project, 'requires-python'),
    hasBuildSystem: isTable(table['build-system']),
    needs: needsOf(project, table, text, directory),
    development: DEVELOPMENT.flatMap((name) => [...groupLines(groups, name), ...textsAt(optional, name)]),
    isMarked: isTable(tool['fastapi-container']),
    tags: textsAt(ours, 'tags'),
  };
}

/** Whether a text may hold anything of {@link readPythonProject} that leads to another project: to parse it takes longer. */
export function mayNeedOthers(text: string): boolean {
  return /^\s*\[\s*(?:project|dependency-groups|tool\s*\.\s*uv)\b/m.test(text);
}
