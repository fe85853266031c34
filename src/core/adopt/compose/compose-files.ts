import type { YAMLMap } from 'yaml';
import { servicesIn } from '../../orchestrators/compose/their-services';
import { composePathsAround, keyNode, theirBuild, type TheirBuild } from '../../orchestrators/compose/theirs';
import { joinPath, relativeDirectory } from '../../text/paths';
import type { Place } from '../../text/place';
import { yamlNodes } from '../../text/yaml-nodes';
import { named, type Files } from '../evidence';
import type { Note } from '../finding';

/** A service of a compose file that is built from the repository. */
export interface ComposedService {
  readonly service: YAMLMap;
  readonly build: TheirBuild;
  /** Path of the compose file in the repository. */
  readonly path: string;
  readonly placeOf: (node: unknown) => Place;
  /** Where its `build` is. */
  readonly place: Place;
}

const NAME = /^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/;

/** Compose files in the directory, and those around it in the repository, as paths to read and to show. */
function composeFiles(files: Files): { path: string; shown: string; text: string }[] {
  const { directory, read } = files.listing;
  const own = named(files, NAME, 2).map((shown) => ({ path: joinPath(directory, shown), shown }));
  const around = composePathsAround(directory).map((path) => ({ path, shown: relativeDirectory(directory, path) }));
  return [...own, ...around].flatMap((found) => {
    const text = read(found.path)?.text;
    return text === undefined ? [] : [{ ...found, text }];
  });
}

/** The services that compose files build, the nearest file first, and what cannot be read. */
export function composedServices(files: Files): {
  readonly services: readonly ComposedService[];
  readonly notes: readonly Note[];
} {
  const notes: Note[] = [];
  const services = composeFiles(files).flatMap(({ path, shown, text }): ComposedService[] => {
    const yaml = yamlNodes(text);
    if (!yaml) {
      const what = 'is no YAML that can be read: what it says is not in this report';
      notes.push({ text: what, place: { file: shown } });
    }
    const placeOf = (node: unknown): Place => {
      const line = yaml?.lineOf(node);
      return { file: shown, ...(line === undefined ? {} : { line }) };
    };
    return servicesIn(yaml?.root).flatMap((service) => {
      const build = theirBuild(service.get('build'), path);
      return build ? [{ service, build, path, placeOf, place: placeOf(keyNode(service, 'build')) }] : [];
    });
  });
  return { services, notes };
}
