import { isWithin, joinPath, relativeDirectory } from '../../text/paths';
import { readCommand } from '../start/command';
import { serviceCommands } from '../compose/compose';
import type { ComposedService } from '../compose/compose-files';
import { variables } from '../compose/compose-service';
import { readDockerfile } from './dockerfile';
import { named, type Files } from '../evidence';
import { imageFacts, type ImageFacts } from './image-facts';
import { opened } from '../start/opened';
import { copiesFrom, usualDockerfiles, type BuildArguments } from './outer-dockerfiles';

/** A Dockerfile that may be that of the application. */
export interface Candidate {
  /** In the repository. */
  readonly path: string;
  /** As places name it, relative to the application's directory. */
  readonly shown: string;
  /** Directory that it is built from, relative to the root of the repository, where that is known. */
  readonly context?: string;
  readonly target?: string | undefined;
  readonly args?: BuildArguments;
  /** Services of compose that it is built for. */
  readonly services: readonly ComposedService[];
}

const NAME = /^(Dockerfile|Containerfile)([.-][\w.-]+)?$|\.(Dockerfile|Containerfile)$/i;
const SPECIAL = /dev|test|debug|local|gpu|cuda|lite|docs|celery|worker/i;

/** Whether a Dockerfile is for something besides the service itself, as its name and that of its directory tell. */
export function isSpecial({ shown }: Candidate): boolean {
  return SPECIAL.test(shown.split('/').slice(-2).join('/'));
}

/** The Dockerfiles in the directory itself, the nearest to the top first. */
export function ownDockerfiles(files: Files): Candidate[] {
  const { directory } = files.listing;
  return named(files, NAME).map((shown) => ({ path: joinPath(directory, shown), shown, services: [] }));
}

/** Dockerfiles further up that no compose file names. */
export function furtherDockerfiles(files: Files): Candidate[] {
  const { directory } = files.listing;
  return usualDockerfiles(files).map((found) => ({
    ...found,
    shown: relativeDirectory(directory, found.path),
    services: [],
  }));
}

/** Whether a service is built from the directory, or by a Dockerfile in it. */
export function isBuiltHere({ build: { context, dockerfile } }: ComposedService, directory: string): boolean {
  return context === directory || (dockerfile !== undefined && directory !== '.' && isWithin(dockerfile, directory));
}

function argumentsOf({ service }: ComposedService): BuildArguments {
  const given = variables(service.getIn(['build', 'args'], true));
  return Object.fromEntries(given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

/** The Dockerfiles that compose builds for the application, in the order of their services. */
export function composedDockerfiles(services: readonly ComposedService[], files: Files): Candidate[] {
  const { directory, read } = files.listing;
  const found = new Map<string, Candidate>();
  for (const each of services) {
    const { dockerfile: path, context, target } = each.build;
    const text = path === undefined ? undefined : read(path)?.text;
    if (path === undefined || text === undefined) continue;
    const args = argumentsOf(each);
    const isHere = isBuiltHere(each, directory);
    if (!isHere && !copiesFrom(directory, context, readDockerfile(path, text), target, args)) continue;
    const shown = relativeDirectory(directory, path);
    const first = found.get(path) ?? { path, shown, context, target, args, services: [] };
    found.set(path, { ...first, services: [...first.services, each] });
  }
  return [...found.values()];
}

/** What a candidate says about its image. */
export function factsOf({ path, shown, target, args }: Candidate, { listing: { read } }: Files): ImageFacts {
  return imageFacts(readDockerfile(shown, read(path)?.text ?? ''), target, args);
}

/** Whether a server is started in the image, or by what compose puts in the place of its command. */
function serves(candidate: Candidate, files: Files): boolean {
  const commands = [...candidate.services.flatMap(serviceCommands), ...factsOf(candidate, files).commands];
  return commands.flatMap(opened).some(({ words }) => readCommand(words).some(({ kind }) => kind === 'server'));
}

/** Those of several that are for the service itself, as far as names and commands tell. */
export function narrowed(candidates: readonly Candidate[], files: Files): readonly Candidate[] {
  const usual = candidates.filter((candidate) => !isSpecial(candidate));
  const left = usual.length === 0 ? candidates : usual;
  const serving = left.length < 2 ? left : left.filter((candidate) => serves(candidate, files));
  return serving.length === 0 ? left : serving;
}
