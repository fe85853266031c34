import { PYPROJECT_FILE, UV_LOCK_FILE } from '../../constants';
import { readUvProject, uvLibraries } from '../../dependencies/uv-project';
import { joinPath, normalizePath } from '../../text/paths';
import { success, type Result } from '../../text/problems';
import { readToml, tableAt, textAt, textsAt, type Table } from '../../text/toml';
import { convert, nothingToConvert, type ForeignLock } from './conversion';
import { fromProject, fromTable, type Declared } from './declared';
import type { Files } from '../evidence';
import { directoriesAbove, directoryOf } from '../../text/paths';
import { libraryFindings, localPackage, memberPackage, type LocalPackage } from './local-packages';
import { workspaceOf, type Dependencies, type DependencyKind, type Installed, type Wish } from './needs';
import { extrasNote } from './project-extras';
import { isMember, memberDirectory, uvSources } from './uv-sources';

/** The nearest file of a name, in the directory or above it. */
function lockAbove(files: Files, name: string): string | undefined {
  const { directory, read } = files.listing;
  const above = directory === '.' ? ['.'] : directoriesAbove(`${directory}/x`);
  const depth = above.findIndex((parent) => read(joinPath(parent, name)) !== undefined);
  return depth < 0 ? undefined : '../'.repeat(depth) + name;
}

/** The files in which the tools keep what they locked. */
const LOCKS: Readonly<Partial<Record<DependencyKind, string>>> = {
  poetry: 'poetry.lock',
  pdm: 'pdm.lock',
  pipenv: 'Pipfile.lock',
};

/** The command of each tool that makes a requirements.txt of what it locked. */
const EXPORTS: Readonly<Partial<Record<DependencyKind, string>>> = {
  uv: '`uv export --frozen --no-dev --no-emit-local --no-hashes --output-file requirements.txt`',
  poetry: '`poetry export --without-hashes --output requirements.txt`, which needs poetry-plugin-export',
  pdm: '`pdm export --format requirements --prod --without-hashes --output requirements.txt`',
  pipenv: '`pipenv requirements > requirements.txt`, without its line with -i',
};

/** What is said where nothing tells what the application needs. */
export const NOTHING_DECLARED =
  'there is neither a requirements.txt nor a pyproject.toml with dependencies: add what the application imports to requirements.txt';

/** What becomes of what is declared, and how exact versions get into the image. */
function adviceOf(kind: DependencyKind, lock: ForeignLock | undefined, isConverted: boolean): string {
  if (kind === 'none') return NOTHING_DECLARED;
  const declaring = kind === 'pipenv' ? 'the Pipfile' : 'pyproject.toml';
  const fromThere = 'the image installs from there';
  if (isConverted) return `requirements.txt has the versions of ${lock?.path ?? ''}: from now on ${fromThere}`;
  if (!lock)
    return `requirements.txt has the dependencies of ${declaring}: ${fromThere}, so change both from now on, or one`;
  return `requirements.txt has the ranges of ${declaring}; for the versions of ${lock.path}: adopt with --convert, or ${EXPORTS[kind] ?? ''}`;
}

function kindOf(files: Files, table: Table | undefined): DependencyKind {
  const project = tableAt(table, 'project');
  if (Array.isArray(project.dependencies) || 'poetry' in tableAt(table, 'tool')) {
    if (files.all.has('poetry.lock') || Object.keys(tableAt(table, 'tool', 'poetry', 'dependencies')).length > 0)
      return 'poetry';
    if (files.all.has('pdm.lock')) return 'pdm';
    return lockAbove(files, 'uv.lock') === undefined ? 'pyproject' : 'uv';
  }
  return files.all.has('Pipfile') ? 'pipenv' : 'none';
}

/** Whether pyproject.toml or a Pipfile says what the application needs. */
export function declaresDependencies(files: Files): boolean {
  return kindOf(files, readToml(files.text(PYPROJECT_FILE) ?? '')) !== 'none';
}

/** What each tool has locked; undefined where it has not. */
function lockOf(files: Files, kind: DependencyKind): ForeignLock | undefined {
  const path = kind === 'uv' ? lockAbove(files, UV_LOCK_FILE) : LOCKS[kind];
  const text = path === undefined ? undefined : files.listing.read(placeOf(files, path) ?? '')?.text;
  return path === undefined || text === undefined ? undefined : { path, text };
}

function placeOf({ listing }: Files, path: string): string | undefined {
  return normalizePath(`${listing.directory}/${path}`);
}

/** What an extra of poetry's own table names. */
function optionalOf(table: Table | undefined, extras: readonly string[]): string[] {
  const known = tableAt(table, 'tool', 'poetry', 'extras');
  return extras.flatMap((extra) => textsAt(known, extra));
}

