import { DOCKERFILE } from '../constants';
import { otherBuilds } from '../orchestrators/compose/theirs';
import type { ResolvedApp } from '../app/resolved';
import { managedState } from '../text/managed-file';
import type { Workspace } from '../workspace';
import type { Change } from './change';

/**
 * Tells, when a Dockerfile of a person's is replaced, what they have to change in their compose files, which build it as it
 * was. It is told in that run alone.
 */
export function adviseComposed(app: ResolvedApp, changes: readonly Change[], workspace: Workspace): Change[] {
  return changes.map((change) => {
    if (change.path !== DOCKERFILE || change.action !== 'update' || managedState(change.before)) return change;
    const told = otherBuilds(workspace, app.libraries).map((line) => `  note        ${line}`);
    return told.length === 0 ? change : { ...change, advice: [...(change.advice ?? []), ...told] };
  });
}
