import type { ResolvedApp } from '../app/resolved';
import { PYPROJECT_FILE, UV_LOCK_FILE } from '../constants';
import { appliesInImage } from '../python/markers';
import { normalName } from '../python/normal-name';
import { readRequirements, type PackageLine } from '../python/requirement-lines';
import { readUvLock, type LockedPackage, type UvLock } from '../python/uv-lock';
import { joinPath, normalizePath, relativeDirectory } from '../text/paths';
import { failure, success, type Problem, type Result } from '../text/problems';
import { lineOf, readToml, tableAt, textAt, textsAt, type Table } from '../text/toml';
import type { Workspace } from '../workspace';

/** Whether the dependencies of an app are uv's. */
export function usesUv({ dependencies }: Pick<ResolvedApp, 'dependencies'>): boolean {
  return dependencies === 'uv';
}

/** One entry of `[project] dependencies`. */
export interface Declared {
  /** Where it is written, as messages name it. */
  readonly at: string;
  readonly line: PackageLine;
}

/** A `uv.lock` around an app. */
export interface UvLockFile {
  /** Directory that it is in, relative to the root of the workspace. */
  readonly directory: string;
  /** Path relative to the app's directory, as messages name it. */
  readonly shown: string;
  readonly text: string;
  /** Undefined where nobody can read it. */
  readonly lock: UvLock | undefined;
}

/** An app whose dependencies are uv's, as its directory tells it. */
export interface UvProject {
  /** Name of the Python project, in its normal form: uv knows it by that. */
  readonly name: string;
  readonly requiresPython: { readonly at: string; readonly specifier: string } | undefined;
  readonly declared: readonly Declared[];
  /** Whether a build system says what it needs instead, so that only the lock tells. */
  readonly isDynamic: boolean;
  /** The parts of pyproject.toml from which follows what the app depends on. */
  readonly inputs: unknown;
  /** The nearest lock; undefined where there is none. */
  readonly lockFile: UvLockFile | undefined;
  /** What the lock has of the project itself; undefined where it does not know it. */
  readonly locked: LockedPackage | undefined;
}

/** The nearest `uv.lock` at or above an app: its own, or that of the uv workspace that it is a member of. */
export function nearestUvLock({ directory, read }: Workspace): UvLockFile | undefined {
  for (let levels = 0; ; levels++) {
    const above = normalizePath(joinPath(directory, '../'.repeat(levels)));
    if (above === undefined) return undefined;
    const text = read(joinPath(above, UV_LOCK_FILE));
    const shown = '../'.repeat(levels) + UV_LOCK_FILE;
    if (text !== undefined) return { directory: above, shown, text, lock: readUvLock(text) };
    if (above === '.') return undefined;
  }
}

const BACK = 'or set "dependencies": "requirements"';

function unusable(reason: string, fix: string): Result<never> {
  const problem: Problem = {
    option: PYPROJECT_FILE,
    reason: `${reason}, and with "dependencies": "uv" it says what the app needs`,
    allowed: 'a [project] table with name, version, requires-python and dependencies',
    fix: `${fix}, ${BACK}`,
  };
  return failure(problem);
}

function place(text: string, written: string): string {
  const line = lineOf(text, written);
  return line === undefined ? PYPROJECT_FILE : `${PYPROJECT_FILE}:${String(line)}`;
}

function declaredIn(project: Table, text: string): Declared[] {
  return textsAt(project, 'dependencies').flatMap((written) => {
    const [line] = readRequirements(written);
    return line?.kind === 'package' ? [{ at: place(text, written), line }] : [];
  });
}

/** The package of a lock that lies in a directory of the workspace. */
function lockedAt({ lock, directory }: UvLockFile, app: string): LockedPackage | undefined {
  return lock?.packages.find((candidate) => localDirectory(candidate, directory) === app);
}

/** The directory of a local package, relative to the root of the workspace; undefined where it comes from elsewhere. */
function localDirectory({ source, from }: LockedPackage, lockDirectory: string): string | undefined {
  return isLocal({ source }) ? normalizePath(joinPath(lockDirectory, from)) : undefined;
}

/** Whether a package of a lock is a directory of the workspace. */
export function isLocal({ source }: Pick<LockedPackage, 'source'>): boolean {
  return ['editable', 'directory', 'virtual'].includes(source);
}

/**
 * Reads what uv goes by, or finds out why that is impossible.
 *
 * @param pyproject text of pyproject.toml, which may not be written yet; undefined where there is none
 */
export function readUvProject(pyproject: string | undefined, workspace: Workspace): Result<UvProject> {
  if (pyproject === undefined) return unusable('is missing', 'run `uv init --bare`');
  const table = readToml(pyproject);
  if (table === undefined) return unusable('is no TOML that can be read', 'correct it');
  const project = tableAt(table, 'project');
  const name = textAt(project, 'name');
  if (name === undefined) return unusable('has no [project] table with a name', 'add one');
  const specifier = textAt(project, 'requires-python');
  const lockFile = nearestUvLock(workspace);
  return success({
    name: normalName(name),
    requiresPython: specifier === undefined ? undefined : { at: place(pyproject, 'requires-python'), specifier },
    declared: declaredIn(project, pyproject),
    isDynamic: textsAt(project, 'dynamic').includes('dependencies'),
    inputs: [normalName(name), textsAt(project, 'dependencies').sort(), tableAt(table, 'tool', 'uv', 'sources')],
    lockFile,
    locked: lockFile && lockedAt(lockFile, workspace.directory),
  });
}

/**
 * The packages of the lock that an app depends on by what it asks for now: what a lock that is stale has besides does not
 * count.
 *
 * @param python version of Python in the image: what a marker leaves out does not count; all count where it is not given
 * @returns undefined where the lock does not know the app
 */
export function lockedPackages(project: UvProject, python?: string): LockedPackage[] | undefined {
  const { lockFile, locked, declared, isDynamic, name } = project;
  if (!lockFile?.lock || !locked) return undefined;
  const counts = declared.filter(({ line }) => python === undefined || appliesInImage(line.marker, python) !== false);
  const asked = isDynamic ? [{ name, extras: [] }] : counts.map(({ line }) => line);
  return lockFile.lock.reachedBy(asked, python).filter((item) => item !== locked);
}

/** The local packages among them. */
export function uvLibraries(
  project: UvProject,
  { directory }: Workspace,
  python?: string,
): { readonly name: string; readonly path: string }[] {
  return (lockedPackages(project, python) ?? []).flatMap((item) => {
    // uv itself installs nothing of a project without a build system.
    const place = item.source === 'virtual' ? undefined : localDirectory(item, project.lockFile?.directory ?? '.');
    return place === undefined ? [] : [{ name: item.name, path: relativeDirectory(directory, place) }];
  });
}