/** What pyproject.toml or a Pipfile declares. */
function declaredIn(
  files: Files,
  kind: DependencyKind,
  table: Table | undefined,
  extras: readonly string[],
): Declared[] {
  const text = files.text(PYPROJECT_FILE) ?? '';
  if (kind === 'pipenv') {
    const pipfile = files.text('Pipfile') ?? '';
    return fromTable(tableAt(readToml(pipfile), 'packages'), 'Pipfile', pipfile);
  }
  const elsewhere = new Map(uvSources(table, text, workspaceOf(files)).map(({ name, details }) => [name, details]));
  const declared = fromProject(table, text, extras, elsewhere);
  if (kind !== 'poetry' || declared.length > 0) return declared;
  const optional = optionalOf(table, extras);
  return fromTable(tableAt(table, 'tool', 'poetry', 'dependencies'), PYPROJECT_FILE, text, optional);
}

/** Packages that are taken from a directory: by an address, by uv's sources, or by being in one uv workspace. */
function localIn(files: Files, table: Table | undefined, declared: readonly Declared[]): LocalPackage[] {
  const workspace = workspaceOf(files);
  const here = workspace.directory;
  const text = files.text(PYPROJECT_FILE) ?? '';
  const addressed = declared.flatMap(({ name, directory, place }) =>
    directory === undefined ? [] : [localPackage(name, directory, place, here, workspace)],
  );
  const all = uvSources(table, text, workspace);
  const sources = all.flatMap(({ name, details, place, from }) => {
    const path = textAt(details, 'path');
    return path === undefined ? [] : [localPackage(name, path, place, from, workspace)];
  });
  const project = readUvProject(files.text(PYPROJECT_FILE), workspace);
  const place = { file: (project.ok ? project.value.lockFile?.shown : undefined) ?? UV_LOCK_FILE };
  const members = project.ok
    ? uvLibraries(project.value, workspace).map(({ name, path }) => localPackage(name, path, place, here, workspace))
    : [];
  const known = [...addressed, ...sources];
  const locked = members.filter(({ name }) => known.every((item) => item.name !== name));
  const isAsked = (name: string) => declared.some((item) => item.name === name);
  const isKnown = (name: string) => [...known, ...locked].some((item) => item.name === name);
  // Without a lock that knows the project, the uv workspace itself tells.
  const inWorkspace = all
    .filter((source) => isMember(source) && isAsked(source.name) && !isKnown(source.name))
    .map(({ name, place: at }) => memberPackage(name, memberDirectory(name, workspace), at, workspace));
  return [...known, ...locked, ...inWorkspace];
}

/** What pyproject.toml or a Pipfile asks for, which the image does not read: it becomes a requirements.txt. */
export function fromProjectFile(files: Files, { extras }: Installed, wish: Wish): Result<Dependencies> {
  const text = files.text(PYPROJECT_FILE) ?? '';
  const table = readToml(text);
  const kind = kindOf(files, table);
  const lock = lockOf(files, kind);
  if (wish.convert && !lock) return nothingToConvert(files, kind);
  const declared = declaredIn(files, kind, table, extras);
  const converted = wish.convert && lock ? convert(kind, lock, declared, wish.python) : undefined;
  if (converted?.ok === false) return converted;
  const local = localIn(files, table, declared);
  const from = directoryOf(placeOf(files, lock?.path ?? PYPROJECT_FILE) ?? PYPROJECT_FILE);
  const place = { file: lock?.path ?? PYPROJECT_FILE };
  const locked = (converted?.value.local ?? [])
    .filter(({ name }) => local.every((item) => item.name !== name))
    .map(({ name, directory }) => localPackage(name, directory, place, from, workspaceOf(files)));
  const libraries = libraryFindings([...local, ...locked], workspaceOf(files));
  const lines: Dependencies['lines'] = converted
    ? converted.value.lines.map((line) => ({ text: line, place }))
    : declared.filter(({ name }) => local.every((item) => item.name !== name));
  const isBroken = text !== '' && table === undefined;
  const broken = isBroken ? [{ text: 'is no TOML that can be read', place: { file: PYPROJECT_FILE } }] : [];
  return success({
    kind,
    lines: lines.map(({ text: line, place: at }) => ({ text: line, place: at })),
    requirements: lines.map((line) => `${line.text}\n`).join(''),
    findings: libraries.findings,
    notes: [
      ...broken,
      ...libraries.notes,
      ...extrasNote(files, extras),
      { text: adviceOf(kind, lock, converted !== undefined) },
    ],
  });
}
