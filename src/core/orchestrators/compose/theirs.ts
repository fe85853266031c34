import type { YAMLMap } from 'yaml';
import type { Library } from '../../app/library';
import { COMPOSE_FILE, DOCKERFILE, OTHER_COMPOSE_FILES } from '../../constants';
import { directoriesAbove, directoryOf, isWithin, joinPath, normalizePath, relativeDirectory } from '../../text/paths';
import { yamlLibrary } from '../../text/yaml-library';
import { yamlNodes } from '../../text/yaml-nodes';
import type { Workspace } from '../../workspace';
import { servicesIn } from './their-services';

/** How a compose file of a person builds a service. Paths are relative to the root of the repository. */
export interface TheirBuild {
  readonly context: string;
  /** Undefined where it is written into the compose file itself. */
  readonly dockerfile: string | undefined;
  readonly target: string | undefined;
}

const NAMES = [COMPOSE_FILE, ...OTHER_COMPOSE_FILES];

/** Where people put their compose files, seen from a directory above an app. */
const PLACES = ['.', 'docker', 'deploy', 'infra'];

/** Where compose files about an app may lie outside of its directory, the nearest first. */
export function composePathsAround(directory: string): string[] {
  const above = directory === '.' ? [] : directoriesAbove(directory);
  return above
    .flatMap((parent) => PLACES.map((place) => (place === '.' ? parent : joinPath(parent, place))))
    .filter((place) => !isWithin(place, directory))
    .flatMap((place) => NAMES.map((name) => joinPath(place, name)));
}

function textIn(map: YAMLMap, key: string): string | undefined {
  const value: unknown = map.get(key);
  return typeof value === 'string' ? value : undefined;
}

/** Reads the `build` of a service; undefined where it has none, or is built from outside of the repository. */
export function theirBuild(build: unknown, composePath: string): TheirBuild | undefined {
  const { isMap } = yamlLibrary();
  const map = isMap(build) ? build : undefined;
  const written = typeof build === 'string' ? build : map && (map.has('context') ? textIn(map, 'context') : '.');
  if (written === undefined || /^\/|^\w+:\/\/|^git@/.test(written)) return undefined;
  const context = normalizePath(`${composePath}/../${written}`);
  if (context === undefined) return undefined;
  const file = map?.has('dockerfile_inline') === true ? undefined : ((map && textIn(map, 'dockerfile')) ?? DOCKERFILE);
  const dockerfile = file === undefined ? undefined : normalizePath(`${context}/${file}`);
  return { context, dockerfile, target: map && textIn(map, 'target') };
}

/** The part under which a service has a key: where that is written. */
export function keyNode(map: YAMLMap, name: string): unknown {
  const { isScalar } = yamlLibrary();
  return map.items.find(({ key }) => isScalar(key) && key.value === name)?.key;
}

function seenFrom(composePath: string, target: string): string {
  const way = relativeDirectory(directoryOf(composePath), target);
  return way.startsWith('.') ? way : `./${way}`;
}

/** A directory as messages name it. */
export function directoryShown(directory: string): string {
  return directory === '.' ? 'the root of the repository' : directory;
}

/**
 * What is to be written in the place of a `build` so that it builds the Dockerfile of an app as that is made here; undefined
 * where it does already.
 */
export function insteadOf(
  { context, dockerfile, target }: TheirBuild,
  composePath: string,
  directory: string,
  libraries: readonly Library[],
): string | undefined {
  const own = joinPath(directory, DOCKERFILE);
  const isFromHere = dockerfile === own && context === directory;
  if (isFromHere && target === undefined) return undefined;
  const here = seenFrom(composePath, directory);
  const contexts = libraries.map(({ path, context: name }) => {
    return `${name}: ${seenFrom(composePath, normalizePath(`${directory}/${path}`) ?? path)}`;
  });
  const build = contexts.length === 0 ? here : `{ context: ${here}, additional_contexts: { ${contexts.join(', ')} } }`;
  const words = `this has to be \`build: ${build}\``;
  if (dockerfile !== own) {
    const what = dockerfile ?? 'the Dockerfile that is written here, which is not read';
    return `builds ${what}, and goes on to: for the one from here, ${own}, ${words}`;
  }
  const what = isFromHere
    ? `the stage ${String(target)} of ${own}, and the one from here has stages of its own`
    : `${own} from ${directoryShown(context)}, and the one from here is built from ${directoryShown(directory)}`;
  return `builds ${what}: once that is in its place, ${words}`;
}

/**
 * What is to change in compose files of a person that build the Dockerfile of an app otherwise than the one that is made here,
 * with the places, as seen from the app's directory.
 */
export function otherBuilds({ directory, read }: Workspace, libraries: readonly Library[]): string[] {
  const paths = [...NAMES.map((name) => joinPath(directory, name)), ...composePathsAround(directory)];
  return paths.flatMap((path) => {
    const text = read(path);
    const yaml = text === undefined || !text.includes('build') ? undefined : yamlNodes(text);
    return servicesIn(yaml?.root).flatMap((service) => {
      const build = theirBuild(service.get('build'), path);
      const told =
        build?.dockerfile === joinPath(directory, DOCKERFILE)
          ? insteadOf(build, path, directory, libraries)
          : undefined;
      const line = yaml?.lineOf(keyNode(service, 'build'));
      return told === undefined ? [] : [`${relativeDirectory(directory, path)}:${String(line)} ${told}`];
    });
  });
}
