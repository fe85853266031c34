import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { named, type Files, type StartCommand } from './evidence';
import { serviceAround } from './compose-service';
import type { Finding, Note } from './finding';
import { type Place } from '../text/place';
import { directoriesAbove } from '../text/paths';
import { joinPath, normalizePath } from '../text/paths';

/** What compose files say about the services that are built from the directory. */
export interface ComposeEvidence {
  readonly commands: readonly StartCommand[];
  readonly notes: readonly Note[];
  /** Container ports that are published. */
  readonly ports: readonly { readonly port: number; readonly place: Place }[];
  /** Dockerfile and target that the service is built with, relative to the directory. */
  readonly dockerfile: string | undefined;
  readonly target: string | undefined;
  /** Directory that it is built from, relative to the root of the repository. */
  readonly context: string | undefined;
  readonly findings: readonly Finding[];
}

const NAME = /^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/;

/** Compose files in the directory, and those above it in the repository, as paths to read and to show. */
function composeFiles(files: Files): { path: string; shown: string; text: string }[] {
  const { directory, read } = files.listing;
  const own = named(files, NAME, 2).map((shown) => ({ path: joinPath(directory, shown), shown }));
  const above = directory === '.' ? [] : directoriesAbove(`${directory}/x`).slice(1);
  const names = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
  const upper = above.flatMap((parent, depth) =>
    names.map((name) => ({ path: joinPath(parent, name), shown: '../'.repeat(depth + 1) + name })),
  );
  return [...own, ...upper].flatMap((found) => {
    const text = read(found.path)?.text;
    return text === undefined ? [] : [{ ...found, text }];
  });
}

/** Reads the services of compose files that are built from the directory. */
export function compose(files: Files): ComposeEvidence {
  const commands: StartCommand[] = [];
  const notes: Note[] = [];
  const ports: { port: number; place: Place }[] = [];
  let dockerfile: string | undefined;
  let target: string | undefined;
  let context: string | undefined;
  const findings: Finding[] = [];
  for (const { path, shown, text } of composeFiles(files)) {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
    const placeOf = (node: unknown): Place => {
      const offset = (node as Node | undefined)?.range?.[0];
      return { file: shown, ...(offset === undefined ? {} : { line: lines.linePos(offset).line }) };
    };
    if (document.errors.length > 0) {
      notes.push({ text: 'is no YAML that can be read: what it says is not in this report', place: { file: shown } });
      continue;
    }
    const services = document.get('services');
    if (!isMap(services)) continue;
    for (const { value: service } of services.items) {
      if (!isMap(service)) continue;
      const build = buildOf(service.get('build'), path, files.listing.directory);
      if (!build) continue;
      // Of several services that one image runs, the first is the application.
      if (context === undefined) {
        const around = serviceAround(service, path, files, placeOf);
        findings.push(...around.findings);
        notes.push(...around.notes);
      }
      context ??= build.context;
      dockerfile ??= build.dockerfile;
      target ??= build.target;
      commands.push(...['entrypoint', 'command'].flatMap((key) => commandOf(service.get(key, true), placeOf)));
      const published = service.get('ports');
      for (const item of isSeq(published) ? published.items : []) {
        const port = isScalar(item)
          ? containerPort(item.value)
          : isMap(item)
            ? containerPort(item.get('target'))
            : undefined;
        if (port !== undefined) ports.push({ port, place: placeOf(item) });
      }
    }
  }
  return { commands, notes, ports, dockerfile, target, context, findings };
}

function buildOf(
  build: unknown,
  composePath: string,
  directory: string,
): { context: string; dockerfile: string | undefined; target: string | undefined } | undefined {
  const given = isMap(build) ? build.get('context') : build;
  const context = typeof given === 'string' ? given : isMap(build) ? '.' : undefined;
  if (context === undefined) return undefined;
  const root = normalizePath(`${composePath}/../${context}`);
  const dockerfile = isMap(build) ? build.get('dockerfile') : undefined;
  const target = isMap(build) ? build.get('target') : undefined;
  const file =
    root === undefined
      ? undefined
      : normalizePath(`${root}/${typeof dockerfile === 'string' ? dockerfile : 'Dockerfile'}`);
  // Built from here, or from further up by a Dockerfile that lies here.
  const isHere = root === directory || (file?.startsWith(`${directory}/`) ?? false);
  if (!isHere || root === undefined) return undefined;
  const own =
    directory === '.' ? file : file?.startsWith(`${directory}/`) ? file.slice(directory.length + 1) : undefined;
  return { context: root, dockerfile: own, target: typeof target === 'string' ? target : undefined };
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
