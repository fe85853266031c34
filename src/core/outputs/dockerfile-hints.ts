import { baseName, isWithin } from '../text/paths';
import { IMAGE_LAYOUT } from '../constants';
import { sourcesOf } from '../image/extra';
import type { FastApiContainerOptions, ServerName } from '../options';
import { SERVER_NAMES } from '../servers';
import type { ResolvedApp } from '../app/resolved';
import type { Hint } from './output';

const { venv, workdir } = IMAGE_LAYOUT;

/** One assignment of ENV or LABEL: plain, or in quotes. */
const ASSIGNMENTS = /([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']*)/g;

/**
 * The instructions in lines of a Dockerfile: one that goes on below is one, and each assignment of ENV and LABEL is one, so
 * that it can be told which of them an option says. Comments are none.
 */
export function instructions(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines.map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('#'))) {
    const text = line.replace(/\s*\\$/, '');
    if (open) joined.push(`${joined.pop() ?? ''} ${text}`.trim());
    else joined.push(text);
    open = line.endsWith('\\');
  }
  return joined.flatMap((line) => {
    const [, instruction] = /^(ENV|LABEL)\s/i.exec(line) ?? [];
    const assignments = instruction === undefined ? [] : (line.match(ASSIGNMENTS) ?? []);
    return assignments.length === 0 ? [line] : assignments.map((each) => `${instruction ?? ''} ${each}`);
  });
}

/** An assignment of an instruction, with its value as the image has it. */
function assignment(line: string): Record<string, string> | undefined {
  const [, equals, value = ''] = /^\w+\s+([A-Za-z_][\w.-]*)=(.*)$/.exec(line) ?? [];
  const [, former, rest = ''] = /^ENV\s+([A-Za-z_]\w*)\s+([^=]*)$/i.exec(line) ?? [];
  if (equals !== undefined) return { [equals]: value.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(.)/g, '$1') };
  return former === undefined ? undefined : { [former]: rest };
}

/** The Debian packages that a RUN line installs, besides those of the options. */
function aptPackages(line: string, { image }: ResolvedApp): FastApiContainerOptions | undefined {
  const [, words = ''] = /\bapt(?:-get)?\s(?:[^&;|]*\s)?install\s([^&;|]*)/.exec(line) ?? [];
  const named = words.split(/\s+/).filter((word) => /^[a-z0-9][a-z0-9+.-]+$/.test(word));
  const known = [...image.aptPackages.builder, ...image.aptPackages.runtime];
  const runtime = named.filter((name) => !known.includes(name));
  return runtime.length === 0 ? undefined : { image: { aptPackages: { runtime } } };
}

/** The base of a stage, unless it is another stage, or that of the builder. */
function base(line: string, { image }: ResolvedApp): FastApiContainerOptions | undefined {
  const [, reference = ''] = /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(line) ?? [];
  const pinned = image.digest === undefined ? image.base : `${image.base}@${image.digest}`;
  if (!/[:/@]/.test(reference) || reference === image.builderBase || reference === pinned) return undefined;
  return { image: { base: reference } };
}

