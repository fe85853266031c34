import type { Calls } from '../core/npm/calls';
import { WORKSPACE_FILE } from '../core/constants';
import type { Manager } from '../core/options';
import { leftToPerson, pendingChanges, type Change } from '../core/plan/change';
import type { Problem } from '../core/text/problems';
import { files } from './messages';

/** What came of the workspace itself. */
export type RegeneratedWorkspace =
  | { readonly managedBy: Manager | undefined; readonly changes: readonly Change[]; readonly problems?: undefined }
  | { readonly changes?: undefined; readonly problems: readonly Problem[] };

/** What changes in the workspace itself, with file and reason. */
export function workspaceLines(workspace: RegeneratedWorkspace | undefined): string[] {
  const pending = workspace?.changes && workspace.managedBy === undefined ? pendingChanges(workspace.changes) : [];
  return pending.length === 0 ? [] : [`The workspace is not in step with its options: ${files(pending)}`];
}

/** Why nothing can be said about the workspace. */
export function workspaceProblemLines(workspace: RegeneratedWorkspace | undefined, { own }: Calls): string[] {
  if (!workspace?.problems) return [];
  const told = workspace.problems.map(({ option, reason }) =>
    option === WORKSPACE_FILE ? reason : `${option} ${reason}`,
  );
  return [`${WORKSPACE_FILE}: ${told.join('; ')}. \`${own} check\` tells the ways out.`];
}

/** What of the workspace is left to a person. */
export function workspaceLeftLines(workspace: RegeneratedWorkspace | undefined, calls: Calls): string[] {
  if (!workspace?.changes) return workspaceProblemLines(workspace, calls);
  const edited = leftToPerson(workspace.changes);
  const pending = workspace.managedBy === undefined ? [] : pendingChanges(workspace.changes);
  return [
    ...(pending.length === 0
      ? []
      : [`The workspace: ${files(pending)}: run \`${calls.projen}\`, which writes these files`]),
    ...(edited.length === 0
      ? []
      : [`The workspace, left to you: ${files(edited)}. \`${calls.own} check\` shows the differences`]),
  ];
}
