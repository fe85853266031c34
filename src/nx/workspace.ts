import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { WORKSPACE_FILE } from '../core/constants';
import { parseWorkspaceFile } from '../core/input/workspace-file';
import { pendingChanges, whyUnread } from '../core/plan/change';
import { doorOf } from '../core/plan/door';
import { hasWorkspaceFiles } from '../core/outputs/workspace-outputs';
import { planWorkspace, type WorkspacePlan } from '../core/plan/plan-workspace';
import { joinPath } from '../core/text/paths';
import { failures, type Problem, type Result } from '../core/text/problems';
import type { ReadText } from '../core/workspace';
import { factsOfRoot } from '../core/workspace/facts';
import type { ResolvedWorkspace, WorkspaceApp } from '../core/workspace/resolved';
import { misplacedProblem } from '../core/workspace/ground';
import { resolveWorkspace } from '../core/workspace/resolve';
import type { Directories } from '../io/directories';
import { isInGit } from '../io/workspace';
import { readOnlyProblems, workspaceInTree } from './apps';
import { lookInTree, readerOf } from './tree';

/** Whether the workspace has options of its own, or what is in their place. */
function hasWorkspaceFile(tree: Tree): boolean {
  return lookInTree(tree, '.')(WORKSPACE_FILE).kind !== 'absent';
}

/** The same, or files that such options have left behind. */
export function concernsWorkspace(tree: Tree): boolean {
  return hasWorkspaceFile(tree) || hasWorkspaceFiles(readerOf(tree));
}

/** Files of a workspace in directories on the way to apps: only the root is one. */
export function misplacedInTree(tree: Tree, apps: readonly string[], known: Directories): Problem[] {
  const directories = new Set<string>();
  for (const app of apps)
    for (let path = app; path !== '.' && !directories.has(path); path = dirname(path)) directories.add(path);
  const files = [...directories].map((directory) => joinPath(directory, WORKSPACE_FILE));
  const isThere = (path: string) => known.seen(join(tree.root, path)) !== 'absent' && tree.exists(path);
  return files.filter(isThere).map((path) => misplacedProblem(path, 'the directory with nx.json'));
}

/** Reads and resolves the options of the workspace. @param text the file as it is going to be */
export function resolveWorkspaceInTree(tree: Tree, text?: string): Result<ResolvedWorkspace> {
  // What they have left behind is wanted by none.
  if (text === undefined && !hasWorkspaceFile(tree)) return resolveWorkspace({});
  const present = text ?? readerOf(tree)(WORKSPACE_FILE);
  const parsed = parseWorkspaceFile(present, whyUnread(lookInTree(tree, '.'))(WORKSPACE_FILE));
  return parsed.ok ? resolveWorkspace(parsed.value) : parsed;
}

/** How to plan the workspace in a tree. */
export interface PlanWorkspaceInTreeOptions {
  readonly overwrite?: boolean;
  /** The tree has no changes at all. */
  readonly pristine?: boolean;
  readonly read?: ReadText;
  readonly known?: Directories;
}

/** Plans the files of the workspace. @param apps all apps of it */
export function planWorkspaceInTree(
  tree: Tree,
  workspace: ResolvedWorkspace,
  apps: readonly WorkspaceApp[],
  { overwrite = false, pristine = false, read = readerOf(tree), known }: PlanWorkspaceInTreeOptions = {},
): Result<WorkspacePlan> {
  const exists = (path: string) => tree.exists(path);
  const facts = factsOfRoot(read, exists, apps, workspace.name);
  const ground = { ...facts, git: isInGit(tree.root), exists };
  const door = doorOf(workspace.managedBy, workspaceInTree(tree, '.', read, known));
  const planned = planWorkspace(workspace, ground, lookInTree(tree, '.', pristine, known), { overwrite, door });
  if (!planned.ok) return planned;
  const paths = pendingChanges(planned.value.changes).map(({ path }) => path);
  const problems = readOnlyProblems(tree, paths);
  return problems.length > 0 ? failures(problems) : planned;
}
