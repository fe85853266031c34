import type { Notice } from '../../app/resolved';
import { isInStep, leftToPerson, pendingChanges, type Change } from '../../plan/change';
import type { Door } from '../../plan/door';
import { ownedChanges } from '../../plan/report';
import type { Problem } from '../../text/problems';
import { diffRows, type Hunk } from '../diff/rows';

/** An app, or the workspace. */
interface Named {
  readonly directory: string;
  /** What it is called, where that is not its directory. */
  readonly title?: string;
}

/** What `check` found out about an app: what differs, or why that cannot be told. */
export type JudgedApp =
  | (Named & {
      readonly door: Door;
      readonly changes: readonly Change[];
      readonly notices: readonly Notice[];
    })
  | (Named & { readonly subject: string; readonly problems: readonly Problem[] });

/** A file that is told of, with its difference. */
export interface ToldFile {
  readonly change: Change;
  readonly hunks: readonly Hunk[];
}

/** An app that is not in step, or has something to say though it is. */
export interface ToldApp extends Named {
  readonly door: Door;
  readonly inStep: boolean;
  readonly files: readonly ToldFile[];
  readonly notices: readonly Notice[];
}

/** Of what was written once, the difference is no news: it is the user's own work. */
function hunksOf(change: Change): Hunk[] {
  const before = 'before' in change ? change.before : undefined;
  const after = 'after' in change ? change.after : undefined;
  return change.ownership === 'seed' || before === after ? [] : diffRows(before ?? '', after ?? '');
}

function toldApp({ changes, ...app }: Extract<JudgedApp, { changes: unknown }>): ToldApp {
  const told = [...pendingChanges(changes), ...leftToPerson(changes), ...ownedChanges(changes)];
  const files = told.map((change): ToldFile => ({ change, hunks: hunksOf(change) }));
  return { ...app, inStep: isInStep(changes), files };
}

/** Apps by what is the matter with them. */
export interface Sorted {
  readonly broken: readonly Extract<JudgedApp, { problems: unknown }>[];
  readonly drifted: readonly ToldApp[];
  readonly inStep: readonly ToldApp[];
}

/** Sorts apps by what is the matter with them, each group in the order of the apps. */
export function sorted(apps: readonly JudgedApp[]): Sorted {
  const broken = apps.flatMap((app) => ('problems' in app ? [app] : []));
  const told = apps.flatMap((app) => ('problems' in app ? [] : [toldApp(app)]));
  return { broken, drifted: told.filter((app) => !app.inStep), inStep: told.filter((app) => app.inStep) };
}
