import type { Application } from '../app/application';
import { CONTAINER_PACKAGE } from '../constants';
import { endOfCall } from '../text/python-call';

/** By this an application shows that options can reach into it. */
export const CALLED = `${CONTAINER_PACKAGE}.install`;

/** By this it has options say whether it is ready. */
export const READY = `${CONTAINER_PACKAGE}.ready`;

/** A text that goes in at an offset. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** What a module calls the application by. */
export type Names = Pick<Application, 'package' | 'prefix'>;

/** How the entry module imports the package. */
export function importLine(application: Names): string {
  const from = application.package === undefined ? '' : `from ${application.package} `;
  return `${from}import ${CONTAINER_PACKAGE}`;
}

/** The only match of a pattern; undefined where there is none, or another. */
function onlyMatch(text: string, pattern: RegExp): RegExpExecArray | undefined {
  const [first, ...others] = text.matchAll(pattern);
  return others.length === 0 ? first : undefined;
}

/**
 * Before the first import of the app's own modules, or of FastAPI: both stand at the top of the file. What is imported
 * further down than the first use would come too late.
 *
 * @param use offset of the first use
 */
function importInsertion(text: string, use: number, application: Names): Insertion[] | undefined {
  const line = importLine(application);
  const above = text.slice(0, Math.max(use, 0));
  if (above.split('\n').includes(line)) return [];
  const own = application.package ?? `${CONTAINER_PACKAGE}|routers|settings`;
  const ofOwn = new RegExp(`^(?:from|import) (?:${own})(?![A-Za-z0-9_])`, 'm').exec(above);
  const place = ofOwn ?? /^(?:from|import) fastapi\b/m.exec(above);
  return place ? [{ at: place.index, text: `${line}\n` }] : undefined;
}

/** Into the only call of the constructor, and behind the statement that it is in. */
function constructorInsertions(text: string): Insertion[] | undefined {
  const call = onlyMatch(text, /\bFastAPI\(/g);
  if (!call) return undefined;
  const open = call.index + call[0].length;
  const start = text.lastIndexOf('\n', call.index) + 1;
  const [, indent, name] =
    /^([ \t]*)(\w+)(?:: *FastAPI)? *= *(?:fastapi\.)?$/.exec(text.slice(start, call.index)) ?? [];
  const end = endOfCall(text, open - 1);
  const rest = end === undefined ? undefined : /^[ \t]*(?:#.*)?(?=\n|$)/.exec(text.slice(end))?.[0];
  if (indent === undefined || name === undefined || end === undefined || rest === undefined) return undefined;
  const gap = /^(?:\n[ \t]*)?/.exec(text.slice(open))?.[0] ?? '';
  const separator = gap === '' ? ', ' : ',';
  const isOnly = text[open + gap.length] === ')';
  const argument = `${gap}**${CONTAINER_PACKAGE}.arguments()${isOnly ? '' : separator}`;
  return [
    { at: open, text: argument },
    { at: end + rest.length, text: `\n${indent}${CALLED}(${name})` },
  ];
}

/** Around the only `yield`, which has to be that of a lifespan. */
function lifespanInsertions(text: string): Insertion[] | undefined {
  const found = onlyMatch(text, /^([ \t]+)yield\b/gm);
  if (!found) return undefined;
  const [, indent = ''] = found;
  const [last] = [...text.slice(0, found.index).matchAll(/^([ \t]*)(async def|def) \w+\(\s*(\w*)/gm)].slice(-1);
  const [, outer = '', kind, parameter = ''] = last ?? [];
  if (last === undefined || kind !== 'async def' || parameter === '' || outer.length >= indent.length) return undefined;
  const above = text.slice(0, last.index).trimEnd().split('\n').at(-1)?.trim();
  if (above !== '@asynccontextmanager' && above !== '@contextlib.asynccontextmanager') return undefined;
  const step = indent.includes('\t') ? '\t' : '    ';
  return [{ at: found.index, text: `${indent}async with ${CONTAINER_PACKAGE}.resources(${parameter}):\n${step}` }];
}

/** Into the only condition that asks whether the application is ready, in an asynchronous route with its request. */
function readinessInsertions(text: string): Insertion[] | undefined {
  const found = onlyMatch(text, /^[ \t]+if request\.app\.state\.ready(?=:)/gm);
  if (!found) return undefined;
  const [last] = [...text.slice(0, found.index).matchAll(/^[ \t]*(async def|def) /gm)].slice(-1);
  if (last?.[1] !== 'async def') return undefined;
  return [{ at: found.index + found[0].length, text: ` and await ${READY}(request.app)` }];
}

/** A text with all insertions and its own line ends; undefined where one of them has no place. */
function inserted(text: string, of: (plain: string) => (Insertion[] | undefined)[]): string | undefined {
  const plain = text.replaceAll('\r\n', '\n');
  const found = of(plain);
  const insertions = found.flatMap((some) => some ?? []).sort((left, right) => right.at - left.at);
  if (found.includes(undefined)) return undefined;
  const after = insertions.reduce((all, { at, text: more }) => all.slice(0, at) + more + all.slice(at), plain);
  return plain === text ? after : after.replaceAll('\n', '\r\n');
}

/**
 * The text of an entry module with the calls by which options reach into the application.
 *
 * @returns undefined where it cannot be told for sure where they belong
 */
export function withSeams(text: string, application: Names): string | undefined {
  return inserted(text, (plain) => [
    importInsertion(plain, plain.search(/\bFastAPI\(/) + 1, application),
    constructorInsertions(plain),
    lifespanInsertions(plain),
  ]);
}

/**
 * The text of the module with the readiness route, in which the options have their say.
 *
 * @returns undefined where it cannot be told for sure where that belongs
 */
export function withReadiness(text: string, application: Names): string | undefined {
  return inserted(text, (plain) => [
    importInsertion(plain, plain.search(/request\.app\.state\.ready/), application),
    readinessInsertions(plain),
  ]);
}
