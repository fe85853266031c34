import type { Notice, ResolvedApp } from '../app/resolved';
import { isLibraryOf, type LibrariesAround } from './around';
import { libraryNames, namedProjects } from './names';
import { librariesOf } from './uses';

/**
 * What is said of libraries of an app that Nx calls by their path, since another project has their name.
 *
 * @param directory of the app, relative to the root of the workspace
 */
export function renamedNotices(app: ResolvedApp, directory: string, around: LibrariesAround): Notice[] {
  const mine = librariesOf(app, directory);
  if (mine.length === 0) return [];
  const libraries = around.projects().filter((project) => isLibraryOf(around, project));
  const others = namedProjects(around.manifests(), around.read);
  const apps = around.apps().map(({ directory: path, name }) => ({ directory: path, name }));
  const nameOf = libraryNames(
    libraries,
    others,
    apps.map(({ name }) => name),
  );
  const withNames = libraries.map(({ directory: path, written = '' }) => ({ directory: path, name: written }));
  return libraries.flatMap(({ directory: path, written }): Notice[] => {
    const name = nameOf.get(path);
    const isOwn = others.some((other) => other.directory === path);
    if (written === undefined || name === undefined || name === written || !mine.includes(path) || isOwn) return [];
    const holder = [...apps, ...others, ...withNames].find((each) => each.directory !== path && each.name === written);
    const who = holder?.directory ?? 'another project';
    const message = `Nx calls ${path} ${name}: ${who} has the name ${written}, and one name twice would stop Nx`;
    return [{ option: 'libraries', message }];
  });
}
