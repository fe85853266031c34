import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { WorkspaceApp, ResolvedWorkspace } from '../core/workspace/resolved';
import { WORKSPACE_FILE } from '../core/constants';
import { parseWorkspaceFile } from '../core/input/workspace-file';
import { whyUnread } from '../core/plan/change';
import { doorOf } from '../core/plan/door';
import { planWorkspace, type WorkspacePlan, type WorkspacePlanOptions } from '../core/plan/plan-workspace';
import { unwrap, type Problem } from '../core/text/problems';
import { hasWorkspaceFiles } from '../core/outputs/workspace-outputs';
import { factsOfRoot } from '../core/workspace/facts';
import { resolveWorkspace } from '../core/workspace/resolve';
import { misplacedProblem, type WorkspaceGround } from '../core/workspace/ground';
import { workspaceOf, workspaceRoot } from './app';
import { lookBelow, tryReadText } from './disk';

/** Whether a directory has the options of a workspace, or what is in their place. */
export function isWorkspace(directory: string): boolean {
  return lookBelow(directory)(WORKSPACE_FILE).kind !== 'absent';
}

/** The same, or files that such options have left behind. */
export function concernsWorkspace(directory: string): boolean {
  return isWorkspace(directory) || hasWorkspaceFiles((path) => tryReadText(join(directory, path)));
}

/** The file of a workspace that is not at its root: nothing reads it there. */
export function misplacedWorkspace(directory: string, shown: string): Problem | undefined {
  const root = workspaceRoot(directory);
  if (root === directory) return undefined;
  const place = relative(directory, root).split(sep).join('/');
  return misplacedProblem(shown, `${place} from there`);
}

/** Whether Git keeps what is in a directory. */
export function isInGit(directory: string): boolean {
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return true;
    if (current === dirname(current)) return false;
  }
}

/**
 * Reads and resolves the options of a workspace.
 *
 * @param text the file as it is going to be, where that is not on the disk yet
 * @throws InvalidInputError with all problems
 */
export function readWorkspace(root: string, text?: string): ResolvedWorkspace {
  // What they have left behind is wanted by none.
  if (text === undefined && !isWorkspace(root)) return unwrap(resolveWorkspace({}), WORKSPACE_FILE);
  const present = text ?? tryReadText(join(root, WORKSPACE_FILE));
  const parsed = parseWorkspaceFile(present, whyUnread(lookBelow(root))(WORKSPACE_FILE));
  return unwrap(resolveWorkspace(unwrap(parsed, WORKSPACE_FILE)), WORKSPACE_FILE);
}

/** What the root of a workspace on the disk tells besides its options. @param called its name, as they say it */
export function groundOf(root: string, apps: readonly WorkspaceApp[], called?: string): WorkspaceGround {
  const exists = (path: string) => existsSync(join(root, path));
  const facts = factsOfRoot((file) => tryReadText(join(root, file)), exists, apps, called);
  return { ...facts, git: isInGit(root), exists };
}

/**
 * Plans the files of a workspace on the disk.
 *
 * @param apps all apps of the workspace
 * @throws InvalidInputError with all problems
 */
export function planWorkspaceOnDisk(
  root: string,
  workspace: ResolvedWorkspace,
  apps: readonly WorkspaceApp[],
  options: Omit<WorkspacePlanOptions, 'door'> = {},
): WorkspacePlan {
  const door = doorOf(workspace.managedBy, workspaceOf(root));
  const planned = planWorkspace(workspace, groundOf(root, apps, workspace.name), lookBelow(root), { ...options, door });
  return unwrap(planned, WORKSPACE_FILE);
}
