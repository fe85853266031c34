import type { Calls } from '../core/npm/calls';
import { optionsFileOf } from '../core/input/options-file';
import type { ResolvedApp } from '../core/app/resolved';
import { planSubject } from '../core/plan/subject';
import type { Problem } from '../core/text/problems';
import { adviceOf, leftToPerson, pendingChanges, type Change, type Left, type Pending } from '../core/plan/change';

/** What came of one app. */
export type Regenerated =
  | {
      readonly directory: string;
      readonly app: ResolvedApp;
      readonly changes: readonly Change[];
      readonly problems?: undefined;
    }
  | {
      readonly directory: string;
      /** Undefined where its options are wrong. */
      readonly app?: ResolvedApp;
      readonly changes?: undefined;
      readonly problems: readonly Problem[];
    };

/** A workspace after an update has as many lines as apps: the first few tell enough. */
const MOST = 20;

function capped(lines: readonly string[]): string[] {
  const more = lines.length - MOST;
  return more > 0 ? [...lines.slice(0, MOST), `  and ${String(more)} more`] : [...lines];
}

export function files(changes: readonly (Pending | Left)[]): string {
  return changes.map((change) => ('reason' in change ? `${change.path} (${change.reason})` : change.path)).join(', ');
}

/** The apps that change, a line each, with file and reason. */
export function outOfSyncLines(apps: readonly Regenerated[]): string[] {
  const changed = apps.flatMap(({ directory, app, changes }) => {
    const pending = changes && app.managedBy === undefined ? pendingChanges(changes) : [];
    return app && pending.length > 0 ? [`  ${app.name} in ${directory}: ${files(pending)}`] : [];
  });
  if (changed.length === 0) return [];
  const count = changed.length === 1 ? '1 app is' : `${String(changed.length)} apps are`;
  return [`${count} not in step with the options:`, ...capped(changed)];
}

function problemLine(directory: string, problems: readonly Problem[]): string {
  // Problems of other files name them.
  const file = optionsFileOf(directory);
  const subject = planSubject(problems, directory, () => false) === file ? file : directory;
  return `  ${subject}: ${problems.map(({ option, reason }) => `${option} ${reason}`).join('; ')}`;
}

/** The apps that nothing can be said about, a line each, with what is wrong. */
export function problemLines(apps: readonly Regenerated[], { own }: Calls): string[] {
  const lines = apps.flatMap(({ directory, problems }) => (problems ? [problemLine(directory, problems)] : []));
  if (lines.length === 0) return [];
  const count = lines.length === 1 ? '1 app' : `${String(lines.length)} apps`;
  return [`${count} with problems; \`${own} check\` tells them with the ways out:`, ...capped(lines)];
}

function leftOf({ directory, app, changes, problems }: Regenerated, { projen }: Calls): string[] {
  if (problems) return [problemLine(directory, problems)];
  const pending = app.managedBy === undefined ? [] : pendingChanges(changes);
  const edited = leftToPerson(changes);
  return [
    ...(pending.length === 0
      ? []
      : [`  ${app.name} in ${directory}: ${files(pending)}: run \`${projen}\`, which writes this app`]),
    ...(edited.length === 0 ? [] : [`  ${app.name} in ${directory}: ${files(edited)}`]),
  ];
}

/** What is left to a person. */
export function leftLines(apps: readonly Regenerated[], calls: Calls): string[] {
  const left = apps.flatMap((app) => leftOf(app, calls));
  if (left.length === 0) return [];
  const way = `Left to you. \`${calls.own} check\` shows the differences and the ways out:`;
  return [way, ...capped(left)];
}

/** Apps whose advice is told whole. */
const MOST_ADVISED = 3;

/** What a person may do in files of their own, after an update that brings something new for them. */
export function adviceLines(apps: readonly Regenerated[]): string[] {
  const advised = apps.flatMap(({ app, changes }) => {
    const advice = changes && app.managedBy === undefined ? adviceOf(changes) : [];
    return advice.length > 0 ? [advice] : [];
  });
  const more = advised.length - MOST_ADVISED;
  const rest = more > 0 ? [`  note        The same holds for ${String(more)} more apps.`] : [];
  return [...advised.slice(0, MOST_ADVISED).flat(), ...rest];
}
