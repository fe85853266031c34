import { problemReport, visible, type InvalidInputError, type Problem } from '../core/text/problems';
import { isInStep, leftToPerson, pendingChanges, type Change } from '../core/plan/change';
import type { Door } from '../core/plan/door';
import { noticeLines, ownedChanges, unifiedDiff } from '../core/plan/report';
import type { Notice } from '../core/app/resolved';
import { toMend } from '../io/refused';
import { colored, paint, wantsColor } from './color';
import type { Switch } from './command';
import type { Target } from './targets';

/** For commands whose outcome programs read. */
export const JSON_SWITCH: Switch = { name: 'json', help: 'print the outcome as JSON' };

/** For commands that write, and may tell before they do. */
export const DRY_RUN_SWITCH: Switch = { name: 'dry-run', help: 'tell what would be written, and write nothing' };

/** What came of one app: its changes, or the problems with its options. */
export type Outcome =
  | {
      readonly target: Target;
      readonly door: Door;
      readonly changes: readonly Change[];
      readonly notices: readonly Notice[];
      /** What a person types next, as lines. */
      readonly next?: readonly string[];
    }
  | { readonly target: Target; readonly error: InvalidInputError };

/** Plans or writes one app; bad options of one app, or files that cannot be written, do not stop the others. */
export function attempt(target: Target, work: () => Omit<Exclude<Outcome, { error: unknown }>, 'target'>): Outcome {
  try {
    return { target, ...work() };
  } catch (error) {
    const told = toMend(error);
    if (told === undefined) throw error;
    return { target, error: told };
  }
}

/** One app, or the workspace, in the answer of `--json`. */
interface JsonApp {
  /** Directory of it, relative to the current one. */
  readonly directory: string;
  /** `in-step`, `drift` (files differ from what the options lead to) or `invalid` (the options are). */
  readonly status: 'in-step' | 'drift' | 'invalid';
  /** Files that are not as the options lead to, or are owned by the user. */
  readonly changes: readonly (Pick<Change, 'path' | 'action' | 'ownership'> & {
    readonly reason?: string;
    readonly waysOut?: readonly string[];
    readonly advice?: readonly string[];
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
  const owned = ownedChanges(outcome.changes);
  const told = [...pendingChanges(outcome.changes), ...leftToPerson(outcome.changes), ...owned];
  return {
    directory,
    status: isInStep(outcome.changes) ? 'in-step' : 'drift',
    changes: told.map((change) => ({
      path: change.path,
      action: change.action,
      ownership: change.ownership,
      ...('reason' in change ? { reason: change.reason } : {}),
      ...('waysOut' in change ? { waysOut: change.waysOut } : {}),
      ...('advice' in change ? { advice: change.advice } : {}),
      diff: unifiedDiff(directory, change),
    })),
    problems: [],
    notices: outcome.notices,
  };
}

/** The answer of `--json`: `{ apps: [...], workspace: {...} }`, the second where the workspace has options of its own. */
export function jsonReport(outcomes: readonly Outcome[]): string {
  const isWorkspace = ({ target }: Outcome) => target.isWorkspace === true;
  const apps = outcomes.filter((outcome) => !isWorkspace(outcome)).map(jsonApp);
  const [workspace] = outcomes.filter(isWorkspace).map(jsonApp);
  return JSON.stringify({ apps, ...(workspace && { workspace }) }, null, 2);
}

/** Prints a report, in colours where the terminal and the person want them. */
export function show(report: string): void {
  // Ours are the only colours.
  const seen = visible(report);
  console.log(wantsColor(process.stdout, process.env) ? colored(seen) : seen);
}

/** What is said of input that a person has to mend. */
export function errorText({ subject, problems, written }: InvalidInputError, writes: boolean): string {
  const name = 'fastapi-container:';
  const told = wantsColor(process.stderr, process.env) ? paint('red', name) : name;
  return `${told} ${problemReport(subject, problems, written ?? (writes ? undefined : ''))}`;
}

/** How outcomes are printed. */
export interface PrintOptions {
  readonly json: boolean;
  /** The command writes files: where the options of an app are wrong, it wrote none of its. */
  readonly writes?: boolean;
  /** What is said about an app without problems. */
  readonly report: (target: Target, changes: readonly Change[], door: Door) => string;
}

/** Prints the outcomes: reports to the standard output, problems to the standard error. */
export function print(outcomes: readonly Outcome[], { json, writes = false, report }: PrintOptions): void {
  if (json) {
    console.log(jsonReport(outcomes));
    return;
  }
  for (const outcome of outcomes) {
    if ('error' in outcome) console.error(errorText(outcome.error, writes));
    else
      show(
        [
          report(outcome.target, outcome.changes, outcome.door),
          ...noticeLines(outcome.notices),
          ...(outcome.next ?? []),
        ].join('\n'),
      );
  }
}
