import type { ResolvedApp } from '../app/resolved';
import { LOCAL_VENV, LOCK_FILE, PYPROJECT_FILE, REQUIREMENTS_FILE } from '../constants';
import { requirementFiles } from '../dependencies/requirement-files';
import { isLocal, nearestUvLock, usesUv } from '../dependencies/uv-project';
import { fileSchema } from '../input/schema';
import { normalName } from '../python/normal-name';
import { nameOf } from '../python/requirement-lines';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { readPythonProject, type PythonProject } from './python-project';

/** An entry of a lock with its version or address. */
const LOCKED = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]\n]*\])? *(?:==|@)/gm;

/** Names of the packages that an app gets from elsewhere, in their normal form: what it asks for, and what is locked. */
export function packagesOf(app: ResolvedApp, workspace: Workspace): Set<string> {
  const { directory, read } = workspace;
  const lock = read(joinPath(directory, LOCK_FILE)) ?? '';
  const names = new Set([...lock.matchAll(LOCKED)].map(([, name = '']) => normalName(name)));
  if (usesUv(app)) {
    const project = readPythonProject(directory, read(joinPath(directory, PYPROJECT_FILE)) ?? '');
    const locked = nearestUvLock(workspace)?.lock?.packages ?? [];
    const local = new Set(locked.filter(isLocal).map(({ name }) => name));
    for (const { name } of [...locked, ...(project?.needs ?? [])]) if (!local.has(name)) names.add(name);
    return names;
  }
  const text = read(joinPath(directory, REQUIREMENTS_FILE)) ?? '';
  for (const { lines, constraint } of requirementFiles(REQUIREMENTS_FILE, text, workspace).files) {
    for (const line of lines) {
      const name = constraint ? undefined : nameOf(line);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

const VERSIONS = fileSchema.properties?.python?.enum ?? [];

/**
 * Whether the local environment of an app holds a module that a package brought, and not a library of the workspace that
 * somebody installed there by hand.
 */
export function isInEnvironment(module: string, library: PythonProject, { exists }: Workspace): boolean {
  if (!exists) return false;
  const path = module.replaceAll('.', '/');
  return VERSIONS.some((version) => {
    const packages = `${LOCAL_VENV}/lib/python${version}/site-packages`;
    if (!exists(`${packages}/${path}`) && !exists(`${packages}/${path}.py`)) return false;
    // pip notes of what it took from a directory that it did.
    const name = (library.name ?? '').replaceAll('-', '_');
    return !exists(`${packages}/${name}-${library.version ?? ''}.dist-info/direct_url.json`);
  });
}
