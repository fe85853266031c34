import type { ResolvedApp } from '../app/resolved';
import { compare, satisfies } from '@renovatebot/pep440';
import { PYPROJECT_FILE } from '../constants';
import { appliesInImage } from '../python/markers';
import { broughtBy } from '../python/extras';
import { requirementWith, type Requirement } from '../python/packages';
import { judge } from '../python/specifiers';
import type { LockedPackage } from '../python/uv-lock';
import type { Problem } from '../text/problems';
import { shellWord } from '../text/shell-word';
import type { Workspace } from '../workspace';
import { normalName } from '../python/normal-name';
import { lockedPackages, uvLibraries, type Declared, type UvProject } from './uv-project';

/** The command that puts a requirement into pyproject.toml, and into uv.lock with it. */
function uvAdd(wanted: Requirement, extras: readonly string[] = []): string {
  return `\`uv add '${requirementWith(wanted, extras)}'\``;
}

/** The way out of a package without wheels. */
function fromSource(name: string): string {
  return `if you trust it: "buildFromSource": ["${name}"] (as a flag: --build-from-source=${name})`;
}

/** Whether a specifier admits some release of a Python version, such as one of 3.13. */
function admitsPython(specifier: string, python: string): boolean {
  const named = specifier.match(/\d+(?:\.\d+)*/g)?.filter((version) => version.startsWith(`${python}.`)) ?? [];
  return [`${python}.0`, `${python}.99`, ...named].some((version) => satisfies(version, specifier));
}

function pythonProblems({ python }: ResolvedApp, { requiresPython }: UvProject): Problem[] {
  if (requiresPython === undefined || admitsPython(requiresPython.specifier, python)) return [];
  return [
    {
      option: requiresPython.at,
      value: requiresPython.specifier,
      reason: `does not admit Python ${python}, which the options give the image`,
      allowed: `a requires-python that ${python} satisfies, such as >=${python}`,
      fix: 'change it and run `uv lock`, or change the option "python"',
    },
  ];
}

/** Whether one of the declared packages brings another one with an extra. */
function isBrought(name: string, declared: readonly Declared[]): boolean {
  return declared.some(({ line }) => broughtBy(line.name, line.extras).some((brought) => brought === name));
}

/** Whether a specifier does not admit a version. One that says nothing admits all. */
function rulesOut(specifier: string, version: string): boolean {
  return specifier !== '' && !satisfies(version, specifier);
}

/** What is wrong with one package that the image itself runs. */
function packageProblem(
  wanted: Requirement,
  declared: readonly Declared[],
  locked: readonly LockedPackage[] | undefined,
  lockShown: string,
): Problem | undefined {
  const { name, oldest, anyVersion = false } = wanted;
  const mine = declared.filter(({ line }) => line.name === name);
  const extras = [...new Set(mine.flatMap(({ line }) => line.extras))];
  const allowed = `${requirementWith(wanted, extras)} among the dependencies of [project]`;
  const fix = `in the directory of the app: ${uvAdd(wanted, extras)}`;
  const tooOld = anyVersion
    ? undefined
    : mine.find(({ line }) => line.url === undefined && judge(line.specifier, oldest) === 'below');
  const reason = `the server's flags need ${name} ${oldest} or newer`;
  if (tooOld) return { option: tooOld.at, value: tooOld.line.text, reason, allowed, fix };
  const versions = locked?.filter((item) => item.name === name && item.source === 'registry') ?? [];
  if (mine.length === 0 && versions.length === 0 && !isBrought(name, declared)) {
    return { option: PYPROJECT_FILE, reason: `does not ask for ${name}, which the image runs`, allowed, fix };
  }
  if (anyVersion || mine.some(({ line }) => line.url !== undefined)) return undefined;
  const old = versions.find(({ version }) => version !== undefined && compare(version, oldest) < 0);
  // A version that pyproject.toml rules out meanwhile is replaced by locking again. Any other stays as it is locked.
  const version = old?.version;
  if (version === undefined || mine.some(({ line }) => rulesOut(line.specifier, version))) return undefined;
  return { option: lockShown, value: `${name} ${version}`, reason, allowed, fix };
}

/** What of the locked packages the image cannot install. */
function sourceProblems(app: ResolvedApp, locked: readonly LockedPackage[], lockShown: string): Problem[] {
  const built = app.buildFromSource.map(normalName);
  return locked.flatMap(({ name, version, source, from, hasWheel }): Problem[] => {
    const value = version === undefined ? name : `${name} ${version}`;
    const found = { option: lockShown, value };
    if (source === 'git') {
      const reason = `comes from a repository, ${from}, for which a lock can hold no hash`;
      const fix = 'ask for a release of it, or for the address of an archive';
      return [{ ...found, reason, allowed: 'packages of an index, addresses of archives', fix }];
    }
    if (source === 'path') {
      const reason = `is the file ${from}, and the image's build gets no file but those of the options`;
      const fix = 'put it on a package index ("packageIndex"), and ask for it by its name';
      return [{ ...found, reason, allowed: 'packages of an index, addresses of archives', fix }];
    }
    if (hasWheel || source !== 'registry' || built.includes(name)) return [];
    const reason = 'has no wheel, and the image builds nothing from source unless told';
    return [{ ...found, reason, allowed: 'packages with wheels', fix: fromSource(name) }];
  });
}

/** Local packages that the image would lack, and libraries that the environment would lack. */
function libraryProblems(app: ResolvedApp, project: UvProject, workspace: Workspace): Problem[] {
  const { lockFile, locked: own } = project;
  if (!lockFile) return [];
  const local = uvLibraries(project, workspace, app.python);
  const named = app.libraries.map(({ path }) => path);
  const missing = local.filter(({ path }) => !named.includes(path));
  const all = [...named, ...missing.map((item) => item.path)];
  const problems = missing.map(({ name, path }): Problem => ({
    option: 'libraries',
    reason: `lacks ${path}: ${lockFile.shown} takes ${name} from there, and the image's build gets no directory but those of the options`,
    allowed: 'every local library that the app depends on',
    fix: `add it to the options: "libraries": ${JSON.stringify(all)} (as a flag: --libraries=${shellWord(all.join(','))})`,
  }));
  const strange = own ? named.filter((path) => local.every((item) => item.path !== path)) : [];
  return [
    ...problems,
    ...strange.map((path): Problem => ({
      option: 'libraries',
      value: path,
      reason: `is in the options alone: ${lockFile.shown} does not know that the app depends on it`,
      allowed: 'libraries that pyproject.toml asks for',
      fix: `in the directory of the app: \`uv add --editable ${path}\`, or remove it from the options`,
    })),
  ];
}

/**
 * What is wrong with an app whose dependencies are uv's, as its image sees it.
 *
 * @param required what the image itself runs
 */
export function uvProjectProblems(
  app: ResolvedApp,
  project: UvProject,
  required: readonly Requirement[],
  workspace: Workspace,
): Problem[] {
  const locked = lockedPackages(project, app.python);
  const shown = project.lockFile?.shown ?? '';
  const declared = project.declared.filter(({ line }) => appliesInImage(line.marker, app.python) !== false);
  return [
    ...pythonProblems(app, project),
    ...required.flatMap((wanted) => packageProblem(wanted, declared, locked, shown) ?? []),
    ...sourceProblems(app, locked ?? [], shown),
    ...libraryProblems(app, project, workspace),
  ];
}
