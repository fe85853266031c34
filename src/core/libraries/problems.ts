import type { Notice, ResolvedApp } from '../app/resolved';
import { PYPROJECT_FILE } from '../constants';
import { usesUv } from '../dependencies/uv-project';
import { isAside } from '../python-source/applications';
import { isWithin, joinPath, normalizePath, relativeDirectory } from '../text/paths';
import type { Problem } from '../text/problems';
import type { Workspace } from '../workspace';
import { isLibraryOf, type LibrariesAround } from './around';
import { closureOf, localNeeds, type LocalNeed } from './closure';
import { unanswered, type Unanswered } from './imported';
import { isInEnvironment, packagesOf } from './installed';
import { ownModulesOf } from './modules';
import type { PythonProject } from './python-project';

/** What is found out about the libraries of an app. */
export interface LibraryFindings {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  /** The libraries that the app and its libraries use, by the directory that uses them, with the place that says so. */
  readonly uses: readonly LibraryUse[];
}

/** An app or a library uses a library. */
export interface LibraryUse {
  readonly source: string;
  readonly target: string;
  /** The option or the file with its line, as messages name it. */
  readonly at: string;
}

/** The directories of the libraries that an app names, relative to the root of the workspace. */
export function librariesOf({ libraries }: Pick<ResolvedApp, 'libraries'>, directory: string): string[] {
  return libraries.flatMap(({ path }) => normalizePath(`${directory}/${path}`) ?? []);
}

/** How a person adds libraries to an app: by the option, which is a list as a whole, or by one command. */
export function toAdd(app: ResolvedApp, directory: string, added: readonly string[], call: string): string {
  const named = app.libraries.map(({ path }) => path);
  const all = [...new Set([...named, ...added.map((path) => relativeDirectory(directory, path))])];
  const option = `"libraries": ${JSON.stringify(all)}`;
  if (app.managedBy !== undefined) return `write ${option.replace('"libraries"', 'libraries')} in the projen call`;
  const first = added[0] ?? '';
  return `\`${call} ${first} --app ${directory}\`, or ${option} in its options`;
}

/** What runs in the image: the tests and what is beside the application do not. */
function sourcesOf({ application }: ResolvedApp, files: readonly string[]): string[] {
  const { copied } = application;
  return files.filter((path) => path.endsWith('.py') && (copied === '.' || isWithin(path, copied)) && !isAside(path));
}

interface Found {
  readonly imported: Unanswered;
  readonly owners: readonly PythonProject[];
}

/** The libraries of the workspace that have a module that nothing else answers. */
function ownersOf(imports: readonly Unanswered[], around: LibrariesAround): Found[] {
  if (imports.length === 0) return [];
  const projects = around.projects().map((project) => ({ project, modules: around.modules(project) }));
  return imports.flatMap((imported): Found[] => {
    const owners = projects.filter(({ modules }) => modules.includes(imported.module)).map(({ project }) => project);
    const ours = owners.filter((project) => isLibraryOf(around, project));
    return ours.length === 0 ? [] : [{ imported, owners: ours }];
  });
}

function twice({ imported, owners }: Found): string {
  return `${imported.module} is a module of ${owners.map(({ directory }) => directory).join(' and ')}`;
}

function undeclared(found: Found, app: ResolvedApp, directory: string, call: string): Problem {
  const { imported, owners } = found;
  const option = `${imported.file}:${String(imported.line)}`;
  const [owner] = owners;
  if (owner === undefined || owners.length > 1) {
    return {
      option,
      value: imported.module,
      reason: `${twice(found)}, and the options name neither: nobody can tell which one is meant`,
      allowed: 'a module of one library, which "libraries" names',
      fix: 'rename the module in one of the two, or name the right one in "libraries"',
    };
  }
  return {
    option,
    value: imported.module,
    reason: `is imported from ${owner.directory}, which the options do not name: the image would not have it`,
    allowed: 'modules of the app, of packages that it asks for, and of "libraries"',
    fix: toAdd(app, directory, [owner.directory], call),
  };
}

/** A library that a library of an app needs, and the app does not name. */
interface Lacking {
  readonly target: string;
  /** Where it is asked for. */
  readonly at: string;
  readonly text: string;
}

function lacking(named: readonly PythonProject[], around: LibrariesAround): Lacking[] {
  return closureOf(named, around.candidates).map((local) => ({
    target: local.target.directory,
    at: placeOf(local),
    text: local.need.text,
  }));
}

function lackingProblem(
  { target, at, text }: Lacking,
  add: readonly string[],
  app: ResolvedApp,
  directory: string,
  call: string,
): Problem {
  return {
    option: 'libraries',
    reason: `lacks ${relativeDirectory(directory, target)}: ${at} asks for ${text}, which is there. The image would take it from the package index, or fail`,
    allowed: 'every library that the app uses, also those that its libraries need',
    fix: toAdd(app, directory, add, call),
  };
}

