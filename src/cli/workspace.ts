import { join, resolve } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { WORKSPACE_FILE } from '../core/constants';
import { doorOf, type Door } from '../core/plan/door';
import type { WorkspacePlan } from '../core/plan/plan-workspace';
import { joinPath } from '../core/text/paths';
import { InvalidInputError, unwrap } from '../core/text/problems';
import { gatherApps } from '../core/workspace/ground';
import type { ResolvedWorkspace, WorkspaceApp } from '../core/workspace/resolved';
import { readApp, workspaceOf } from '../io/app';
import type { Directories } from '../io/directories';
import { findApps, findWorkspaces } from '../io/find-apps';
import { concernsWorkspace, misplacedWorkspace, planWorkspaceOnDisk, readWorkspace } from '../io/workspace';
import { ownCalls } from './called';
import type { Target } from './target';

/** What the workspace is called in messages. */
export const WORKSPACE_SHOWN = 'the workspace';

/** What an app or the workspace is called in reports. */
export function titleOf({ shown, isWorkspace: isRoot }: Target): string {
  return isRoot === true ? WORKSPACE_SHOWN : shown;
}

/**
 * The workspace whose root is the current directory, or one that was named, if there is anything of it: its options, files
 * that they have left behind, or options at a place where nothing reads them.
 */
export function workspaceMeant(cwd: string, operands: readonly string[], known?: Directories): string | undefined {
  const named = operands.length === 0 ? ['.'] : operands;
  const found = named.map((directory) => resolve(cwd, directory)).find(concernsWorkspace);
  return found ?? (operands.length === 0 && findWorkspaces(cwd, known).length > 0 ? cwd : undefined);
}

/** What was found out about apps in the same run. */
export type KnownApps = ReadonlyMap<string, ResolvedApp | 'wrong'>;

/**
 * All apps of a workspace: those that were looked at already, and the others.
 *
 * @throws InvalidInputError where the options of one cannot be used
 */
export function appsOf(root: string, known: KnownApps = new Map(), directories?: Directories): WorkspaceApp[] {
  const appIn = (directory: string) => {
    const path = join(root, directory);
    try {
      const app = known.get(path) ?? readApp(path, directory);
      return app === 'wrong' ? undefined : app;
    } catch (error) {
      if (error instanceof InvalidInputError) return undefined;
      throw error;
    }
  };
  return unwrap(gatherApps(findApps(root, directories), appIn), WORKSPACE_FILE);
}

/** Names every file of a workspace that is not at its root: nobody would read it. */
function refuseMisplaced(root: string, shown: string, directories: Directories | undefined): void {
  const problems = findWorkspaces(root, directories).flatMap((directory) => {
    const name = joinPath(shown, joinPath(directory, WORKSPACE_FILE));
    return misplacedWorkspace(resolve(root, directory), name) ?? [];
  });
  if (problems.length > 0) throw new InvalidInputError('the workspace', problems);
}

/** The files of a workspace as they are to be. */
export interface PlannedWorkspace extends WorkspacePlan {
  readonly workspace: ResolvedWorkspace;
  readonly door: Door;
}

/**
 * Plans the files of the workspace.
 *
 * @param target its root
 * @param known apps that were looked at in the same run, by their absolute paths
 * @throws InvalidInputError with all problems
 */
export function planMeant(
  { path, shown }: Target,
  known: KnownApps,
  options: { readonly overwrite?: boolean; readonly directories?: Directories } = {},
): PlannedWorkspace {
  const { overwrite = false, directories } = options;
  refuseMisplaced(path, shown, directories);
  const workspace = readWorkspace(path);
  const apps = appsOf(path, known, directories);
  const plan = planWorkspaceOnDisk(path, workspace, apps, { overwrite, calls: ownCalls() });
  return { workspace, ...plan, door: doorOf(workspace.managedBy, workspaceOf(path)) };
}
