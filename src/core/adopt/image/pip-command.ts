import { baseName } from '../../text/paths';
import { shellText, unwrapped } from '../start/command';
import { execWords } from './dockerfile';
import { behindKeywords, shellCommands, type Variables } from '../start/shell';

/** What one command installs of Python packages, each as it is written. */
export interface PipInstall {
  /** Names with their versions, addresses, paths. */
  readonly requirements: readonly string[];
  readonly files: readonly string[];
  readonly constraints: readonly string[];
  /** Flags that name where packages come from, and the address. */
  readonly indexes: readonly (readonly [flag: string, address: string])[];
  /** Directories that packages go to. */
  readonly targets: readonly string[];
}

/** Verbs of each tool that take packages by name. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  pip: ['install', 'wheel', 'download', 'sync'],
  uv: ['add'],
  poetry: ['add'],
  pdm: ['add'],
  pipenv: ['install'],
};

const INDEXES = new Set(['-i', '--index-url', '--extra-index-url', '--index', '--default-index', '-f', '--find-links']);
const TARGETS = new Set(['-t', '--target', '--prefix', '--root', '-w', '--wheel-dir', '-d', '--dest']);

/** Flags of these tools that take the next word, besides those that are read. */
const WITH_VALUE = new Set(
  `-C -G -E -P -b -p --abi --allow-insecure-host --build-constraint --build-option --cache-dir --cert --client-cert --color
  --config-file --config-settings --default-timeout --directory --exclude-newer --exists-action --extra --extra-pip-args
  --extras --global-option --group --implementation --index-strategy --keyring-provider --link-mode --log --no-binary
  --no-build-isolation-package --no-build-package --only-binary --optional --override --overrides --platform --prerelease
  --progress-bar --project --proxy --python --python-platform --python-version --refresh-package --reinstall-package --report
  --resolution --retries --root-user-action --source --src --timeout --torch-backend --trusted-host --upgrade-package
  --upgrade-strategy --use-deprecated --use-feature`.split(/\s+/),
);
const SHORT_WITH_VALUE = 'rcieftwdCGEPbp';

/** The tool that installs, and the words behind its verb; undefined where a command installs nothing. */
function behindVerb(given: readonly string[]): readonly string[] | undefined {
  const [path = '', ...rest] = unwrapped(behindKeywords(given));
  const name = baseName(path);
  if (/^python[\d.]*$/.test(name)) {
    const module = rest.indexOf('-m');
    return module < 0 || rest[module + 1] !== 'pip' ? undefined : behindVerb(rest.slice(module + 1));
  }
  const verb = rest.findIndex((word) => !word.startsWith('-'));
  const word = rest[verb] ?? '';
  if (name === 'uv' && word === 'pip') return behindVerb(rest.slice(verb));
  const tool = /^pip[\d.]*$/.test(name) ? 'pip' : name;
  return Object.hasOwn(VERBS, tool) && VERBS[tool]?.includes(word) ? rest.slice(verb + 1) : undefined;
}

/** A flag and the value that is written in the same word, as in `--requirement=x`, `-rx` and `-Ur`. */
function flagOf(word: string): readonly [flag: string, value: string | undefined] {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
  }
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    if (SHORT_WITH_VALUE.includes(letter)) return [`-${letter}`, word.slice(at + 1) || undefined];
  }
  return [word, undefined];
}

function readWords(words: readonly string[]): PipInstall {
  const requirements: string[] = [];
  const files: string[] = [];
  const constraints: string[] = [];
  const targets: string[] = [];
  const indexes: (readonly [string, string])[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      // What a shell does with its output is no package.
      if (/^\d?>/.test(word)) break;
      requirements.push(word);
      continue;
    }
    const [flag, inline] = flagOf(word);
    const isKnown = /^(-[rce]|--(requirement|requirements|constraint|editable))$/.test(flag);
    if (!isKnown && !INDEXES.has(flag) && !TARGETS.has(flag) && !WITH_VALUE.has(flag)) continue;
    const value = inline ?? words[at + 1] ?? '';
    if (inline === undefined) at += 1;
    if (INDEXES.has(flag)) indexes.push([flag, value]);
    else if (TARGETS.has(flag)) targets.push(value);
    else if (/^(-r|--requirements?)$/.test(flag)) files.push(value);
    else if (/^(-c|--constraint)$/.test(flag)) constraints.push(value);
    else if (/^(-e|--editable)$/.test(flag)) requirements.push(value);
  }
  return { requirements, files, constraints, indexes, targets };
}

/** The simple commands of a RUN, in both of its forms, with what it gives to a shell opened. */
export function runCommands(run: string, variables: Variables): (readonly string[])[] {
  const bare = run.replace(/^(--\S+\s+)+/, '');
  const exec = execWords(bare);
  return (exec ? [exec] : shellCommands(bare, variables)).flatMap((words) => {
    const text = shellText(words);
    return text === undefined ? [words] : shellCommands(text, variables);
  });
}

/** What the commands of a RUN install of Python packages. `pip sync` takes files alone. */
export function pipInstalls(commands: readonly (readonly string[])[]): PipInstall[] {
  return commands.flatMap((words) => {
    const behind = behindVerb(words);
    if (!behind) return [];
    const read = readWords(behind);
    const isSync = words[words.length - behind.length - 1] === 'sync';
    return [isSync ? { ...read, requirements: [], files: [...read.files, ...read.requirements] } : read];
  });
}
