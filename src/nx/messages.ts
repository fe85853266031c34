import type { Manager } from '../core/options-file';
import { conflicts, pendingChanges } from '../core/plan';
import type { Problem } from '../core/problems';
import type { Change } from '../core/change';
import { optionsFileOf } from '../core/resolve';

/** What came of one app. */
export type Regenerated =
  | {
      readonly directory: string;
      readonly name: string;
      readonly managedBy: Manager | undefined;
      readonly changes: readonly Change[];
    }
  | { readonly directory: string; readonly problems: readonly Problem[] };

/** A workspace after an update has as many lines as apps: the first few tell enough. */
const MOST = 20;

function capped(lines: readonly string[]): string[] {
  const more = lines.length - MOST;
  return more > 0 ? [...lines.slice(0, MOST), `  and ${String(more)} more`] : [...lines];
}

function files(changes: readonly Change[]): string {
  return changes.map(({ path, reason }) => (reason === undefined ? path : `${path} (${reason})`)).join(', ');
}

/** The apps that change, a line each, with file and reason. */
export function outOfSyncLines(apps: readonly Regenerated[]): string[] {
  const changed = apps.flatMap((app) => {
    const pending = 'changes' in app && app.managedBy === undefined ? pendingChanges(app.changes) : [];
    return 'name' in app && pending.length > 0 ? [`  ${app.name} in ${app.directory}: ${files(pending)}`] : [];
  });
  if (changed.length === 0) return [];
  const count = changed.length === 1 ? '1 app is' : `${String(changed.length)} apps are`;
  return [`${count} not in step with the options:`, ...capped(changed)];
}

function leftOf(app: Regenerated): string[] {
  if ('problems' in app) {
    const reasons = app.problems.map(({ option, reason }) => `${option} ${reason}`).join('; ');
    return [`  ${optionsFileOf(app.directory)}: ${reasons}`];
  }
  const pending = app.managedBy === undefined ? [] : pendingChanges(app.changes);
  const edited = conflicts(app.changes);
  return [
    ...(pending.length === 0
      ? []
      : [`  ${app.name} in ${app.directory}: ${files(pending)}: run \`npx projen\`, which writes this app`]),
    ...(edited.length === 0 ? [] : [`  ${app.name} in ${app.directory}: ${files(edited)}`]),
  ];
}

/** What is left to a person. */
export function leftLines(apps: readonly Regenerated[]): string[] {
  const left = apps.flatMap(leftOf);
  if (left.length === 0) return [];
  const way = 'Left alone. `npx fastapi-container check` shows the differences and the ways out:';
  return [way, ...capped(left)];
}
