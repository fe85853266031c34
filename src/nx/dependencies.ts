import { readFileSync } from 'node:fs';
import { OPTIONS_FILE, PYPROJECT_FILE } from '../core/constants';
import { declaredLibraries } from '../core/libraries/declared';
import { edgesBetween, type Dependent, type Edge, type LibraryModules } from '../core/libraries/edges';
import { modulesOf, namespacesOf, ownModulesOf } from '../core/libraries/modules';
import { mayNeedOthers, readPythonProject, LIBRARY_TABLE } from '../core/libraries/python-project';
import { joinPath } from '../core/text/paths';
import { readOnce, type ReadText } from '../core/workspace';
import { importScanner } from './import-scanner';

/** A file of the workspace with its digest, as Nx knows it. */
interface KnownFile {
  /** Relative to the root of the workspace. */
  readonly file: string;
  readonly hash: string;
}

/**
 * What is asked of Nx, in words of our own: who type-checks against this need not have `@nx/devkit` installed. All of it
 * is in every version from 22 on.
 */
export interface Context {
  readonly projects: Readonly<Record<string, { readonly root: string }>>;
  readonly fileMap: { readonly projectFileMap: Readonly<Record<string, readonly KnownFile[]>> };
  readonly workspaceRoot: string;
}

/** A dependency between two projects, by their names. */
export type Dependency =
  | { readonly source: string; readonly target: string; readonly type: 'implicit' }
  | { readonly source: string; readonly target: string; readonly type: 'static'; readonly sourceFile: string };

/** A project of Nx with the files that are its own. */
interface Place {
  readonly name: string;
  readonly directory: string;
  readonly files: readonly KnownFile[];
}

function within({ directory, files }: Place): string[] {
  const start = directory === '.' ? 0 : directory.length + 1;
  return files.map(({ file }) => file.slice(start));
}

function holds({ directory, files }: Place, name: string): boolean {
  const path = joinPath(directory, name);
  return files.some(({ file }) => file === path);
}

/** Whatever is wrong with one project stays with it: what is thrown here would fail every command of Nx. */
function each<T, R>(items: readonly T[], work: (item: T) => readonly R[]): R[] {
  return items.flatMap((item) => {
    try {
      return work(item);
    } catch {
      return [];
    }
  });
}

/** What a pyproject.toml tells of whom a project needs. */
type Needs = Pick<Dependent, 'project' | 'projectFile'>;

function projectOf(place: Place, read: ReadText): Needs {
  const { directory } = place;
  const projectFile = joinPath(directory, PYPROJECT_FILE);
  // Of a file that Git ignores Nx does not know, and refuses to go on where it is named.
  const text = holds(place, PYPROJECT_FILE) ? read(projectFile) : undefined;
  const project = text !== undefined && mayNeedOthers(text) ? readPythonProject(directory, text) : undefined;
  return project ? { project, projectFile } : {};
}

/** Text of a file; undefined where there is none. What else may be there is looked at by who plans to write. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function edgesIn({ projects, fileMap, workspaceRoot }: Context): Edge[] {
  const read = readOnce((path) => textOf(`${workspaceRoot}/${path}`));
  const places = Object.entries(projects).map(([name, { root }]): Place => ({
    name,
    directory: root,
    files: fileMap.projectFileMap[name] ?? [],
  }));
  const apps = each(
    places.filter((place) => holds(place, OPTIONS_FILE)),
    (place) => [{ place, declared: declaredLibraries(place.directory, read) }],
  );
  const named = new Set(apps.flatMap(({ declared }) => declared.directories));
  const isApp = new Set(apps.map(({ place }) => place));
  const libraryPlaces = places.filter((place) => {
    if (isApp.has(place) || !holds(place, PYPROJECT_FILE)) return false;
    return named.has(place.directory) || read(joinPath(place.directory, PYPROJECT_FILE))?.includes(LIBRARY_TABLE);
  });
  const libraries = each(libraryPlaces, (place): { place: Place; library: LibraryModules; needs: Needs }[] => {
    const needs = projectOf(place, read);
    const name = needs.project?.name;
    return [{ place, needs, library: { directory: place.directory, name, modules: modulesOf(within(place), name) } }];
  });
  const targets = libraries.map(({ library }) => library);
  if (targets.length === 0 && named.size === 0) return [];
  const modules = targets.flatMap((library) => library.modules);
  const namespaces = namespacesOf(modules);
  const importsIn = importScanner(modules, namespaces);
  const scan = (place: Place) =>
    place.files.flatMap(({ file, hash }) => (file.endsWith('.py') ? importsIn(`${workspaceRoot}/${file}`, hash) : []));
  const dependents = [
    ...each(apps, ({ place, declared }): Dependent[] => [
      {
        directory: place.directory,
        declared: declared.directories,
        ...(declared.inOwnFile ? { declaredIn: joinPath(place.directory, OPTIONS_FILE) } : {}),
        ...projectOf(place, read),
        imports: new Set(scan(place)),
        own: ownModulesOf(within(place), declared.source, namespaces),
      },
    ]),
    ...each(libraries, ({ place, needs }): Dependent[] => [
      {
        directory: place.directory,
        declared: [],
        ...needs,
        imports: new Set(scan(place)),
        own: ownModulesOf(within(place), 'src', namespaces),
      },
    ]),
  ];
  return edgesBetween(dependents, targets);
}

/**
 * The dependencies between apps and libraries, for Nx. It never throws, and names no file that Nx does not know.
 *
 * An edge is static where one file alone decides about it. Nx keeps such an edge until that file changes, whatever is
 * found later; an implicit one is gone as soon as it is not found any more.
 */
export function dependenciesIn(context: Context): Dependency[] {
  try {
    const names = new Map(Object.entries(context.projects).map(([name, { root }]) => [root, name]));
    return edgesIn(context).flatMap(({ source: from, target: to, file }): Dependency[] => {
      const [source, target] = [names.get(from), names.get(to)];
      if (source === undefined || target === undefined || source === target) return [];
      return file === undefined
        ? [{ source, target, type: 'implicit' }]
        : [{ source, target, sourceFile: file, type: 'static' }];
    });
  } catch {
    return [];
  }
}
