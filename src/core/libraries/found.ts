import type { ResolvedApp } from '../app/resolved';
import { isAside } from '../python-source/applications';
import { isWithin } from '../text/paths';
import type { Workspace } from '../workspace';
import { isLibraryOf, type LibrariesAround } from './around';
import { unanswered, type Unanswered } from './imported';
import { ownModulesOf, prefixesOf } from './modules';
import type { PythonProject } from './python-project';

/** An import that a library of the workspace answers, and nothing else. */
export interface Found {
  readonly imported: Unanswered;
  /** Directory of the app or library that imports it. */
  readonly source: string;
  /** The libraries that have such a module. */
  readonly owners: readonly PythonProject[];
  /** Whether they are libraries of the workspace already: no app names the others. */
  readonly areKnown: boolean;
}

/** An import with the directory of what imports it. */
type Imported = Omit<Found, 'owners' | 'areKnown'>;

/** What runs in the image: the tests and what is beside the application do not. */
function sourcesOf({ application }: ResolvedApp, files: readonly string[]): string[] {
  const { copied } = application;
  return files.filter((path) => path.endsWith('.py') && (copied === '.' || isWithin(path, copied)) && !isAside(path));
}

/** What an app imports, and neither itself, nor Python, nor a package answers. */
function ofApp(
  app: ResolvedApp,
  { directory, files }: Workspace,
  around: LibrariesAround,
  packages: ReadonlySet<string>,
): Imported[] {
  const paths = files?.() ?? [];
  const namespaces = around.namespaces();
  const asked = { own: ownModulesOf(paths, app.source, namespaces), packages, namespaces };
  return unanswered(directory, sourcesOf(app, paths), asked, around).map((imported) => ({
    imported,
    source: directory,
  }));
}

/** The same of a library, which may ask for packages of its own. */
function ofLibrary(project: PythonProject, around: LibrariesAround, packages: ReadonlySet<string>): Imported[] {
  const { directory } = project;
  const paths = around.python(directory);
  const sources = paths.filter((path) => !isAside(path) || path.startsWith('src/'));
  const needs = project.needs.flatMap(({ name, always }) => (always ? [name] : []));
  const namespaces = around.namespaces();
  const own = ownModulesOf(paths, 'src', namespaces);
  const asked = { own, packages: new Set([...packages, ...needs]), namespaces };
  return unanswered(directory, sources, asked, around).map((imported) => ({ imported, source: directory }));
}

/** The imports among some that a library of the workspace answers: the first place of each module of one. */
function withOwners(imports: readonly Imported[], around: LibrariesAround): Found[] {
  if (imports.length === 0) return [];
  const projects = around.projects().map((project) => ({ project, modules: around.modules(project) }));
  const told = new Set<string>();
  return imports.flatMap((each): Found[] => {
    const names = prefixesOf(each.imported.module);
    const isMeant = (module: string) => names.includes(module);
    const owners = projects.filter(({ modules }) => modules.some(isMeant));
    const module = owners[0]?.modules.find(isMeant);
    if (module === undefined || told.has(`${each.source} ${module}`)) return [];
    told.add(`${each.source} ${module}`);
    const imported = { ...each.imported, module };
    const all = owners.map(({ project }) => project);
    const known = all.filter((project) => isLibraryOf(around, project));
    const areKnown = known.length > 0;
    return [{ ...each, imported, owners: areKnown ? known : all, areKnown }];
  });
}

/**
 * What an app and its libraries import from libraries of the workspace.
 *
 * @param named the libraries of the app
 * @param packages names of the packages that the app asks for, in their normal form
 */
export function findImports(
  app: ResolvedApp,
  named: readonly PythonProject[],
  workspace: Workspace,
  around: LibrariesAround,
  packages: ReadonlySet<string>,
): Found[] {
  const theirs = named.flatMap((project) => ofLibrary(project, around, packages));
  return withOwners([...ofApp(app, workspace, around, packages), ...theirs], around);
}
