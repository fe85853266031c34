import { baseName } from '../text/paths';
import { LAUNCHER } from '../app/container-package';
import type { ServerName } from '../options';
import { readServer, type Launch } from './server-command';

/** A command that leads to another file: a Python file or module, a script, or the configuration of supervisord. */
export interface Leads {
  readonly kind: 'file' | 'module' | 'script' | 'supervisord';
  readonly name: string;
  /** What a script is given to work on, such as the command that it starts in the end. */
  readonly args?: readonly string[];
}

/** Programs that start the program behind them, with the number of words that they take themselves. */
const WRAPPERS: Readonly<Record<string, number>> = {
  exec: 0,
  sudo: 0,
  nohup: 0,
  time: 0,
  tini: 0,
  'dumb-init': 0,
  'opentelemetry-instrument': 0,
  'ddtrace-run': 0,
  gosu: 1,
  'su-exec': 1,
  'newrelic-admin': 1,
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

const SERVERS = new Set<string>(['uvicorn', 'gunicorn', 'hypercorn', 'granian']);

/** The words behind everything that only wraps the program. */
export function unwrapped(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  if (/^[A-Za-z_]\w*=/.test(first) || first === '--') return unwrapped(rest);
  const name = baseName(first);
  if (Object.hasOwn(WRAPPERS, name)) {
    const own = rest.findIndex((word) => !word.startsWith('-') || word === '--');
    return own < 0 ? [] : unwrapped(rest.slice(own + (WRAPPERS[name] ?? 0)));
  }
  if (RUNNERS.has(name) && rest.includes('run')) {
    let at = rest.indexOf('run') + 1;
    while (rest[at]?.startsWith('-') === true) at += RUNNER_VALUES.has(rest[at] ?? '') ? 2 : 1;
    return unwrapped(rest.slice(at));
  }
  return words;
}

/** The launcher that the image starts uvicorn with: it takes the server's own words. */
const LAUNCHED = `_container/${LAUNCHER}`;

const SHELL = /^(?:ba|da|z|a)?sh$/;

/** The text that a command gives to a shell, as in `sh -c "..."`; undefined where it gives none. */
export function shellText(given: readonly string[]): string | undefined {
  const [first = '', ...rest] = unwrapped(given);
  if (!SHELL.test(baseName(first))) return undefined;
  const text = rest.findIndex((word) => !word.startsWith('-'));
  return text > 0 && rest.slice(0, text).some((flag) => /^-[a-z]*c$/.test(flag)) ? rest[text] : undefined;
}

/** What a simple command starts, as far as it concerns an application. */
export function readCommand(given: readonly string[]): (Launch | Leads)[] {
  const [first = '', ...rest] = unwrapped(given);
  const name = baseName(first);
  if (SHELL.test(name)) {
    const script = rest.findIndex((word) => !word.startsWith('-'));
    const word = rest[script];
    return word === undefined ? [] : [{ kind: 'script', name: word, args: rest.slice(script + 1) }];
  }
  if (/^python[\d.]*$/.test(name)) return readPython(rest);
  if (SERVERS.has(name)) return [readServer(name as ServerName, rest)];
  if (name === 'fastapi' && (rest[0] === 'run' || rest[0] === 'dev')) return [readServer('fastapi', rest.slice(1))];
  if (name === 'supervisord') {
    const config = rest.findIndex((word) => word === '-c' || word === '--configuration');
    return [{ kind: 'supervisord', name: config < 0 ? 'supervisord.conf' : (rest[config + 1] ?? '') }];
  }
  if (/\.sh$/.test(name) || first.startsWith('./') || /entrypoint|start|run\b/.test(name)) {
    return [{ kind: 'script', name: first, args: rest }];
  }
  return [];
}

function readPython(words: readonly string[]): (Launch | Leads)[] {
  let at = 0;
  while (words[at]?.startsWith('-') === true && words[at] !== '-m' && words[at] !== '-c') {
    at += ['-W', '-X'].includes(words[at] ?? '') ? 2 : 1;
  }
  const word = words[at] ?? '';
  if (word === '-c' || word === '') return [];
  if (word.endsWith(LAUNCHED)) {
    const rest = words.slice(at + 1);
    return [rest[0] === 'run' ? readServer('fastapi', rest.slice(1)) : readServer('uvicorn', rest)];
  }
  if (word !== '-m') return [{ kind: 'file', name: word }];
  const module = words[at + 1] ?? '';
  if (SERVERS.has(module) || module === 'fastapi') return readCommand([module, ...words.slice(at + 2)]);
  return [{ kind: 'module', name: module }];
}
