import type { FileChange, Tree } from '@nx/devkit';
import { readOnce, type ReadText } from '../core/workspace';
import { gatherApps } from '../core/workspace/ground';
import { directoriesOnce, type Directories } from '../io/directories';
import { appDirectories } from './app-directories';
import { planInTree, resolveInTree } from './apps';
import { adviceLines, leftLines, outOfSyncLines, type Regenerated } from './messages';
import { workspaceLeftLines, workspaceLines, type RegeneratedWorkspace } from './workspace-messages';
import { concernsWorkspace, misplacedInTree, planWorkspaceInTree, resolveWorkspaceInTree } from './workspace';
import { applyToTree, callsOf, readerOf } from './tree';

function planned(
  tree: Tree,
  directory: string,
  how: { pristine: boolean; read: ReadText; known: Directories },
): Regenerated {
  const resolved = resolveInTree(tree, directory, undefined, how.read);
  if (!resolved.ok) return { directory, problems: resolved.problems };
  const app = resolved.value;
  const plan = planInTree(tree, directory, app, how);
  return plan.ok ? { directory, app, changes: plan.value } : { directory, app, problems: plan.problems };
}

/** The workspace itself, where it has options of its own. */
function plannedWorkspace(
  tree: Tree,
  apps: readonly Regenerated[],
  how: { pristine: boolean; read: ReadText; known: Directories },
): RegeneratedWorkspace | undefined {
  const misplaced = misplacedInTree(
    tree,
    apps.map(({ directory }) => directory),
    how.known,
  );
  if (misplaced.length > 0) return { problems: misplaced };
  if (!concernsWorkspace(tree)) return undefined;
  const resolved = resolveWorkspaceInTree(tree);
  if (!resolved.ok) return { problems: resolved.problems };
  const byDirectory = new Map(apps.map(({ directory, app }) => [directory, app]));
  const gathered = gatherApps([...byDirectory.keys()], (directory) => byDirectory.get(directory));
  if (!gathered.ok) return { problems: gathered.problems };
  const plan = planWorkspaceInTree(tree, resolved.value, gathered.value, how);
  return plan.ok ? { managedBy: resolved.value.managedBy, changes: plan.value.changes } : { problems: plan.problems };
}

/** What is to be done in apps, and in the workspace itself. */
export interface Plans {
  readonly apps: readonly Regenerated[];
  readonly workspace: RegeneratedWorkspace | undefined;
}

/** What was found out about a tree, and what had been changed in it then. */
interface Known {
  readonly plans: Plans;
  readonly changes: readonly FileChange[];
}

/** Nx hands one tree to all sync generators of a run: what one of them has found out, the next need not. */
const known = new WeakMap<Tree, Known>();

function isSame(left: readonly FileChange[], right: readonly FileChange[]): boolean {
  const isThere = ({ path, content }: FileChange, index: number) =>
    path === right[index]?.path && content === right[index].content;
  return left.length === right.length && left.every(isThere);
}

/**
 * What is to be done. Nothing is changed.
 *
 * @param directories those of all apps, where they are known better than Nx knows them
 */
export function planAll(tree: Tree, directories?: readonly string[]): Plans {
  const changes = tree.listChanges();
  const before = directories === undefined ? known.get(tree) : undefined;
  if (before && isSame(before.changes, changes)) return before.plans;
  // An app changes nothing in the directory of another.
  const pristine = changes.length === 0;
  const seen = directoriesOnce();
  const how = { pristine, read: readOnce(readerOf(tree, pristine, seen)), known: seen };
  const apps = (directories ?? appDirectories(tree)).map((directory) => planned(tree, directory, how));
  const workspace = plannedWorkspace(tree, apps, how);
  const plans = { apps, workspace };
  if (directories === undefined) known.set(tree, { plans, changes });
  return plans;
}

/**
 * Brings apps up to date with their options. What may not be changed (an edited file, an app that projen writes, wrong
 * options) stops nothing.
 *
 * @param directories all apps of the workspace by default
 * @returns the apps that change and what is left to a person, as lines to print
 */
export function regenerate(tree: Tree, directories?: readonly string[]): { changed: string[]; left: string[] } {
  const plans = planAll(tree, directories);
  const { apps, workspace } = plans;
  for (const planned of apps) {
    if (planned.changes && planned.app.managedBy === undefined) applyToTree(tree, planned.directory, planned.changes);
  }
  if (workspace?.changes && workspace.managedBy === undefined) applyToTree(tree, '.', workspace.changes);
  // What has been done does not change what is left to a person, or what cannot be judged.
  if (directories === undefined) known.set(tree, { plans, changes: tree.listChanges() });
  const changed = [...outOfSyncLines(apps), ...workspaceLines(workspace)];
  const calls = callsOf(tree);
  return {
    changed,
    left: [...leftLines(apps, calls), ...workspaceLeftLines(workspace, calls), ...adviceLines(apps)],
  };
}
