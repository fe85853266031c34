import { baseName } from '../../text/paths';
import { LAUNCHER } from '../../app/container-package';
import type { ServerName } from '../../options';
import { readServer, type Launch } from './server-command';
import { SERVERS, unwrap } from './wrappers';

/** A command that leads to another file: a Python file or module, a script, or the configuration of supervisord. */
export interface Leads {
  readonly kind: 'file' | 'module' | 'script' | 'supervisord';
  readonly name: string;
  /** What a script is given to work on, such as the command that it starts in the end. */
  readonly args?: readonly string[];
}

/** The words behind everything that only wraps the program. */
export function unwrapped(words: readonly string[]): readonly string[] {
  return unwrap(words).words;
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
