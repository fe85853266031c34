import { PYPROJECT_FILE } from '../../constants';
import { normalName } from '../../python/normal-name';
import type { Place } from '../../text/place';
import { directoriesAbove, joinPath, normalizePath } from '../../text/paths';
import { isTable, lineOf, readToml, tableAt, textAt, textsAt, type Table } from '../../text/toml';
import type { Workspace } from '../../workspace';

/** Where uv takes a package from, by `[tool.uv.sources]` of a project or of the uv workspace around it. */
export interface UvSource {
  /** Name of the package, in its normal form. */
  readonly name: string;
  readonly details: Table;
  readonly place: Place;
  /** Directory that paths are meant from, relative to the root of the repository. */
  readonly from: string;
}

/** A uv workspace, by its root. */
interface UvRoot {
  readonly directory: string;
  readonly table: Table;
  readonly text: string;
  /** Path of its pyproject.toml relative to the application, as messages name it. */
  readonly shown: string;
}

/** The nearest uv workspace at or above a directory: without a lock its root is known by its table alone. */
function rootAbove({ directory, read }: Workspace): UvRoot | undefined {
  const above = directory === '.' ? ['.'] : directoriesAbove(`${directory}/x`);
  for (const [levels, path] of above.entries()) {
    const text = read(joinPath(path, PYPROJECT_FILE)) ?? '';
    const table = readToml(text);
    if (table && 'workspace' in tableAt(table, 'tool', 'uv'))
      return { directory: path, table, text, shown: '../'.repeat(levels) + PYPROJECT_FILE };
  }
  return undefined;
}

function sourcesIn(table: Table | undefined, text: string, file: string, from: string): UvSource[] {
  return Object.entries(tableAt(table, 'tool', 'uv', 'sources')).flatMap(([name, value]) => {
    const line = lineOf(text, name);
    const place = { file, ...(line === undefined ? {} : { line }) };
    // Several sources of one package differ in where they count.
    const entries = Array.isArray(value) ? (value as unknown[]) : [value];
    return entries.filter(isTable).map((details) => ({ name: normalName(name), details, place, from }));
  });
}

/** All sources that count for a project: its own come before those of its uv workspace. */
export function uvSources(table: Table | undefined, text: string, workspace: Workspace): UvSource[] {
  const own = sourcesIn(table, text, PYPROJECT_FILE, workspace.directory);
  const root = rootAbove(workspace);
  if (!root || root.directory === workspace.directory) return own;
  const shared = sourcesIn(root.table, root.text, root.shown, root.directory);
  return [...own, ...shared.filter(({ name }) => own.every((source) => source.name !== name))];
}

/** Whether a source says that the package is a project of the same uv workspace. */
export function isMember({ details }: UvSource): boolean {
  return details.workspace === true;
}

/** Directories that a pattern of members names, as far as they are called like the package: nothing is listed. */
function directoriesOf(pattern: string, names: readonly string[]): string[] {
  if (!/[*?[{]/.test(pattern)) return [pattern];
  const base = /^([^*?[{]*\/)?\*{1,2}(?:\/\*{1,2})?\/?$/.exec(pattern);
  return base ? names.map((name) => `${base[1] ?? ''}${name}`) : [];
}

/** The directory of a member of the uv workspace, relative to the root of the repository; undefined where it is not found. */
export function memberDirectory(name: string, workspace: Workspace): string | undefined {
  const root = rootAbove(workspace);
  if (!root) return undefined;
  const members = textsAt(tableAt(root.table, 'tool', 'uv', 'workspace'), 'members');
  const names = [name, name.replaceAll('-', '_'), name.replaceAll('-', '.')];
  return ['.', ...members.flatMap((pattern) => directoriesOf(pattern, names))]
    .flatMap((path) => normalizePath(`${root.directory}/${path}`) ?? [])
    .find((path) => {
      const project = tableAt(readToml(workspace.read(joinPath(path, PYPROJECT_FILE)) ?? ''), 'project');
      const written = textAt(project, 'name');
      return written !== undefined && normalName(written) === name;
    });
}
