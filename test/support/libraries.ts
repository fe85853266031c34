import type { LibrariesAround } from '../../src/core/libraries/around';
import { candidatesOf } from '../../src/core/libraries/closure';
import { declaredLibraries } from '../../src/core/libraries/declared';
import { modulesOf, namespacesOf } from '../../src/core/libraries/modules';
import { readPythonProject, type PythonProject } from '../../src/core/libraries/python-project';

/** A workspace in memory: text by path. */
export type Files = Readonly<Record<string, string>>;

/** Paths below a directory, relative to it. */
export const below = (files: Files, directory: string) =>
  Object.keys(files).flatMap((path) => (path.startsWith(`${directory}/`) ? [path.slice(directory.length + 1)] : []));

/** The apps and libraries of a workspace in memory. */
export function aroundOf(files: Files): LibrariesAround {
  const read = (path: string) => files[path];
  const found = (name: string) =>
    Object.keys(files).flatMap((path) => (path.endsWith(`/${name}`) ? [path.slice(0, -name.length - 1)] : []));
  const apps = found('fastapi-container.json');
  const every = found('pyproject.toml').flatMap(
    (directory) => readPythonProject(directory, files[`${directory}/pyproject.toml`] ?? '') ?? [],
  );
  const all = every.filter(({ directory }) => !apps.includes(directory));
  const modules = ({ directory, name }: PythonProject) => modulesOf(below(files, directory), name);
  return {
    read,
    source: read,
    candidates: { ...candidatesOf(all), at: candidatesOf(every).at },
    projects: () => all,
    python: (directory) => below(files, directory).filter((path) => path.endsWith('.py')),
    modules,
    namespaces: () => namespacesOf(all.flatMap(modules)),
    manifests: () => Object.keys(files).filter((path) => /(?:^|\/)(?:project|package)\.json$/.test(path)),
    apps: () => apps.map((directory) => ({ directory, ...declaredLibraries(directory, read) })),
    named: () => new Set(apps.flatMap((directory) => declaredLibraries(directory, read).directories)),
  };
}
