import { satisfies } from '@renovatebot/pep440';
import { PYPROJECT_FILE } from '../constants';
import { normalName } from '../python/normal-name';
import { readRequirements, type PackageLine } from '../python/requirement-lines';
import { failure, failures, success, type Problem, type Result } from '../text/problems';
import { readToml, tableAt, textAt, textsAt, type Table } from '../text/toml';
import { exchangeInToml, type TomlPath } from '../text/toml-edit';
import { toPep440, toSemver } from './version';

const VERSION: TomlPath = ['project', 'version'];

/**
 * Whether a pyproject.toml says something of a version of the project. This goes by the lines, since it is asked of every
 * project whenever Nx looks at the workspace, and also of a file with an error in it, which a release then tells.
 */
export function saysVersion(pyproject: string): boolean {
  if (!pyproject.includes('version')) return false;
  let table = '';
  for (const line of pyproject.split('\n')) {
    const [, header] = /^\s*\[\s*"?([\w.-]+)/.exec(line) ?? [];
    if (header !== undefined) table = header;
    else if (table === 'project' && /^\s*"?(version"?\s*=|dynamic"?\s*=.*"version")/.test(line)) return true;
    else if (table === '' && /^\s*"?project"?\s*(\.\s*"?version"?\s*)?=/.test(line)) return true;
  }
  return false;
}

function unfit(reason: string, fix: string, value?: unknown): Problem {
  const allowed = 'a [project] table with version = "0.1.0", or such';
  return { option: 'project.version', ...(value === undefined ? {} : { value }), reason, allowed, fix };
}

/** The `[project]` table of a project that has a version, and the version as it is written. */
function projectIn(pyproject: string): Result<{ readonly project: Table; readonly version: string }> {
  const table = readToml(pyproject);
  if (!table) return failure(unfit(`cannot be read: ${PYPROJECT_FILE} is no TOML`, `correct ${PYPROJECT_FILE}`));
  const project = tableAt(table, 'project');
  if (textsAt(project, 'dynamic').includes('version')) {
    const reason = 'is dynamic: it is made when the package is built, so that there is nothing to raise';
    return failure(
      unfit(reason, 'write the version down and take it out of "dynamic", or leave the project out of "release"'),
    );
  }
  const version = textAt(project, 'version');
  if (version === undefined) return failure(unfit('is missing', 'add it, or leave the project out of "release"'));
  return success({ project, version });
}

/** The version of a Python project, in the words of semver. */
export function versionIn(pyproject: string): Result<string> {
  const found = projectIn(pyproject);
  return found.ok ? toSemver(found.value.version, 'project.version') : found;
}

/** The name of a Python project in its normal form; undefined where it has none. */
export function projectNameIn(pyproject: string): string | undefined {
  const name = textAt(tableAt(readToml(pyproject), 'project'), 'name');
  return name === undefined ? undefined : normalName(name);
}

/**
 * A pyproject.toml with another version of the project: its characters change, and no others.
 *
 * @param semver the new version, as Nx counts
 */
export function withVersion(pyproject: string, semver: string): Result<string> {
  const found = projectIn(pyproject);
  if (!found.ok) return found;
  const version = toPep440(semver);
  if (!version.ok) return version;
  const text = exchangeInToml(pyproject, VERSION, found.value.version, version.value);
  if (text !== undefined) return success(text);
  const reason = 'is not written in plain characters';
  return failure(unfit(reason, 'write it as version = "0.1.0"', found.value.version));
}

/** A place where a project asks for another one. */
interface Asking {
  readonly path: TomlPath;
  readonly written: string;
  readonly line: PackageLine;
}

function listsIn(pyproject: string): readonly (readonly [path: TomlPath, entries: readonly unknown[]])[] {
  const table = readToml(pyproject);
  const lists = (path: readonly string[], of: Table) =>
    Object.entries(of).flatMap(([key, value]) => (Array.isArray(value) ? [[[...path, key], value] as const] : []));
  const { dependencies } = tableAt(table, 'project');
  return [
    ...lists(['project'], { dependencies }),
    ...lists(['project', 'optional-dependencies'], tableAt(table, 'project', 'optional-dependencies')),
    ...lists(['dependency-groups'], tableAt(table, 'dependency-groups')),
  ];
}

/** The places where a pyproject.toml asks for certain versions of another project. */
function askingFor(pyproject: string, name: string): Asking[] {
  return listsIn(pyproject).flatMap(([path, entries]) =>
    entries.flatMap((written, index): Asking[] => {
      const [line] = typeof written === 'string' ? readRequirements(written) : [];
      const asks = line?.kind === 'package' && line.name === name && line.specifier !== '';
      return asks ? [{ path: [...path, index], written: String(written), line }] : [];
    }),
  );
}

/** The version of another project that a pyproject.toml asks for; undefined where any will do. */
export function askedVersion(pyproject: string, name: string): string | undefined {
  return askingFor(pyproject, name)[0]?.line.specifier;
}

/**
 * A pyproject.toml that asks for the new version of another project of the workspace. `==` follows; a range that has the
 * new version in it stays; one that has not is for a person to decide.
 *
 * @param name normal name of the other project
 * @param semver its new version, as Nx counts
 */
export function withAskedVersion(pyproject: string, name: string, semver: string): Result<string> {
  const version = toPep440(semver);
  if (!version.ok) return version;
  let text = pyproject;
  const problems: Problem[] = [];
  for (const { path, written, line } of askingFor(pyproject, name)) {
    if (satisfies(version.value, line.specifier, { prereleases: true })) continue;
    const isExact = /^===?[^,*]+$/.test(line.specifier);
    const [exact = '', operator = ''] = /(===?[ \t]*)[^\s,;)]+/.exec(written) ?? [];
    const changed = isExact ? exchangeInToml(text, path, exact, operator + version.value) : undefined;
    if (changed !== undefined) {
      text = changed;
      continue;
    }
    problems.push({
      option: path.slice(0, -1).join('.'),
      value: written,
      reason: `leaves out ${version.value}, which ${name} is going to be`,
      fix: 'widen it, or write == to have it follow',
    });
  }
  return problems.length === 0 ? success(text) : failures(problems);
}