/** What the flags and the address of a HEALTHCHECK say. */
function health(line: string): FastApiContainerOptions | undefined {
  const seconds = (flag: string): number | undefined => {
    const [, number, unit] = new RegExp(`--${flag}=(\\d+)(s|m)(?=\\s)`).exec(line) ?? [];
    return number === undefined ? undefined : Number(number) * (unit === 'm' ? 60 : 1);
  };
  const [, retries] = /--retries=(\d+)/.exec(line) ?? [];
  const [, live] = /https?:\/\/[^\s"'/]+(\/[\w./-]+)/.exec(line) ?? [];
  const found = {
    interval: seconds('interval'),
    timeout: seconds('timeout'),
    startPeriod: seconds('start-period'),
    retries: retries === undefined ? undefined : Number(retries),
    live,
  };
  const said = Object.entries(found).filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : { health: Object.fromEntries(said) };
}

function server(line: string): FastApiContainerOptions | undefined {
  const words = line.split(/[\s"',[\]]+/).map(baseName);
  const name = words.find((word): word is ServerName => (SERVER_NAMES as readonly string[]).includes(word));
  return name === undefined ? undefined : { server: name };
}

/** The value behind a flag in a command, in the exec form or that of a shell. */
function flag(line: string, name: string): string | undefined {
  return new RegExp(`${name}(?:=|["',\\s]+)([\\w./-]+)`).exec(line)?.[1];
}

function number(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** What a COPY line takes to where it has in the app's directory too. */
function files(line: string, { application, image }: ResolvedApp): FastApiContainerOptions | undefined {
  const [, words = ''] = /^COPY\s+(?:--\S+\s+)*([^[<]*)$/i.exec(line) ?? [];
  const target = (words.split(/\s+/).at(-1) ?? '')
    .replace(workdir, '.')
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '');
  const sources = sourcesOf(line);
  const isInPlace = (source: string) =>
    target === source || ((target === '' || target === '.') && /^[^/]+\.[^/]+$/.test(source));
  if (words === '' || sources.length === 0 || !sources.every(isInPlace)) return undefined;
  const isCopied = (source: string) => application.copied === '.' || isWithin(source, application.copied);
  const more = sources.filter(
    (source) => !isCopied(source) && !image.files.includes(source) && !isRequirements(source),
  );
  return more.length === 0 ? undefined : { image: { files: more } };
}

/** What the image gets from elsewhere: it installs what these say. */
function isRequirements(path: string): boolean {
  return /(^|\/)(requirements[\w.-]*\.(txt|in|lock)|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(\.lock)?)$/.test(
    path,
  );
}

/** A line of its own, unless the image does the same by itself: it installs, and copies the application. */
function extra(line: string, { image, application }: ResolvedApp): FastApiContainerOptions | undefined {
  const sources = sourcesOf(line);
  const isCopy = /^(?:COPY|ADD)\s/i.test(line);
  const isCopiedAnyway = (path: string) =>
    isRequirements(path) || image.files.includes(path) || isWithin(path, application.copied);
  if (isCopy && (sources.length === 0 || sources.every(isCopiedAnyway))) return undefined;
  const installs = /\b(?:pip3?|uv|poetry|pdm|pipenv)\s(?:.*\s)?(?:install|sync)\b/.test(line);
  if (installs || /\bapt(?:-get)?\s/.test(line) || line.includes(venv)) return undefined;
  return image.extra.builder.includes(line) ? undefined : { image: { extra: { runtime: [line] } } };
}

/** The options that say the same as a line of a Dockerfile. */
export const DOCKERFILE_HINTS: readonly Hint[] = [
  { line: /\bapt(?:-get)?\s/, option: 'image.aptPackages', as: aptPackages },
  { line: /^FROM\s/i, option: 'image.base', as: base },
  { line: /^EXPOSE\s/i, option: 'port', as: (line) => ({ port: Number(/^EXPOSE\s+(\d+)/i.exec(line)?.[1]) }) },
  { line: /^USER\s/i, option: 'image.user', as: (line) => user(line) },
  { line: /^LABEL\s/i, option: 'image.labels', as: (line) => named(line, (labels) => ({ image: { labels } })) },
  { line: /^HEALTHCHECK\s/i, option: 'health', as: health },
  { line: /^CMD\s.*--workers/i, option: 'workers', as: (line) => ({ workers: number(flag(line, '--workers')) ?? 0 }) },
  { line: /^CMD\s.*--root-path/i, option: 'rootPath', as: (line) => ({ rootPath: flag(line, '--root-path') ?? '' }) },
  { line: /^CMD\s.*--port/i, option: 'port', as: (line) => ({ port: number(flag(line, '--port')) ?? 0 }) },
  { line: /^(?:CMD|ENTRYPOINT)\s/i, option: 'server', as: server },
  { line: /^COPY\s/i, option: 'image.files', as: files },
  { line: /^ENV\s/i, option: 'image.env', as: (line) => named(line, (env) => ({ image: { env } })) },
  { line: /^(?:RUN|ARG|ADD|COPY)\s/i, option: 'image.extra.runtime', as: extra },
];

function named(
  line: string,
  as: (values: Record<string, string>) => FastApiContainerOptions,
): FastApiContainerOptions | undefined {
  const values = assignment(line);
  return values && as(values);
}

/** A user as a number, with the group of the same number. */
function user(line: string): FastApiContainerOptions | undefined {
  const [, id, group = id] = /^USER\s+(\d+)(?::(\d+))?$/i.exec(line) ?? [];
  return id === undefined || group !== id ? undefined : { image: { user: Number(id) } };
}
