import { relative, sep } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { isCopied } from '../core/image/files';
import type * as Pages from '../core/pages';
import type { JudgedApp, ReportedImage } from '../core/pages';
import { pagePlace, pageProblem, writePage, type PagePlace } from '../io/page-file';
import { ownCalls } from './called';
import type { Decision } from './command';
import type { Outcome } from './outcome';
import type { Target } from './targets';
import { version } from './version';
import { titleOf } from './workspace';
import { sayAside } from './say';

/** For commands whose outcome is also a page. */
export const HTML_FLAG: Decision = {
  name: 'html',
  value: 'file',
  help: 'an .html file for the same as a page, to open in a browser',
};

/**
 * Where the page is asked for; undefined where none is.
 *
 * @throws InvalidInputError where none can be written there
 */
export function askedPage({ html }: Readonly<Record<string, unknown>>): PagePlace | undefined {
  return typeof html === 'string' ? pagePlace(process.cwd(), html) : undefined;
}

/**
 * A page in the source of an app would be in its next image: what is reported would change by the report.
 *
 * @param app of which nothing is known where its options are wrong
 * @throws InvalidInputError where that is so
 */
export function assertInNoImage(
  place: PagePlace,
  app: ResolvedApp | 'wrong' | undefined,
  { path, shown }: Target,
): void {
  const file = relative(path, place.path).split(sep).join('/');
  if (typeof app !== 'object' || !isCopied(app, file)) return;
  const reason = `would become a part of the next image of ${shown === '.' ? 'this app' : shown}`;
  const fix = 'choose a place outside of its source; files whose names begin with a dot are kept out of images';
  throw pageProblem(place, { reason, fix });
}

/** What writes pages is loaded where one is asked for alone: it is no part of what other runs do. */
function pages(): typeof Pages {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import is loaded with every command
  return require('../core/pages') as typeof Pages;
}

function leave(place: PagePlace, text: string): void {
  writePage(process.cwd(), place, text);
  // The standard output is the same with a page and without one.
  sayAside(`The page is in ${place.typed}`);
}

function making() {
  return { version: version(), now: new Date().toISOString() };
}

/** Writes the page about images. */
export function leaveReportPage(place: PagePlace, images: readonly ReportedImage[]): void {
  leave(place, pages().reportPage(images, making()));
}

function judged(outcome: Outcome): JudgedApp {
  const { target } = outcome;
  const named = { directory: target.shown, title: titleOf(target) };
  if (!('error' in outcome)) return { ...outcome, ...named };
  const { subject, problems } = outcome.error;
  return { ...named, subject, problems };
}

/** Writes the page about drift. */
export function leaveCheckPage(place: PagePlace, outcomes: readonly Outcome[]): void {
  leave(place, pages().checkPage(outcomes.map(judged), { ...making(), calls: ownCalls() }));
}
