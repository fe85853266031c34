import { normalizePath } from '../../text/paths';
import type { ComposedService } from '../compose/compose-files';
import {
  composedDockerfiles,
  factsOf,
  furtherDockerfiles,
  isBuiltHere,
  isSpecial,
  narrowed,
  ownDockerfiles,
  type Candidate,
} from './dockerfile-candidates';
import type { Files } from '../evidence';
import type { Note } from '../finding';
import type { ImageFacts } from './image-facts';

/** The Dockerfile of the application, and the services that run its image. */
export interface DockerfileSearch {
  /** As places name it, relative to the application's directory; undefined where there is none. */
  readonly shown: string | undefined;
  readonly facts: ImageFacts | undefined;
  /** Directory that it is built from, relative to the root of the repository, where that is known. */
  readonly context: string | undefined;
  readonly services: readonly ComposedService[];
  readonly notes: readonly Note[];
}

interface Choice {
  readonly chosen?: Candidate | undefined;
  /** Several of which nothing tells which one counts. */
  readonly doubtful: readonly Candidate[];
}

/**
 * The Dockerfile that counts: the one that a person named, the plain name in the directory, what compose builds, wherever
 * that lies, another one in the directory, and last one further up that copies from it.
 */
function choose(
  own: readonly Candidate[],
  built: readonly Candidate[],
  files: Files,
  wanted: string | undefined,
): Choice {
  const of = (path: string) => [...built, ...own].find((each) => each.path === path);
  if (wanted !== undefined) {
    const path = normalizePath(`${files.listing.directory}/${wanted}`) ?? wanted;
    const known = of(path) ?? furtherDockerfiles(files).find((each) => each.path === path);
    return { chosen: known ?? { path, shown: wanted, services: [] }, doubtful: [] };
  }
  const isOwn = ({ path }: Candidate) => own.some((each) => each.path === path);
  const plain = own.find(({ shown }) => /^(Dockerfile|Containerfile)$/.test(shown));
  const first = (plain && of(plain.path)) ?? built.find(isOwn);
  if (first) return { chosen: first, doubtful: [] };
  const usual = own.find((each) => !isSpecial(each));
  const outer = narrowed(built.length > 0 || usual ? built : furtherDockerfiles(files), files);
  if (outer.length > 1) return { doubtful: outer };
  return { chosen: outer[0] ?? usual ?? own[0], doubtful: [] };
}

/** In doubt nothing is guessed: each of several is told, and how a person decides. */
function doubts(doubtful: readonly Candidate[], directory: string): Note[] {
  return doubtful.map(({ shown }) => {
    const others = doubtful.flatMap((other) => (other.shown === shown ? [] : [other.shown]));
    const text = `copies from ${directory}, and so does ${others.join(', ')}: none of them is read, --dockerfile=${shown} takes this one`;
    return { text, place: { file: shown } };
  });
}

/**
 * Finds the Dockerfile of the application, in its directory or further up.
 *
 * @param wanted path that a person named, relative to the application's directory
 */
export function findDockerfile(
  composed: readonly ComposedService[],
  files: Files,
  wanted: string | undefined,
): DockerfileSearch {
  const { directory } = files.listing;
  const own = ownDockerfiles(files);
  const built = composedDockerfiles(composed, files);
  const { chosen, doubtful } = choose(own, built, files, wanted);
  const isOwn = ({ path }: Candidate) => own.some((each) => each.path === path);
  const others = [...own, ...built.filter((each) => !isOwn(each))].filter(
    ({ path }) => path !== chosen?.path && !doubtful.some((each) => each.path === path),
  );
  const unread = others.map(({ shown }) => ({
    text: 'is not read: one image is made of one Dockerfile',
    place: { file: shown },
  }));
  const stays =
    chosen && !isOwn(chosen)
      ? [
          {
            text: `stays as it is: the image from here has a Dockerfile in ${directory}`,
            place: { file: chosen.shown },
          },
        ]
      : [];
  // What compose says of images that other Dockerfiles further up make is not about this one.
  const apart = built.filter((each) => !isOwn(each) && each.path !== chosen?.path).flatMap(({ services }) => services);
  const here = composed.filter((each) => isBuiltHere(each, directory) && !apart.includes(each));
  const services = [...new Set([...(chosen?.services ?? []), ...here])];
  return {
    shown: chosen?.shown,
    facts: chosen && factsOf(chosen, files),
    context: chosen?.context,
    services,
    notes: [...stays, ...unread, ...doubts(doubtful, directory)],
  };
}