/**
 * The libraries that the libraries of an app need and the app does not name: what is locked would come from a stranger.
 *
 * @param directory of the app, relative to the root of the workspace
 * @param call the command that adds a library to an app
 */
export function lackingLibraries(
  app: ResolvedApp,
  directory: string,
  around: LibrariesAround,
  call: string,
): Problem[] {
  const named = librariesOf(app, directory).flatMap((path) => around.candidates.at(path) ?? []);
  const missing = lacking(named, around);
  const add = missing.map(({ target }) => target);
  return missing.map((each) => lackingProblem(each, add, app, directory, call));
}

/** The place where a project asks for another one. */
function placeOf({ from, need: { line } }: LocalNeed): string {
  return `${joinPath(from.directory, PYPROJECT_FILE)}${line === undefined ? '' : `:${String(line)}`}`;
}

/** What libraries ask for of each other. */
function usesOf(projects: readonly PythonProject[], around: LibrariesAround): LibraryUse[] {
  const needs = projects.flatMap((project) => localNeeds(project, around.candidates));
  return needs.map((need) => ({ source: need.from.directory, target: need.target.directory, at: placeOf(need) }));
}

/**
 * Looks at what an app and its libraries import and ask for, and tells which libraries of the workspace the image would
 * lack.
 *
 * @param call the command that adds a library to an app
 */
export function libraryFindings(
  app: ResolvedApp,
  workspace: Workspace,
  around: LibrariesAround,
  call: string,
): LibraryFindings {
  const { directory } = workspace;
  const declared = librariesOf(app, directory);
  const named = declared.flatMap((path) => around.candidates.at(path) ?? []);
  const packages = packagesOf(app, workspace);
  const files = workspace.files?.() ?? [];
  const scan = (at: string, paths: readonly string[], own: ReadonlySet<string>, more: Iterable<string> = []) =>
    unanswered(at, paths, { own, packages: new Set([...packages, ...more]) }, around);

  const mine = scan(directory, sourcesOf(app, files), ownModulesOf(files, app.source));
  const theirs = named.flatMap((project) => {
    const paths = around.python(project.directory);
    const sources = paths.filter((path) => !isAside(path) || path.startsWith('src/'));
    const needs = project.needs.flatMap(({ name, always }) => (always ? [name] : []));
    return scan(project.directory, sources, ownModulesOf(paths, 'src'), needs).map((imported) => ({
      project,
      imported,
    }));
  });
  const imports = [...mine, ...theirs.map(({ imported }) => imported)];
  const isDeclared = ({ directory: path }: PythonProject) => declared.includes(path);
  const found = ownersOf(imports, around);
  const open = found.filter(({ imported, owners }) => {
    if (owners.filter(isDeclared).length > 0) return false;
    return !owners.some(
      (owner) =>
        (owner.name !== undefined && packages.has(owner.name)) || isInEnvironment(imported.module, owner, workspace),
    );
  });
  // Of an app of uv its own rules tell what the lock takes from the workspace.
  const missing = usesUv(app) ? [] : lacking(named, around);
  const add = [...new Set(missing.map(({ target }) => target))];
  const told = new Set(add);
  const problems = [
    ...open
      .filter(({ owners }) => owners.length !== 1 || !owners.some((owner) => told.has(owner.directory)))
      .map((each) => undeclared(each, app, directory, call)),
    ...missing.map((each) => lackingProblem(each, add, app, directory, call)),
    ...found
      .filter(({ owners }) => owners.filter(isDeclared).length > 1)
      .map((each): Problem => ({
        option: 'libraries',
        reason: `${twice(each)}, and both are installed: one would hide the other`,
        allowed: 'libraries whose modules have different names',
        fix: 'rename the module in one of the two, or take one out of "libraries"',
      })),
  ];
  const notices = found
    .filter(({ owners }) => owners.length > 1 && owners.filter(isDeclared).length === 1)
    .map((each): Notice => ({
      option: 'libraries',
      message: `${twice(each)}: imports of it tell Nx nothing. Rename one of the two`,
    }));
  const uses: LibraryUse[] = [
    ...declared.map((target) => ({ source: directory, target, at: 'libraries' })),
    ...usesOf(named, around),
    ...found.flatMap(({ imported, owners: [owner, ...others] }) => {
      const source = theirs.find((each) => each.imported === imported)?.project.directory ?? directory;
      if (owner === undefined || others.length > 0) return [];
      return [{ source, target: owner.directory, at: `${imported.file}:${String(imported.line)}` }];
    }),
  ];
  return { problems, notices, uses };
}
