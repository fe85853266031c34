import { isMap, isScalar, isSeq } from 'yaml';
import { libraryAt } from '../../dependencies/libraries';
import { insteadOf } from '../../orchestrators/compose/theirs';
import type { Place } from '../../text/place';
import type { ComposedService } from './compose-files';
import { serviceAround } from './compose-service';
import type { Files, StartCommand } from '../evidence';
import type { Finding, Note } from '../finding';

/** What compose files say about the services that run the application's image. */
export interface ComposeEvidence {
  readonly commands: readonly StartCommand[];
  readonly notes: readonly Note[];
  /** Container ports that are published. */
  readonly ports: readonly { readonly port: number; readonly place: Place }[];
  readonly findings: readonly Finding[];
}

/** Commands of a service that take the place of those of its image. */
export function serviceCommands({ service, placeOf }: ComposedService): StartCommand[] {
  return ['entrypoint', 'command'].flatMap((key) => commandOf(service.get(key, true), placeOf));
}

/** Reads the services that run the application's image. */
export function compose(services: readonly ComposedService[], files: Files): ComposeEvidence {
  // Of several services that one image runs, the first is the application.
  const around = services.slice(0, 1).map((each) => serviceAround(each.service, each.path, files, each.placeOf));
  return {
    commands: services.flatMap(serviceCommands),
    notes: around.flatMap(({ notes }) => notes),
    ports: services.flatMap(({ service, placeOf }) => {
      const published = service.get('ports');
      return (isSeq(published) ? published.items : []).flatMap((item) => {
        const port = containerPort(isScalar(item) ? item.value : isMap(item) ? item.get('target') : undefined);
        return port === undefined ? [] : [{ port, place: placeOf(item) }];
      });
    }),
    findings: around.flatMap(({ findings }) => findings),
  };
}

/**
 * What is to change in compose files so that they build the Dockerfile from here.
 *
 * @param libraries paths that the options name
 */
export function otherwiseBuilt(
  services: readonly ComposedService[],
  { listing: { directory } }: Files,
  libraries: readonly string[],
): Note[] {
  const contexts = libraries.map(libraryAt);
  return services.flatMap(({ build, path, place }) => {
    const text = insteadOf(build, path, directory, contexts);
    return text === undefined ? [] : [{ text, place }];
  });
}

function commandOf(node: unknown, placeOf: (node: unknown) => Place): StartCommand[] {
  if (isScalar(node) && typeof node.value === 'string') {
    return [{ words: ['sh', '-c', node.value], place: placeOf(node) }];
  }
  if (!isSeq(node)) return [];
  const words = node.items.map((item) => (isScalar(item) ? String(item.value) : ''));
  return [{ words, place: placeOf(node) }];
}

/** The port inside of the container: the last part of `127.0.0.1:80:8000/tcp`. */
function containerPort(value: unknown): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const port = /(?:^|:)(\d+)(?:\/tcp)?$/.exec(text)?.[1];
  return port === undefined ? undefined : Number(port);
}
