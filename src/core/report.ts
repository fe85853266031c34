import { createTwoFilesPatch } from 'diff';
import { joinPath } from './paths';
import { conflicts, isInStep, pendingChanges } from './plan';
import type { Change } from './change';
import type { Notice } from './resolved';

/** A unified diff from what is there to what the options lead to. */
export function unifiedDiff(directory: string, { path, before, after, action }: Change): string {
  if (before === undefined && after === undefined) return '';
  const name = joinPath(directory, path);
  const from = before === undefined ? '/dev/null' : `a/${name}`;
  const to = after === undefined || action === 'remove' ? '/dev/null' : `b/${name}`;
  const patch = createTwoFilesPatch(from, to, before ?? '', action === 'remove' ? '' : (after ?? ''), '', '');
  return patch
    .split('\n')
    .filter((line) => !line.startsWith('====='))
    .map((line) => line.replace(/\t$/, ''))
    .join('\n')
    .trimEnd();
}

/** What a person can do about a managed file that is not as it was generated. */
function waysOutLines({ waysOut = [] }: Change): string[] {
  return waysOut.map((way, index) => `    ${index === 0 ? 'Ways out: ' : ' '.repeat(10)}${way}`);
}

const PAST: Readonly<Record<string, string>> = { create: 'created', update: 'updated', remove: 'removed' };
const FUTURE: Readonly<Record<string, string>> = { create: 'missing', update: 'out of date', remove: 'left over' };

/** What is said of a lock that is missing or stale. */
const TO_LOCK = 'to lock';

function diffLines(directory: string, change: Change): string[] {
  return change.ownership === 'seed' || change.ownership === 'lock' ? [] : [unifiedDiff(directory, change)];
}

function line(verb: string, { path, reason }: Change): string {
  return `  ${verb.padEnd(12)}${path}${reason === undefined ? '' : ` (${reason})`}`;
}

/** What is legal about the options and worth a second thought, a line each. */
export function noticeLines(notices: readonly Notice[]): string[] {
  return notices.map(({ option, message }) => `  ${'note'.padEnd(12)}${option}: ${message}`);
}

/** What `check` says about an app: nothing that is in step is mentioned. */
export function checkReport(directory: string, changes: readonly Change[]): string {
  const pending = pendingChanges(changes);
  const edited = conflicts(changes);
  const owned = changes.filter(({ action, before, after }) => action === 'owned' && before !== after);
  const ownedLines = owned.map(
    (change) => `  ${'owned'.padEnd(12)}${change.path} (yours; differs from what would be generated)`,
  );
  const way = ` Run \`nx sync\`, \`npx projen\` or \`fastapi-container synth ${directory}\`, whichever this repository uses.`;
  if (isInStep(changes)) return [`${directory}: in step with its options`, ...ownedLines].join('\n');
  return [
    `${directory}: not in step with its options.${pending.length === 0 ? '' : way}`,
    ...pending.flatMap((change) => [
      line(FUTURE[change.action] ?? change.action, change),
      ...diffLines(directory, change),
    ]),
    ...edited.flatMap((change) => [
      line(change.action === 'stale' ? TO_LOCK : change.action, change),
      ...waysOutLines(change),
      ...diffLines(directory, change),
    ]),
    ...ownedLines,
  ].join('\n');
}

/** What a run that wrote says about an app. */
export function writeReport(directory: string, changes: readonly Change[]): string {
  const pending = pendingChanges(changes);
  const edited = conflicts(changes);
  if (pending.length === 0 && edited.length === 0) return `${directory}: nothing to do`;
  return [
    `${directory}:`,
    ...pending.map((change) => line(PAST[change.action] ?? change.action, change)),
    ...edited.flatMap((change) => [
      line(change.action === 'stale' ? TO_LOCK : 'left alone', change),
      ...waysOutLines(change),
      ...(change.after === undefined ? [] : [unifiedDiff(directory, change)]),
    ]),
  ].join('\n');
}
