import { baseName, directoriesAbove, isWithin, joinPath, normalizePath } from '../../text/paths';
import { bare, fromHere } from './build-context';
import { declareVariables, readDockerfile, type Dockerfile, type Stage } from './dockerfile';
import type { Files } from '../evidence';
import { copied } from './image-copies';
import { imageFacts } from './image-facts';

/** Values of the arguments that a build is given. */
export type BuildArguments = Readonly<Record<string, string>>;

/** Sources that a stage copies, whatever becomes of it. */
function sourcesOf({ instructions }: Stage, file: string, args: BuildArguments): string[] {
  const variables: Record<string, string> = { ...args };
  return instructions.flatMap((instruction) => {
    const { name, line } = instruction;
    declareVariables(instruction, variables);
    if (name !== 'COPY' && name !== 'ADD') return [];
    return copied(instruction, '/', { file, line }, variables).map(({ source }) => source);
  });
}

/** Whether what is started lies in the directory: it is copied with much else, and the commands tell which part counts. */
function startsIn(
  directory: string,
  context: string,
  dockerfile: Dockerfile,
  target: string | undefined,
  args: BuildArguments,
) {
  const { copies, workdir, commands } = imageFacts(dockerfile, target, args);
  const covering = copies.flatMap((copy) => {
    const here = fromHere(copy, context, directory);
    return here?.source === '.' ? [here.target] : [];
  });
  const words = commands.flatMap((command) => command.words).join(' ');
  const named = new RegExp(`(^|[\\s/"'=])${directory.replace(/[^\w/-]/g, '.').replaceAll('/', '[/.]')}([\\s/."':]|$)`);
  return covering.some((path) => isWithin(workdir, path)) || (covering.length > 0 && named.test(words));
}

/** Whether a Dockerfile makes an image of what is in a directory, when it is built from another one. */
export function copiesFrom(
  directory: string,
  context: string,
  dockerfile: Dockerfile,
  target?: string,
  args: BuildArguments = {},
): boolean {
  const sources = dockerfile.stages.flatMap((stage) => sourcesOf(stage, dockerfile.file, args));
  const paths = sources.map((source) => normalizePath(`${context}/${bare(source)}`));
  return (
    paths.some((path) => path !== undefined && isWithin(path, directory)) ||
    startsIn(directory, context, dockerfile, target, args)
  );
}

/** A Dockerfile that lies outside of the application's directory and is for it, and the directory that it is built from. */
export interface OuterDockerfile {
  readonly path: string;
  readonly context: string;
}

/** Names under which people keep the Dockerfile of an application further up. */
function usualPaths(name: string): string[] {
  const plain = ['Dockerfile', 'Containerfile'];
  const ofApp = [`${name}.Dockerfile`, `Dockerfile.${name}`];
  const below = ['docker', 'deploy', 'infra'].flatMap((place) => [
    ...[...ofApp, ...plain].map((file) => `${place}/${file}`),
    `${place}/${name}/Dockerfile`,
  ]);
  return [...ofApp, ...plain, ...below];
}

/** Dockerfiles further up in the repository that copy from the application's directory, though no compose file names them. */
export function usualDockerfiles({ listing: { directory, read } }: Files): OuterDockerfile[] {
  const above = directory === '.' ? [] : directoriesAbove(directory);
  return above.flatMap((parent) =>
    usualPaths(baseName(directory)).flatMap((place): OuterDockerfile[] => {
      const path = joinPath(parent, place);
      const text = isWithin(path, directory) ? undefined : read(path)?.text;
      if (text === undefined) return [];
      const dockerfile = readDockerfile(path, text);
      const context = [...new Set([parent, '.'])].find((from) => copiesFrom(directory, from, dockerfile));
      return context === undefined ? [] : [{ path, context }];
    }),
  );
}
