import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import { BY_NPX, type Calls } from '../npm/calls';
import type { Notice } from '../app/resolved';
import { joinPath } from '../text/paths';
import { shellWord } from '../text/shell-word';
import { toRegenerate, type Door } from './door';
import { adviceOf, isInStep, leftToPerson, pendingChanges, type Change, type Left, type Owned } from './change';

/** A unified diff from what is there to what the options lead to. */
export function unifiedDiff(directory: string, change: Change): string {
  const before = 'before' in change ? change.before : undefined;
  const after = 'after' in change ? change.after : undefined;
  if (before === after) return '';
  const name = joinPath(directory, change.path);
  const from = before === undefined ? '/dev/null' : `a/${name}`;
  const to = after === undefined ? '/dev/null' : `b/${name}`;
  const options = { headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, options).replace(/\n+$/, '');
}

const PAST = { create: 'created', update: 'updated', remove: 'removed', conflict: 'left alone', stale: 'to make' };
const PLANNED = {
  create: 'would create',
  update: 'would update',
  remove: 'would remove',
  conflict: 'would leave',
  stale: 'to make',
};
/** What is the matter with a file, in the words of `check`. */
export const NOW = {
  create: 'missing',
  update: 'out of date',
  remove: 'left over',
  conflict: 'conflict',
  stale: 'to make',
};

function line(verb: string, path: string, reason?: string): string {
  return `  ${verb.padEnd(Math.max(12, verb.length + 1))}${path}${reason === undefined ? '' : ` (${reason})`}`;
}

/** Lines of a person's that are shown: more of them are no longer read. */
const MOST_LINES = 8;

/** What a person wrote into a file that was left alone, as far as it is known. */
function yourLines(change: Left): string[] {
  const lines = change.action === 'conflict' ? (change.yours ?? []) : [];
  const shown = lines.slice(0, MOST_LINES).map((text) => `    yours:    ${text}`);
  return lines.length > MOST_LINES
    ? [...shown, `    yours:    and ${String(lines.length - MOST_LINES)} more lines`]
    : shown;
}

/** What a person can do about a file that was left alone, a line each. */
function waysOutLines({ waysOut }: Left): string[] {
  return waysOut.map((way, index) => `    ${index === 0 ? 'Ways out: ' : ' '.repeat(10)}${way}`);
}

/** What is legal about the options and worth a second thought, a line each. */
export function noticeLines(notices: readonly Notice[]): string[] {
  return notices.map(({ option, message }) => `  ${'note'.padEnd(12)}${option}: ${message}`);
}

/** Files of the user's that differ from what would be generated. */
export function ownedChanges(changes: readonly Change[]): Owned[] {
  return changes.filter((change): change is Owned => change.action === 'owned' && change.before !== change.after);
}

function diffLines(directory: string, change: Change): string[] {
  return change.ownership === 'seed' ? [] : [unifiedDiff(directory, change)].filter((diff) => diff !== '');
}

/**
 * What `check` says about an app: nothing that is in step is mentioned.
 *
 * @param door the door in whose words the way out is told
 * @param calls how programs are called here
 * @param title what it is called, where that is not its directory
 */
export function checkReport(
  directory: string,
  changes: readonly Change[],
  door: Door,
  calls?: Calls,
  title = directory,
): string {
  const pending = pendingChanges(changes);
  const ownedLines = ownedChanges(changes).map(({ path }) =>
    line('owned', path, 'yours; differs from what would be generated'),
  );
  if (isInStep(changes)) return [`${title}: in step with its options`, ...ownedLines].join('\n');
  return [
    `${title}: not in step with its options.${pending.length === 0 ? '' : ` Run ${toRegenerate(door, directory, calls)}.`}`,
    ...pending.flatMap((change) => [
      line(NOW[change.action], change.path, 'reason' in change ? change.reason : undefined),
      ...diffLines(directory, change),
    ]),
    ...leftToPerson(changes).flatMap((change) => [
      line(NOW[change.action], change.path, change.reason),
      ...yourLines(change),
      ...waysOutLines(change),
      ...diffLines(directory, change),
    ]),
    ...ownedLines,
  ].join('\n');
}

/**
 * What a run that wrote says about an app. The whole difference of a file that was left alone is what `check` shows.
 *
 * @param calls how programs are called here
 */
export function writeReport(directory: string, changes: readonly Change[], calls?: Calls, title?: string): string {
  return outcomeReport(directory, changes, PAST, calls, title);
}

/** What a run that writes nothing says would become of an app. */
export function plannedReport(directory: string, changes: readonly Change[], title?: string): string {
  return outcomeReport(directory, changes, PLANNED, undefined, title);
}

/** The verb for a file that a person has to see to: one that is not there, or was just made, was not left alone. */
function leftVerb(change: Left, verbs: typeof PAST): string {
  if (change.action === 'conflict' && change.begun === true) return 'to mend';
  if (change.action === 'stale' || change.absent !== true) return verbs[change.action];
  return verbs === PAST ? 'not written' : 'would not write';
}

function outcomeReport(
  directory: string,
  changes: readonly Change[],
  verbs: typeof PAST,
  calls: Calls = BY_NPX,
  title = directory,
): string {
  const pending = pendingChanges(changes);
  const left = leftToPerson(changes);
  if (pending.length === 0 && left.length === 0) return `${title}: nothing to do`;
  return [
    `${title}:`,
    ...pending.map((change) => line(verbs[change.action], change.path, 'reason' in change ? change.reason : undefined)),
    ...left.flatMap((change) => [
      line(leftVerb(change, verbs), change.path, change.reason),
      ...yourLines(change),
      ...waysOutLines(change),
    ]),
    ...(verbs === PAST && left.some(({ action }) => action === 'conflict')
      ? [`  See the difference: \`${calls.own} check ${shellWord(directory)}\``]
      : []),
    ...(verbs === PAST ? adviceOf(changes) : []),
  ].join('\n');
}
