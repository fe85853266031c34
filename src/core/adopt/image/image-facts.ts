import { isForBuildOnly, isForBuildToo, systemPackages } from './apt';
import {
  declareVariables,
  execWords,
  stagesOfImage,
  substitute,
  type Dockerfile,
  type Instruction,
  type Stage,
} from './dockerfile';
import type { StartCommand } from '../evidence';
import type { Note } from '../finding';
import type { Said } from '../said';
import { absolute, copied, type Copied } from './image-copies';
import { imageInstalls, type ImageInstalls } from './image-installs';
import { restOfImage } from './image-rest';
import { shellCommands } from '../start/shell';
import { append } from '../../text/lists';

/** What a Dockerfile says about the image that it makes. */
export interface ImageFacts extends ImageInstalls {
  /** Image that the last stage starts from in the end. */
  readonly base: Said<string> | undefined;
  readonly env: readonly Said<readonly [name: string, value: string]>[];
  readonly ports: readonly Said<number>[];
  readonly user: Said<string> | undefined;
  readonly workdir: string;
  readonly copies: readonly Copied[];
  readonly builderPackages: readonly Said<string>[];
  readonly runtimePackages: readonly Said<string>[];
  readonly commands: readonly StartCommand[];
  /** Commands that run while the image is built. */
  readonly runs: readonly string[];
  readonly healthCheck: Said<string> | undefined;
  readonly notes: readonly Note[];
}

/** Puts ENTRYPOINT and CMD together as the engine does, and each by itself where a program hands the rest on. */
function startCommands(
  entrypoint: Said<string> | undefined,
  command: Said<string> | undefined,
  variables: Readonly<Record<string, string>>,
): StartCommand[] {
  const own = ({ value, place }: Said<string>): StartCommand => ({
    words: execWords(value) ?? ['/bin/sh', '-c', value],
    place,
    variables,
  });
  const entry = entrypoint && own(entrypoint);
  const rest = command && own(command);
  const both =
    entry && rest
      ? [
          {
            ...rest,
            words: [...entry.words, ...rest.words],
            head: { count: entry.words.length, place: entry.place },
          },
        ]
      : [];
  return [...both, ...(rest ? [rest] : []), ...(entry ? [entry] : [])];
}

/**
 * Reads what a Dockerfile says about its image. Stages that the last one does not start from count for the packages that
 * building needs.
 *
 * @param args what compose gives it for its arguments
 */
export function imageFacts(
  dockerfile: Dockerfile,
  target?: string,
  args: Readonly<Record<string, string>> = {},
): ImageFacts {
  const { file } = dockerfile;
  const image = stagesOfImage(dockerfile, target);
  const env = new Map<string, Said<readonly [string, string]>>();
  const variables: Record<string, string> = {};
  const ports: Said<number>[] = [];
  const copies: Copied[] = [];
  const runtimePackages: Said<string>[] = [];
  const builderPackages: Said<string>[] = [];
  const notes: Note[] = [...dockerfile.notes];
  let user: Said<string> | undefined;
  let workdir = '/';
  let command: Said<string> | undefined;
  let entrypoint: Said<string> | undefined;
  let healthCheck: Said<string> | undefined;
  const [first] = image;
  const installsHere = image.some(({ instructions }) => instructions.some(installsPackages));

  const readPackages = (instruction: Instruction, isFinal: boolean) => {
    const place = { file, line: instruction.line };
    const { apt, unclear, other } = systemPackages(instruction.words);
    for (const name of apt) {
      const said = { value: name, place };
      if (!isFinal || (installsHere && (isForBuildOnly(name) || isForBuildToo(name)))) builderPackages.push(said);
      if (isFinal && !(installsHere && isForBuildOnly(name))) runtimePackages.push(said);
    }
    if (unclear.length > 0) notes.push({ text: `apt packages that are not plain names: ${unclear.join(' ')}`, place });
    if (other !== undefined) {
      notes.push({
        text: `installs packages with ${other}: look for their Debian names, for image.aptPackages`,
        place,
      });
    }
  };

  for (const { instructions } of image) {
    for (const instruction of instructions) {
      const { name, words, line } = instruction;
      const place = { file, line };
      for (const [key, value] of declareVariables(instruction, variables, args)) {
        env.set(key, { value: [key, value], place });
      }
      if (name === 'EXPOSE') {
        for (const word of substitute(words, variables).split(/\s+/)) {
          const port = /^(\d+)(\/tcp)?$/.exec(word)?.[1];
          if (port !== undefined) ports.push({ value: Number(port), place });
        }
      } else if (name === 'USER') user = { value: substitute(words, variables), place };
      else if (name === 'WORKDIR') workdir = absolute(workdir, substitute(words, variables));
      else if (name === 'COPY' || name === 'ADD') append(copies, copied(instruction, workdir, place, variables));
      else if (name === 'CMD') command = { value: words, place };
      else if (name === 'ENTRYPOINT') entrypoint = { value: words, place };
      else if (name === 'HEALTHCHECK') healthCheck = { value: words, place };
      else if (name === 'RUN') readPackages(instruction, true);
    }
  }
  const others = dockerfile.stages.filter((stage) => !image.includes(stage) && isPython(stage, dockerfile.stages));
  for (const { instructions } of others) {
    for (const instruction of instructions.filter(({ name }) => name === 'RUN')) readPackages(instruction, false);
  }
  append(notes, restOfImage(file, image, others));
  return {
    base: first && { value: first.from, place: { file, line: first.line } },
    env: [...env.values()],
    ports,
    user: numbered(user, image),
    workdir,
    copies,
    builderPackages,
    runtimePackages,
    ...imageInstalls(dockerfile, image),
    runs: dockerfile.stages.flatMap(({ instructions }) =>
      instructions.filter(({ name }) => name === 'RUN').map(({ words }) => words),
    ),
    commands: startCommands(entrypoint, command, variables),
    healthCheck,
    notes,
  };
}

function installsPackages({ name, words }: Instruction): boolean {
  return name === 'RUN' && /\b(pip|uv|poetry|pdm|pipenv)3?\s+(install|sync|pip)\b/.test(words);
}

/** Whether a stage has to do with Python: one for a frontend has packages of its own. */
function isPython(stage: Stage, stages: readonly Stage[]): boolean {
  const base = stages.find(({ name }) => name !== undefined && name === stage.from && name !== stage.name);
  return base
    ? isPython(base, stages.slice(0, stages.indexOf(stage)))
    : !/(^|\/)(node|golang|rust|nginx)(:|$)/.test(stage.from);
}

/** The number of a user whose account the image makes itself. */
function numbered(user: Said<string> | undefined, image: readonly Stage[]): Said<string> | undefined {
  if (!user || /^\d/.test(user.value)) return user;
  const name = user.value.replace(/:.*$/, '');
  for (const { words } of image.flatMap(({ instructions }) => instructions).filter((each) => each.name === 'RUN')) {
    for (const command of shellCommands(words)) {
      if (!command.includes(name) || !/^(useradd|adduser)$/.test(command[0] ?? '')) continue;
      const at = command.findIndex((word) => /^(-u|--uid)(=|$)/.test(word));
      const number = at < 0 ? undefined : (/=(\d+)$/.exec(command[at] ?? '')?.[1] ?? command[at + 1]);
      if (number !== undefined && /^\d+$/.test(number)) return { ...user, value: number };
    }
  }
  return user;
}
