import { InvalidInputError, type Problem } from '../core/problems';
import { conflicts, isInStep, pendingChanges } from '../core/plan';
import type { Change } from '../core/change';
import { noticeLines, unifiedDiff } from '../core/report';
import type { Notice } from '../core/resolved';
import type { Target } from './targets';

/** What came of one app: its changes, or the problems with its options. */
export type Outcome =
  | { readonly target: Target; readonly changes: readonly Change[]; readonly notices: readonly Notice[] }
  | { readonly target: Target; readonly error: InvalidInputError };

/** Plans or writes one app; bad options of one app do not stop the others. */
export function attempt(target: Target, work: () => Omit<Exclude<Outcome, { error: unknown }>, 'target'>): Outcome {
  try {
    return { target, ...work() };
  } catch (error) {
    if (error instanceof InvalidInputError) return { target, error };
    throw error;
  }
}

/** One app in the answer of `--json`. */
interface JsonApp {
  /** Directory of the app, relative to the current one. */
  readonly directory: string;
  /** `in-step`, `drift` (files differ from what the options lead to) or `invalid` (the options are). */
  readonly status: 'in-step' | 'drift' | 'invalid';
  /** Files that are not as the options lead to, or are owned by the user. */
  readonly changes: readonly (Pick<Change, 'path' | 'action' | 'ownership' | 'reason' | 'waysOut'> & {
    readonly diff: string;
  })[];
  /** What is wrong with the options. */
  readonly problems: readonly Problem[];
  /** What is legal about the options and worth a second thought. */
  readonly notices: readonly Notice[];
}

function jsonApp(outcome: Outcome): JsonApp {
  const directory = outcome.target.shown;
  if ('error' in outcome)
    return { directory, status: 'invalid', changes: [], problems: outcome.error.problems, notices: [] };
  const owned = outcome.changes.filter(({ action, before, after }) => action === 'owned' && before !== after);
  const told = [...pendingChanges(outcome.changes), ...conflicts(outcome.changes), ...owned];
  return {
    directory,
    status: isInStep(outcome.changes) ? 'in-step' : 'drift',
    changes: told.map((change) => ({
      path: change.path,
      action: change.action,
      ownership: change.ownership,
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.waysOut === undefined ? {} : { waysOut: change.waysOut }),
      diff: unifiedDiff(directory, change),
    })),
    problems: [],
    notices: outcome.notices,
  };
}

/** The answer of `--json`: `{ apps: [...] }`. */
export function jsonReport(outcomes: readonly Outcome[]): string {
  return JSON.stringify({ apps: outcomes.map(jsonApp) }, null, 2);
}

const COLORS: Readonly<Record<string, string>> = { '+': '\u001B[32m', '-': '\u001B[31m', '@': '\u001B[36m' };

/** Diffs in colour, on a terminal that has colours and where the user wants them. */
function colored(report: string): string {
  if (!process.stdout.isTTY || !process.stdout.hasColors()) return report;
  return report.replace(/^([+@-]).*$/gm, (line, first: string) => `${COLORS[first] ?? ''}${line}\u001B[39m`);
}

/** Prints the outcomes: reports to the standard output, problems to the standard error. */
export function print(
  outcomes: readonly Outcome[],
  json: boolean,
  report: (directory: string, changes: readonly Change[]) => string,
): void {
  if (json) {
    console.log(jsonReport(outcomes));
    return;
  }
  if (outcomes.length === 0) console.log('There is no app below this directory.');
  for (const outcome of outcomes) {
    if ('error' in outcome) console.error(`fastapi-container: ${outcome.error.message}`);
    else
      console.log([colored(report(outcome.target.shown, outcome.changes)), ...noticeLines(outcome.notices)].join('\n'));
  }
}
