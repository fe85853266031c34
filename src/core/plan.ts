import { LOCK_FILE, OPTIONS_FILE, REQUIREMENTS_FILE } from './constants';
import { lockChange } from './dependencies/lock';
import { readLibraries } from './dependencies/libraries';
import { joinPath } from './paths';
import { BLOCK_START } from './ownership/managed-block';
import { failure, success, type Problem, type Result } from './problems';
import type { Change, Look } from './change';
import { reconcile } from './reconcile';
import { renderContainer, renderSeeds, retiredPaths } from './render';
import type { ResolvedApp } from './resolved';
import type { OutputFile } from './output-file';
import type { Templates } from './templates';
import type { Workspace } from './workspace';

/** What a plan may be made with besides the options. */
export interface PlanOptions {
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite?: boolean;
  /** Paths that the host writes itself and the plan leaves out, such as projen's `.gitignore`. */
  readonly exclude?: readonly string[];
  /** Names of the directories in that of the app, where a former package may lie. */
  readonly directories?: readonly string[];
  /** The app's directory as messages name it. */
  readonly shown?: string;
  /** The repository around the app; without one there is nothing but the app. */
  readonly workspace?: Workspace;
}

function ownProblems(app: ResolvedApp, files: readonly OutputFile[], retired: readonly string[]): Problem[] {
  const managed = files.filter(({ ownership }) => ownership === 'managed').map(({ path }) => path);
  return app.own
    .filter((path) => !managed.includes(path) && !retired.includes(path))
    .map((path) => ({
      option: 'own',
      value: path,
      reason: 'is no managed file of this app',
      allowed: managed.join(', '),
      fix: 'name a managed file, or remove the entry: all other files are yours already',
    }));
}

/** The block is written last of all files: once it is there, the seeds have been, and what is missing was deleted. */
function wasBorn(files: readonly OutputFile[], look: Look): boolean {
  return files.some((file) => {
    const existing = file.ownership === 'block' ? look(file.path) : undefined;
    return existing?.kind === 'file' && existing.text.includes(BLOCK_START);
  });
}

/** The app's directory as a workspace of its own. */
function appAlone(look: Look): Workspace {
  const read = (path: string) => {
    const existing = look(path);
    return existing.kind === 'file' ? existing.text : undefined;
  };
  return { directory: '.', read };
}

/** The lock follows from the requirements as they are going to be. */
function withLock(
  app: ResolvedApp,
  changes: readonly Change[],
  look: Look,
  workspace: Workspace,
  shown: string,
): Change[] {
  if (!app.lock) return [...changes];
  const requirements = changes.find(({ path }) => path === REQUIREMENTS_FILE)?.after ?? '';
  return [...changes, lockChange(app, requirements, look(LOCK_FILE), workspace, shown)];
}

/**
 * Plans the files of one app: the whole way from resolved options to what is to be written.
 *
 * @param look looks at a path relative to the app's directory
 */
export function planApp(
  app: ResolvedApp,
  templates: Templates,
  look: Look,
  options: PlanOptions = {},
): Result<Change[]> {
  const { overwrite = false, exclude = [], directories = [], shown = '.', workspace = appAlone(look) } = options;
  const container = renderContainer(app, templates);
  const seeds = wasBorn(container, look) ? [] : renderSeeds(app, templates);
  const files = [...seeds, ...container].filter(({ path }) => !exclude.includes(path));
  // An app in a directory below this one has files of its own.
  const former = directories.filter((directory) => look(joinPath(directory, OPTIONS_FILE)).kind === 'absent');
  const retired = retiredPaths(former);
  const problems = [...ownProblems(app, files, retired), ...readLibraries(app.libraries, workspace).problems];
  if (problems.length > 0) return failure(...problems);
  const given = { own: app.own, overwrite, retired, managedBy: app.managedBy, directory: shown };
  const reconciled = reconcile(files, look, given);
  return reconciled.ok ? success(withLock(app, reconciled.value, look, workspace, shown)) : reconciled;
}

/** Changes that write or remove a file. */
export function pendingChanges(changes: readonly Change[]): Change[] {
  return changes.filter(({ action }) => action === 'create' || action === 'update' || action === 'remove');
}

/** What a person has to see to: a decision about a file, or a lock that is to be made again. */
export function conflicts(changes: readonly Change[]): Change[] {
  return changes.filter(({ action }) => action === 'conflict' || action === 'stale');
}

/** Whether the files are what the options lead to. */
export function isInStep(changes: readonly Change[]): boolean {
  return pendingChanges(changes).length === 0 && conflicts(changes).length === 0;
}
