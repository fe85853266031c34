import { baseName } from '../../text/paths';
import { IMPORT_STRING } from './server-command';

/** A program that stood before the one that it started, and is left out. */
export interface Wrapper {
  /** As it is written. */
  readonly written: string;
  /** What it did, and what does it instead. */
  readonly reason: string;
  /** How many words came before it. */
  readonly at: number;
}

/** A command without what only wraps it. */
export interface Unwrapped {
  readonly words: readonly string[];
  /** Wrappers whose work nobody does any more. */
  readonly wrappers: readonly Wrapper[];
  /** Assignments that stood before it. */
  readonly assigned: readonly string[];
}

/** What a wrapper takes, and why it matters that it is left out; nothing where it does not. */
interface Meaning {
  /** Number of words that it takes itself. */
  readonly takes: number;
  readonly reason?: string;
}

const NOBODY =
  'the image starts the server itself. No option puts a program before it; a Dockerfile of your own ("own") can';
const VARIABLES = 'it fetches variables when it starts. Give them to the container when it runs: option run.envFile';
const SECRETS: Meaning = { takes: 1, reason: VARIABLES };

/** Programs that start the program behind them. The image has a user of its own, and what starts it reaps processes. */
const WRAPPERS: Readonly<Record<string, Meaning>> = {
  exec: { takes: 0 },
  env: { takes: 0 },
  sudo: { takes: 0 },
  nohup: { takes: 0 },
  time: { takes: 0 },
  tini: { takes: 0 },
  'dumb-init': { takes: 0 },
  catatonit: { takes: 0 },
  gosu: { takes: 1 },
  'su-exec': { takes: 1 },
  setuidgid: { takes: 1 },
  's6-setuidgid': { takes: 1 },
  'opentelemetry-instrument': {
    takes: 0,
    reason:
      'option telemetry traces requests; for all of it, call initialize() of opentelemetry.instrumentation.auto_instrumentation in the first lines of the application',
  },
  'ddtrace-run': {
    takes: 0,
    reason: 'no option does it. `import ddtrace.auto` as the first line of the application does',
  },
  'newrelic-admin': {
    takes: 1,
    reason: 'no option does it. newrelic.agent.initialize() in the first lines of the application does',
  },
  doppler: SECRETS,
  infisical: SECRETS,
  op: SECRETS,
  chamber: { takes: 2, reason: VARIABLES },
  'aws-vault': { takes: 2, reason: VARIABLES },
  berglas: SECRETS,
  teller: SECRETS,
  dotenv: SECRETS,
  envconsul: { takes: 0, reason: VARIABLES },
  'vault-env': { takes: 0, reason: VARIABLES },
};

/** Tools whose `run` starts the program behind it. */
const RUNNERS = new Set(['uv', 'poetry', 'pipenv', 'pdm', 'hatch', 'rye', 'pixi']);
/** Flags of these that take the next word. */
const RUNNER_VALUES = new Set([
  '--extra',
  '--group',
  '--package',
  '--project',
  '--directory',
  '--with',
  '-p',
  '--python',
]);

/** Names of the servers, as commands have them. */
export const SERVERS: ReadonlySet<string> = new Set(['uvicorn', 'gunicorn', 'hypercorn', 'granian']);

/** A program that is a start itself, that only speaks of one, or that has it elsewhere. */
const NO_WRAPPER =
  /^(fastapi|supervisord|(ba|da|z|a)?sh|echo|printf|test|\[|pkill|pgrep|killall|grep|exit|trap|export|supervisorctl|docker|docker-compose|podman|nerdctl|kubectl|ssh|pip|pip3)$|\.sh$|entrypoint|start|run\b/;

/** Where a server with an application begins behind a program that is not known. */
function serverBehind([first = '', ...rest]: readonly string[]): number | undefined {
  const name = baseName(first);
  if (SERVERS.has(name) || NO_WRAPPER.test(name) || first.startsWith('./') || rest.includes('--')) return undefined;
  const application = rest.map((word) => IMPORT_STRING.test(word)).lastIndexOf(true);
  const at = rest.findIndex((word) => SERVERS.has(baseName(word)));
  if (at < 0 || at > application) return undefined;
  // `python -m uvicorn` is the server itself.
  if (/^python[\d.]*$/.test(name) && rest.indexOf('-m') === at - 1) return undefined;
  return at + 1;
}

/** Takes away everything that only wraps the program of a command. */
export function unwrap(words: readonly string[], at = 0): Unwrapped {
  const [first = '', ...rest] = words;
  const more = (taken: number, wrapper?: Omit<Wrapper, 'at'>, assigned: readonly string[] = []): Unwrapped => {
    const inner = unwrap(words.slice(taken), at + taken);
    return {
      words: inner.words,
      wrappers: [...(wrapper ? [{ ...wrapper, at }] : []), ...inner.wrappers],
      assigned: [...assigned, ...inner.assigned],
    };
  };
  if (first === '--') return more(1);
  if (/^[A-Za-z_]\w*=/.test(first)) return more(1, undefined, [first]);
  const name = baseName(first);
  if (Object.hasOwn(WRAPPERS, name)) {
    const { takes, reason } = WRAPPERS[name] ?? { takes: 0 };
    const dashes = reason === undefined ? -1 : rest.indexOf('--');
    const own = rest.findIndex((word) => !word.startsWith('-') || word === '--');
    const behind = reason === undefined ? undefined : serverBehind(words);
    if (own < 0) return { words: [], wrappers: [], assigned: [] };
    const taken = dashes >= 0 ? dashes + 1 : (behind ?? own + takes + 1);
    return more(taken, reason === undefined ? undefined : { written: shown(words.slice(0, taken)), reason });
  }
  if (RUNNERS.has(name) && rest.includes('run')) {
    let to = rest.indexOf('run') + 1;
    while (rest[to]?.startsWith('-') === true) to += RUNNER_VALUES.has(rest[to] ?? '') ? 2 : 1;
    return more(to + 1);
  }
  const behind = serverBehind(words);
  return behind === undefined
    ? { words, wrappers: [], assigned: [] }
    : more(behind, { written: shown(words.slice(0, behind)), reason: NOBODY });
}

function shown(words: readonly string[]): string {
  const last = words.at(-1);
  return words.slice(0, last === '--' || last === '-m' ? -1 : undefined).join(' ');
}
