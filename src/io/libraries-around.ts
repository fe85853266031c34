import { join } from 'node:path';
import { PYPROJECT_FILE } from '../core/constants';
import type { LibrariesAround } from '../core/libraries/around';
import { declaredLibraries } from '../core/libraries/declared';
import { modulesOf, namespacesOf } from '../core/libraries/modules';
import { readPythonProject, type PythonProject } from '../core/libraries/python-project';
import { joinPath } from '../core/text/paths';
import { readOnce } from '../core/workspace';
import { directoriesOnce, type Directories } from './directories';
import { tryReadText } from './disk';
import { filesBelow } from './files-below';
import { findApps, findManifests, findPythonProjects } from './find-apps';
import { tryReadSource } from './listing';

/** Computes something when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** The same for each of some keys. */
function onceEach<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const before = known.get(key) ?? { value: compute(key) };
    known.set(key, before);
    return before.value;
  };
}

/** Directories in each other that may be one namespace package. */
const MOST_DEPTH = 4;

/**
 * The files of a directory and of its `src` that tell which modules there are: packages are told by one file each, and a
 * directory that is none may be a namespace.
 */
function tellingFiles(directory: string, { entries }: Directories): string[] {
  const visit = (place: string, depth: number): string[] =>
    entries(join(directory, place)).flatMap((entry) => {
      const path = `${place}${entry.name}`;
      if (entry.isFile()) return [path];
      if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
      const isPackage = entries(join(directory, path)).some(({ name }) => name === '__init__.py');
      if (isPackage) return [`${path}/__init__.py`];
      return depth === 0 || path === 'src' ? [] : visit(`${path}/`, depth - 1);
    });
  return [...visit('', 1), ...visit('src/', MOST_DEPTH)];
}

/**
 * The apps and libraries below the root of a workspace. Everything is looked at once, and only when somebody asks.
 *
 * @param root absolute path
 * @param directories those of the same run
 */
export function librariesAround(root: string, directories: Directories = directoriesOnce()): LibrariesAround {
  const read = readOnce((path) => tryReadText(join(root, path)));
  const at = onceEach((directory) => {
    const text = read(joinPath(directory, PYPROJECT_FILE));
    return text === undefined ? undefined : readPythonProject(directory, text);
  });
  const appDirectories = once(() => findApps(root, directories));
  const apps = once(() => appDirectories().map((directory) => ({ directory, ...declaredLibraries(directory, read) })));
  const projects = once(() => {
    const isApp = new Set(appDirectories());
    const others = findPythonProjects(root, directories).filter((directory) => !isApp.has(directory));
    return others.flatMap((directory) => at(directory) ?? []);
  });
  const byName = once(() => {
    const known = new Map<string, PythonProject[]>();
    for (const project of projects()) {
      const name = project.name ?? '';
      known.set(name, [...(known.get(name) ?? []), project]);
    }
    return known;
  });
  const modules = onceEach((directory) =>
    modulesOf(tellingFiles(join(root, directory), directories), at(directory)?.name),
  );
  return {
    read,
    source: (path) => read(path) ?? tryReadSource(join(root, path)),
    candidates: { at, called: (name) => byName().get(name) ?? [] },
    projects,
    python: onceEach((directory) =>
      filesBelow(join(root, directory), {}, directories).filter((path) => path.endsWith('.py')),
    ),
    modules: ({ directory }) => modules(directory),
    namespaces: once(() => namespacesOf(projects().flatMap(({ directory }) => modules(directory)))),
    apps,
    manifests: () => findManifests(root, directories),
    named: once(() => new Set(apps().flatMap((app) => app.directories))),
  };
}
