import { baseName, isWithin } from '../../text/paths';
import type { Place } from '../../text/place';
import { declareVariables, substitute, type Dockerfile, type Instruction, type Stage } from './dockerfile';
import { absolute, copied, type Copied } from './image-copies';
import { pipInstalls, runCommands, type PipInstall } from './pip-command';
import { append } from '../../text/lists';

/** Python packages that a RUN installs, and where it does. */
export interface Installation extends PipInstall {
  readonly place: Place;
  /** Directory of the image that its paths start from. */
  readonly workdir: string;
  /** What has been copied into the stage from the build context. */
  readonly copies: readonly Copied[];
}

/** Something that a stage takes from another one. */
interface Taken {
  readonly from: string;
  readonly path: string;
  /** Where it goes to. */
  readonly to: string;
}

/** What commands of a Dockerfile install into an image. */
export interface ImageInstalls {
  readonly installs: readonly Installation[];
  /** Directories of the image that packages are in. */
  readonly environments: readonly string[];
}

/** A stage, and what is known of it and of those that it starts from. */
interface Read {
  readonly base: Read | undefined;
  readonly variables: Record<string, string>;
  readonly copies: readonly Copied[];
  readonly workdir: string;
  readonly installs: readonly Installation[];
  readonly taken: readonly Taken[];
  /** Directories that packages are in. */
  readonly environments: readonly string[];
}

/** Where pip puts packages by itself. */
const USUAL = ['/usr/local/lib', '/usr/lib', '/root/.local'];

/** The directories of environments that a command makes. */
function environmentsOf([first = '', ...rest]: readonly string[]): string[] {
  const at = [first, ...rest].findIndex((word) => /(^|\/)(venv|virtualenv)$/.test(word));
  if (at < 0 || !/python|uv$|venv$|virtualenv$/.test(first)) return [];
  const path = [first, ...rest].slice(at + 1).find((word) => !word.startsWith('-') && !/^3(\.\d+)?$/.test(word));
  return [path ?? '.venv'];
}

/** What an instruction takes from other stages: with COPY, or with a mount of RUN. */
function takenBy({ name, words }: Instruction, workdir: string, variables: Record<string, string>): Taken[] {
  if (name === 'COPY' || name === 'ADD') {
    const from = /(?:^|\s)--from=(\S+)/.exec(words)?.[1];
    const written = words.split(/\s+/).filter((word) => !word.startsWith('--'));
    const paths = written.map((path) => substitute(path, variables));
    const to = absolute(workdir, paths.at(-1) ?? '');
    return from === undefined ? [] : paths.slice(0, -1).map((path) => ({ from, path: absolute('/', path), to }));
  }
  if (name !== 'RUN') return [];
  const mounts = words.split(/\s+/).filter((word) => word.startsWith('--mount='));
  return mounts.flatMap((mount) => {
    const from = /[=,]from=([^,]+)/.exec(mount)?.[1];
    const path = /[=,](?:source|src)=([^,]+)/.exec(mount)?.[1] ?? '/';
    return from === undefined ? [] : [{ from, path: absolute('/', path), to: '/tmp' }];
  });
}

function readStage(file: string, stage: Stage, base: Read | undefined): Read {
  const variables: Record<string, string> = { ...base?.variables };
  const copies: Copied[] = [...(base?.copies ?? [])];
  const installs: Installation[] = [];
  const taken: Taken[] = [];
  const environments: string[] = [...(base?.environments ?? USUAL)];
  let workdir = base?.workdir ?? '/';
  for (const instruction of stage.instructions) {
    const { name, words, line } = instruction;
    const place = { file, line };
    append(taken, takenBy(instruction, workdir, variables));
    for (const [key, value] of declareVariables(instruction, variables)) {
      if (/VENV|VIRTUAL_ENV|UV_PROJECT_ENVIRONMENT|PYTHONUSERBASE/.test(key)) environments.push(value);
    }
    if (name === 'WORKDIR') workdir = absolute(workdir, substitute(words, variables));
    else if (name === 'COPY' || name === 'ADD') append(copies, copied(instruction, workdir, place, variables));
    else if (name === 'RUN') {
      const commands = runCommands(words, variables);
      const found = pipInstalls(commands);
      const made = [...commands.flatMap(environmentsOf), ...found.flatMap(({ targets }) => targets)];
      if (commands.some(([first = '']) => /^(uv|poetry|pdm|pipenv)$/.test(baseName(first)))) made.push('.venv');
      if (commands.some((command) => /\bpip[\d.]* (wheel|download)\b/.test(command.join(' ')))) made.push('.');
      append(
        environments,
        made.map((path) => absolute(workdir, path)),
      );
      append(
        installs,
        found.map((install) => ({ ...install, place, workdir, copies: [...copies] })),
      );
    }
  }
  return { base, variables, copies, workdir, installs, taken, environments };
}

/** Stages of which a name or a number means one, where another one takes something from it. */
function stageAt(from: string, stages: readonly Stage[], reads: readonly Read[]): Read | undefined {
  if (/^\d+$/.test(from)) return reads[Number(from)];
  return reads[stages.map(({ name }) => name?.toLowerCase()).lastIndexOf(from.toLowerCase())];
}

/**
 * The Python packages that commands of a Dockerfile install into the image: in its own stages, and in those whose
 * environments or packages it takes over. What a stage for tests or for pages installs is none of them.
 *
 * @param image stages that end up in the image
 */
export function imageInstalls({ file, stages }: Dockerfile, image: readonly Stage[]): ImageInstalls {
  const reads: Read[] = [];
  for (const stage of stages)
    reads.push(readStage(file, stage, stageAt(stage.from, stages.slice(0, reads.length), reads)));
  const counted = new Set<Read>();
  const environments = new Set<string>();
  const count = (read: Read | undefined) => {
    if (!read || counted.has(read)) return;
    counted.add(read);
    count(read.base);
    for (const { from, path, to } of read.taken) {
      const other = stageAt(from, stages, reads);
      const gives = (own: string) => path === '/' || isWithin(path, own) || isWithin(own, path);
      if (other?.environments.some(gives) !== true) continue;
      environments.add(to);
      count(other);
    }
  };
  count(reads[stages.findIndex((stage) => stage === image.at(-1))]);
  const inOrder = reads.filter((read) => counted.has(read));
  for (const path of inOrder.flatMap((read) => read.environments)) environments.add(path);
  return { installs: inOrder.flatMap(({ installs }) => installs), environments: [...environments] };
}
