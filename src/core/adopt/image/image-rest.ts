import { baseName } from '../../text/paths';
import { execWords, type Instruction, type Stage } from './dockerfile';
import type { Note } from '../finding';
import { shellCommands } from '../start/shell';

/** Commands of a build that the image does in its own way, or that leave nothing behind. */
const OWN_WAY = new Set(
  '[ [[ : addgroup adduser apk apt apt-get apt-key apt-mark awk cat cd chmod chown dnf dpkg echo exit export false find grep groupadd groupmod hash install ldconfig ln ls mkdir microdnf pdm pip pip3 pipenv pipx poetry printf pwd rm rmdir rye set sleep sudo sync tee test touch tr true umask uname uv useradd usermod virtualenv which xargs yum zypper'.split(
    ' ',
  ),
);
/** Modules that Python runs while an image is built, for packages alone. */
const OF_PACKAGES = new Set(['build', 'compileall', 'ensurepip', 'pip', 'pipx', 'uv', 'venv', 'virtualenv', 'poetry']);
/** Where installers of these tools come from. */
const INSTALLERS = /(install|get)[.-]?(python-)?(poetry|pip|uv|pdm)|astral\.sh|pdm-project/;
/** What an image that is not one of the application's own stages gives to those that install packages. */
const OF_TOOLS = /--from=\S*(astral-sh\/uv|poetry|pdm)/;

/** Longer commands would hide the rest of the report. */
const LONGEST = 100;

function shown(words: string): string {
  const text = words.replace(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

/** Whether a command that runs in a build does more than packages, accounts and modes. */
function doesMore(command: readonly string[]): boolean {
  const words = command.filter((word) => !/^[A-Za-z_]\w*=/.test(word) && word !== 'sudo' && word !== 'exec');
  const [path = '', first = '', second = ''] = words;
  const name = baseName(path);
  if (!/^[A-Za-z./]/.test(path) || OWN_WAY.has(name)) return false;
  if (!/^python[\d.]*$/.test(name)) return !/^(if|then|else|fi|for|do|done|while)$/.test(name);
  if (first === '-m') return !OF_PACKAGES.has(second);
  return first !== '-c' && first !== '-';
}

/** The commands of a RUN that do what no option of the image says. */
function ofRun({ words }: Instruction): string[] {
  const bare = words.replace(/^(--\S+\s+)+/, '');
  // One in JSON that runs code of its own leaves bytecode or the like, and is named in no option.
  const exec = execWords(bare);
  const commands = exec ? [exec] : shellCommands(bare);
  if (INSTALLERS.test(bare)) return [];
  return commands.filter(doesMore).map((command) => command.join(' '));
}

function noteOf(instruction: Instruction, isFinal: boolean, isOwnStage: (name: string) => boolean): string | undefined {
  const { name, words } = instruction;
  if (name === 'RUN') {
    const more = ofRun(instruction);
    if (more.length === 0) return undefined;
    return `RUN ${more.map((command) => `\`${shown(command)}\``).join(', ')} is left out: "image.extra" takes lines of a Dockerfile`;
  }
  if (name === 'ADD' && /(^|\s)(https?|git|ssh):\/\/|git@/.test(words)) {
    return `ADD ${shown(words)} is left out: "image.extra" takes lines of a Dockerfile`;
  }
  if (!isFinal) return undefined;
  if (name === 'VOLUME') {
    const paths = execWords(words)?.join(', ') ?? words;
    return `VOLUME ${shown(paths)} is left out: mount it where the container runs, here with "run.volumes"; its user has to be able to write there`;
  }
  if (name === 'STOPSIGNAL' && !/^(SIG)?TERM$|^15$/.test(words)) {
    return `STOPSIGNAL ${shown(words)} is left out: the server ends on SIGTERM, which the engine sends by itself`;
  }
  const from = /(?:^|\s)--from=(\S+)/.exec(words)?.[1];
  if (from !== undefined && !isOwnStage(from) && !OF_TOOLS.test(words)) {
    return `${name} ${shown(words)} is left out: it takes files from another stage or image. Make them before the build and name them in "image.files", or use "image.extra"`;
  }
  return undefined;
}

/**
 * What a Dockerfile does that becomes no option and that nothing else in the report speaks of.
 *
 * @param image stages that end up in the image
 * @param others further stages that have to do with it: packages come from them
 */
export function restOfImage(file: string, image: readonly Stage[], others: readonly Stage[]): Note[] {
  const own = new Set([...image, ...others].map(({ name }) => name?.toLowerCase()));
  const isOwnStage = (name: string) => own.has(name.toLowerCase()) || /^\d+$/.test(name);
  return [...others, ...image].flatMap((stage) =>
    stage.instructions.flatMap((instruction): Note[] => {
      const text = noteOf(instruction, image.includes(stage), isOwnStage);
      return text === undefined ? [] : [{ text, place: { file, line: instruction.line } }];
    }),
  );
}
