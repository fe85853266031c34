import { compare } from '@renovatebot/pep440';
import type { Notice, ResolvedApp } from '../app/resolved';
import { PYPROJECT_FILE, REQUIREMENTS_FILE } from '../constants';
import { appliesInImage } from '../python/markers';
import { requirement } from '../python/packages';
import { judge } from '../python/specifiers';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { requirementFiles } from './requirement-files';
import { lockedPackages, readUvProject, usesUv } from './uv-project';

const FRAMEWORK = requirement('fastapi');

/** A version of the framework that an app asks for or has locked, and where that is written. */
interface Asked {
  readonly at: string;
  readonly text: string;
}

function inRequirements({ python }: ResolvedApp, workspace: Workspace): Asked | undefined {
  const text = workspace.read(joinPath(workspace.directory, REQUIREMENTS_FILE));
  if (text === undefined) return undefined;
  const lines = requirementFiles(REQUIREMENTS_FILE, text, workspace).files.flatMap(({ shown, lines: all }) =>
    all.map((line) => ({ at: `${shown}:${String(line.number)}`, line })),
  );
  const old = lines.find(
    ({ line }) =>
      line.kind === 'package' &&
      line.name === FRAMEWORK.name &&
      appliesInImage(line.marker, python) !== false &&
      judge(line.specifier, FRAMEWORK.floor) === 'below',
  );
  return old && { at: old.at, text: old.line.text };
}

function inUvProject({ python }: ResolvedApp, workspace: Workspace): Asked | undefined {
  const project = readUvProject(workspace.read(joinPath(workspace.directory, PYPROJECT_FILE)), workspace);
  if (!project.ok) return undefined;
  const declared = project.value.declared.find(
    ({ line }) => line.name === FRAMEWORK.name && judge(line.specifier, FRAMEWORK.floor) === 'below',
  );
  if (declared) return { at: declared.at, text: declared.line.text };
  const locked = lockedPackages(project.value, python)?.find(({ name }) => name === FRAMEWORK.name);
  const version = locked?.version;
  return version !== undefined && compare(version, FRAMEWORK.floor) < 0
    ? { at: project.value.lockFile?.shown ?? '', text: `fastapi ${version}` }
    : undefined;
}

/**
 * An older framework than the one that this package is tested with. Nothing that is generated needs a newer one, so the
 * version stays the user's choice; where the requirements are the tool's to write, the merge refuses it.
 */
export function frameworkNotice(app: ResolvedApp, workspace: Workspace): Notice | undefined {
  const isTheirs = usesUv(app) || app.own.includes(REQUIREMENTS_FILE);
  const old = isTheirs ? (usesUv(app) ? inUvProject : inRequirements)(app, workspace) : undefined;
  return (
    old && {
      option: old.at,
      message: `${old.text} is older than FastAPI ${FRAMEWORK.floor}, the oldest one that this package is tested with. The image is made with it all the same: try it, or raise the version`,
    }
  );
}
