import type { ServerName } from '../../options';
import type { Place } from '../../text/place';
import { FLAGS, type FlagMeaning } from './flags';

/** What a command that starts a server says. */
export interface Launch {
  readonly kind: 'server';
  readonly server: ServerName;
  /** The import string or, for `fastapi run`, the path as it is written; undefined where the command names none. */
  readonly target: string | undefined;
  readonly factory: boolean;
  /** The attribute that `fastapi run --app` names. */
  readonly attribute: string | undefined;
  /** Directory from which the import string holds. */
  readonly directory: string | undefined;
  /** Configuration file of gunicorn. */
  readonly config: string | undefined;
  /** Options by path. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Flags that are left out, and why. */
  readonly left: readonly string[];
  /** Options whose value is another than the one that is written: they follow from it. */
  readonly derived: readonly string[];
  /** Where options are written that the command itself does not give. */
  readonly places: Readonly<Record<string, Place>>;
}

/** A module and the attribute in it, as servers are given an application. */
export const IMPORT_STRING = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*(\(\))?$/;

/** The worker of gunicorn that the image starts for every one that is like it. */
const TAKEN_WORKER = 'uvicorn_worker.UvicornWorker';

/** Reads the words behind a server's name. */
export function readServer(server: ServerName, words: readonly string[]): Launch {
  const reading = new Reading(server);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      reading.positional(word);
      continue;
    }
    const short = /^-[a-z]\S/.test(word) ? word.slice(0, 2) : undefined;
    const equals = word.indexOf('=');
    const flag = short ?? (equals < 0 ? word : word.slice(0, equals));
    const inline =
      short === undefined ? (equals < 0 ? undefined : word.slice(equals + 1)) : word.slice(2).replace(/^=/, '');
    const meaning = FLAGS[server][flag];
    const next = words[at + 1];
    const isValue = next !== undefined && !next.startsWith('-') && !IMPORT_STRING.test(next);
    const takesNext = inline === undefined && next !== undefined && (meaning ? meaning.takesValue : isValue);
    reading.flag(flag, meaning, inline ?? (takesNext ? next : undefined));
    if (takesNext) at += 1;
  }
  return reading.launch();
}

/** What has been read of a server's command so far. */
class Reading {
  private target: string | undefined;
  private factory = false;
  private attribute: string | undefined;
  private directory: string | undefined;
  private config: string | undefined;
  private workerClass: string | undefined;
  private readonly options: Record<string, unknown> = {};
  private readonly left: string[] = [];
  private readonly derived: string[] = [];

  constructor(private readonly server: ServerName) {}

  positional(word: string): void {
    this.target ??= word;
  }

  flag(name: string, meaning: FlagMeaning | undefined, value: string | undefined): void {
    const shown = value === undefined ? name : `${name} ${value}`;
    if (!meaning) this.left.push(`${shown}: ${this.server} knows it, or did, and there is no option for it`);
    else if (meaning.dropped !== undefined) this.left.push(`${shown}: ${meaning.dropped}`);
    else if (meaning.about !== undefined) this.about(meaning.about, value ?? '');
    else if (meaning.option !== undefined) this.option(meaning.option, shown, meaning, value);
  }

  private option(path: string, shown: string, { convert, value: fixed }: FlagMeaning, value: string | undefined): void {
    if (value?.includes('$') === true) {
      this.left.push(`${shown}: comes from a variable whose value is not known here`);
      return;
    }
    const made = value === undefined ? fixed : convert?.(value);
    if (made !== undefined) this.options[path] = made;
    if (Array.isArray(made) && made.includes('*')) this.options['proxy.trustAny'] = true;
  }

  private about(what: NonNullable<FlagMeaning['about']>, value: string): void {
    if (what === 'factory') this.factory = true;
    else if (what === 'bind') {
      const port = /:(\d+)$/.exec(value)?.[1];
      if (port === undefined) this.left.push(`--bind ${value}: has no port that can be read`);
      else this.options.port = Number(port);
    } else this[what] = value;
  }

  launch(): Launch {
    if (this.server === 'gunicorn') this.gunicornWorker();
    const called = this.target?.endsWith('()') === true;
    return {
      kind: 'server',
      server: this.server,
      target: called ? this.target?.slice(0, -2) : this.target,
      factory: this.factory || called,
      attribute: this.attribute,
      directory: this.directory,
      config: this.config,
      options: this.options,
      left: this.left,
      derived: this.derived,
      places: {},
    };
  }

  private gunicornWorker(): void {
    const worker = this.workerClass;
    if (worker === undefined) return;
    if (worker === 'asgi') {
      this.options.workerClass = 'asgi';
      return;
    }
    const speaksAsgi = /Uvicorn(H11)?Worker$/.test(worker);
    if (speaksAsgi) this.options.workerClass = TAKEN_WORKER;
    if (worker === TAKEN_WORKER) return;
    const why = speaksAsgi ? '' : ' is none that speaks ASGI here:';
    this.left.push(`--worker-class ${worker}:${why} ${TAKEN_WORKER} takes its place, of the package uvicorn-worker`);
    this.derived.push('workerClass');
    if (!worker.includes('H11')) return;
    this.options.http = 'h11';
    this.derived.push('http');
  }
}
