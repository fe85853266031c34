import { containerFile } from '../app/container-package';
import type { ResolvedApp } from '../app/resolved';
import { FORMER_MODULES } from '../constants';
import { callsSeams, seamAdvice } from '../seams/advice';
import { joinPath } from '../text/paths';
import { textAt, type Change, type Look } from './change';

/** What is known of an app besides its options. */
export interface SeamFacts {
  readonly look: Look;
  /** An older version made the app, and this run is the first to record that. */
  readonly bornBefore: boolean;
  /** The app's directory as messages name it. */
  readonly directory: string;
}

/**
 * Tells, with the managed package that an app of an older version gets, what to add to the entry module. It is told in
 * that run alone.
 */
export function adviseSeams(app: ResolvedApp, changes: readonly Change[], facts: SeamFacts): Change[] {
  const { look, bornBefore, directory } = facts;
  const former = joinPath(app.application.sourceDir, FORMER_MODULES.container);
  const replaces = changes.some(({ path, action }) => path === former && action === 'remove');
  if (!bornBefore && !replaces) return [...changes];
  const entry = textAt(look, app.application.entryFile);
  if (entry === undefined || callsSeams(entry)) return [...changes];
  const path = containerFile(app, '__init__.py');
  const read = (file: string) => textAt(look, file);
  const file = joinPath(directory, app.application.entryFile);
  const advice = [
    `  note        ${file} works as it is. Options that act in the application need these lines:`,
    ...seamAdvice(app, entry, { read, directory }),
  ];
  return changes.map((change) => (change.path === path && change.action === 'create' ? { ...change, advice } : change));
}
