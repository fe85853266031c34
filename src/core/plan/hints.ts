import type { ResolvedApp } from '../app/resolved';
import { isObject, ownMember } from '../input/members';
import type { Hint, Output } from '../outputs/output';
import { resolve } from '../resolve/resolve';

/** Enough to see the way: a whole Dockerfile of somebody's would name every option there is. */
const MOST = 6;

/** Lines, and characters of one, that are read: it is only for a message. */
const MOST_READ = 400;
const LONGEST = 1000;

function shorten(line: string): string {
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** Whether an app has these values already. */
function hasAlready(app: unknown, options: unknown): boolean {
  if (Array.isArray(options)) return Array.isArray(app) && options.every((item) => app.includes(item));
  if (!isObject(options)) return app === options;
  return Object.entries(options).every(([key, value]) => hasAlready(ownMember(app, key), value));
}

/** Whether an app like this one may have these options. */
function isAccepted({ name, application, source, server, image }: ResolvedApp, options: object): boolean {
  const app = `${application.importString}${application.factory ? '()' : ''}`;
  const given = { name, app, source, server, born: ['app'], ...options };
  const inImage = { variant: image.variant, ...(ownMember(options, 'image') as object | undefined) };
  return resolve({ ...given, image: inImage }, name).ok;
}

/** Whether an option says what a line says, accepts it, and does not say it already. */
function isNews(line: string, hint: Hint, app: ResolvedApp): boolean {
  if (!hint.line.test(line)) return false;
  if (!hint.as) return true;
  const options = hint.as(line, app);
  return options !== undefined && !hasAlready(app, options) && isAccepted(app, options);
}

/**
 * Tells which options say what a person wrote into a generated file, one entry an option, such as
 * `image.labels says LABEL team=orders`. An option that would refuse the line, or that says it already, is none.
 *
 * @param lines lines of the person's
 * @param generated text that the options lead to: a line that is in it as well needs no option
 */
export function optionHints(
  { hints = [], statements = (all) => all.map((line) => line.trim()) }: Pick<Output, 'hints' | 'statements'>,
  lines: readonly string[],
  generated: string,
  app: ResolvedApp,
): string[] {
  if (hints.length === 0) return [];
  const known = new Set(statements(generated.split('\n')));
  const lineOf = new Map<string, string>();
  const isShort = (line: string) => line.length <= LONGEST;
  const said = statements(lines.slice(0, MOST_READ).filter(isShort)).filter(
    (line) => isShort(line) && !known.has(line),
  );
  for (const line of said) {
    const option = hints.find((hint) => isNews(line, hint, app))?.option;
    if (option !== undefined && !lineOf.has(option)) lineOf.set(option, line);
  }
  return [...lineOf].slice(0, MOST).map(([option, line]) => `${option} says \`${shorten(line)}\``);
}
