import { optionEntries } from '../schema';

/** A line that a person added to a generated file, and the option that says the same. */
interface Hint {
  readonly line: RegExp;
  /** Path of the option, or of the group that it is in. */
  readonly option: string;
}

/** For each generated file, from the most special line to the most general one. */
const HINTS: Readonly<Record<string, readonly Hint[]>> = {
  Dockerfile: [
    { line: /\bapt(?:-get)?\s+install\b/, option: 'image.aptPackages' },
    { line: /^FROM\s/i, option: 'image.base' },
    { line: /^EXPOSE\s/i, option: 'port' },
    { line: /^USER\s/i, option: 'image.user' },
    { line: /^LABEL\s/i, option: 'image.labels' },
    { line: /^HEALTHCHECK\s/i, option: 'health' },
    { line: /^CMD\s.*--workers/i, option: 'workers' },
    { line: /^CMD\s.*--(?:root-path)/i, option: 'rootPath' },
    { line: /^(?:CMD|ENTRYPOINT)\s/i, option: 'server' },
    { line: /^COPY\s/i, option: 'image.files' },
    { line: /^ENV\s/i, option: 'image.env' },
    { line: /^(?:RUN|ARG|VOLUME|SHELL|STOPSIGNAL|ONBUILD|WORKDIR|ADD)\s/i, option: 'image.extra' },
  ],
  '.dockerignore': [{ line: /^!/, option: 'image.files' }],
  '_container.py': [
    { line: /^LIVE_PATH\b/, option: 'health.live' },
    { line: /^READY_PATH\b/, option: 'health.ready' },
  ],
};

/** Enough to see the way: a whole Dockerfile of somebody's would name every option there is. */
const MOST = 6;

function exists(option: string): boolean {
  return optionEntries().some(({ path }) => path === option || path.startsWith(`${option}.`));
}

function shorten(line: string): string {
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/**
 * Tells which options say what a person wrote into a generated file, one entry an option, such as
 * `image.labels says LABEL team=orders`.
 *
 * @param path path of the file
 * @param before text that is there
 * @param content text that the options lead to
 */
export function optionHints(path: string, before: string, content: string): string[] {
  const hints = HINTS[path.slice(path.lastIndexOf('/') + 1)] ?? [];
  const generated = new Set(content.split('\n').map((line) => line.trim()));
  const lineOf = new Map<string, string>();
  for (const line of before.split('\n').map((text) => text.trim())) {
    const option = generated.has(line) ? undefined : hints.find((hint) => hint.line.test(line))?.option;
    if (option !== undefined && exists(option) && !lineOf.has(option)) lineOf.set(option, line);
  }
  return [...lineOf].slice(0, MOST).map(([option, line]) => `${option} says \`${shorten(line)}\``);
}
