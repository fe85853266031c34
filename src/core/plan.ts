import { failure, type Problem, type Result } from './problems';
import { reconcile, type Change, type Look } from './reconcile';
import { render, retiredPaths } from './render';
import type { ResolvedApp } from './resolved';
import type { OutputFile } from './output-file';
import type { Templates } from './templates';

/** What a plan may be made with besides the options. */
export interface PlanOptions {
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite?: boolean;
  /** Paths that the host writes itself and the plan leaves out, such as projen's `.gitignore`. */
  readonly exclude?: readonly string[];
}

function ownProblems(app: ResolvedApp, files: readonly OutputFile[]): Problem[] {
  const managed = files.filter(({ ownership }) => ownership === 'managed').map(({ path }) => path);
  return app.own
    .filter((path) => !managed.includes(path) && !retiredPaths(app).includes(path))
    .map((path) => ({
      option: 'own',
      value: path,
      reason: 'is no managed file of this app',
      allowed: managed.join(', '),
      fix: 'name a managed file, or remove the entry: all other files are yours already',
    }));
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
  { overwrite = false, exclude = [] }: PlanOptions = {},
): Result<Change[]> {
  const files = render(app, templates).filter(({ path }) => !exclude.includes(path));
  const problems = ownProblems(app, files);
  if (problems.length > 0) return failure(...problems);
  return reconcile(files, look, { own: app.own, overwrite, retired: retiredPaths(app) });
}

/** Changes that write or remove a file. */
export function pendingChanges(changes: readonly Change[]): Change[] {
  return changes.filter(({ action }) => action === 'create' || action === 'update' || action === 'remove');
}

/** Changes that a person has to decide about. */
export function conflicts(changes: readonly Change[]): Change[] {
  return changes.filter(({ action }) => action === 'conflict');
}

/** Whether the files are what the options lead to. */
export function isInStep(changes: readonly Change[]): boolean {
  return pendingChanges(changes).length === 0 && conflicts(changes).length === 0;
}
