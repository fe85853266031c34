import { named, type Files } from '../evidence';
import type { Note } from '../finding';
import type { Place } from '../../text/place';
import { readServer, type Launch } from './server-command';
import { blankStrings, literal, statements } from '../../python-source/text';
import { append } from '../../text/lists';

/** Settings of gunicorn whose flag has another name. */
const RENAMED: Readonly<Record<string, string>> = {
  loglevel: '--log-level',
  accesslog: '--access-logfile',
  errorlog: '--error-logfile',
  keepalive: '--keep-alive',
  proc_name: '--name',
  preload_app: '--preload',
};

/** Functions of a configuration that gunicorn calls. */
const HOOKS = new Set(
  'on_starting on_reload when_ready pre_fork post_fork post_worker_init worker_int worker_abort pre_exec pre_request post_request child_exit worker_exit nworkers_changed on_exit ssl_context'.split(
    ' ',
  ),
);

/** What a configuration file of gunicorn says: plain assignments become flags, all others are named. */
export function gunicornConfig(file: string, text: string): { launch: Launch; place: Place; notes: readonly Note[] } {
  const code = blankStrings(text);
  const words: string[] = [];
  const notes: Note[] = [];
  const places: Record<string, Place> = {};
  let place: Place = { file };
  for (const { code: statement, offset, line, indent } of statements(code)) {
    const here = { file, line };
    const hook = /^(?:async\s+)?def\s+(\w+)/.exec(statement)?.[1];
    if (indent === 0 && hook !== undefined && HOOKS.has(hook)) {
      const text = `${hook} is a hook of gunicorn: the image starts it without a configuration file, and does not call it`;
      notes.push({ text, place: here });
    }
    const [head = '', name = ''] = /^([a-z_]+)\s*(?::[^=]*)?=(?!=)/.exec(statement) ?? [];
    if (name === '' || indent > 0) continue;
    const value = literal(text.slice(offset + head.length, offset + statement.length));
    if (name === 'wsgi_app' && typeof value === 'string') {
      words.unshift(value);
      place = here;
    } else if (value === undefined) {
      notes.push({ text: `${name} is computed, and cannot be read`, place: here });
    } else if (value !== false) {
      const flag = RENAMED[name] ?? `--${name.replaceAll('_', '-')}`;
      const own = value === true ? [flag] : [flag, String(value)];
      const { options, left } = readServer('gunicorn', own);
      for (const option of Object.keys(options)) places[option] = here;
      append(
        notes,
        left.map((said) => ({ text: `left out ${said}`, place: here })),
      );
      append(words, own);
    }
  }
  return { launch: { ...readServer('gunicorn', words), places }, place, notes };
}

/** Configuration files of gunicorn, by their usual names. */
export function gunicornConfigs(files: Files): string[] {
  return named(files, /^gunicorn([._-]?conf(ig)?)?\.(conf\.)?py$/);
}
