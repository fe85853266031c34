import { callsBy, type Calls } from '../npm/calls';
import type { Notice } from '../app/resolved';
import type { Traits } from '../outputs/output';
import type { Rendered } from '../outputs/render';
import { WORKSPACE_OUTPUTS, WORKSPACE_PATHS } from '../outputs/workspace-outputs';
import { failures, success, type Problem, type Result } from '../text/problems';
import type { ResolvedWorkspace } from '../workspace/resolved';
import type { WorkspaceGround } from '../workspace/ground';
import { workspaceNotices, workspaceProblems } from './workspace-rules';
import { lookOnce, type Change, type Look } from './change';
import type { Door } from './door';
import { reconcile } from './reconcile';

/** What a plan of the workspace may be made with besides its options. */
export interface WorkspacePlanOptions {
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite?: boolean;
  /** The door whose words the ways out use. */
  readonly door: Door;
  /** How programs are called; as the workspace says where a door knows no better. */
  readonly calls?: Calls;
}

/** What becomes of the files of the workspace, and what is worth a second thought. */
export interface WorkspacePlan {
  readonly changes: readonly Change[];
  readonly notices: readonly Notice[];
}

const SURROUNDINGS = { python: '', included: [], constraints: [] };

function ownProblems(own: readonly string[], managed: readonly string[], former: readonly string[]): Problem[] {
  const allowed = managed.join(', ') || 'a managed file, of which these options lead to none';
  return own
    .filter((path) => !managed.includes(path) && !former.includes(path))
    .map((path) => ({
      option: 'own',
      value: path,
      reason: 'is no managed file of the workspace',
      allowed,
      fix: 'name a managed file, or remove the entry: all other files are yours already',
    }));
}

/**
 * Plans the files of the workspace, as those of an app are planned: nothing is written over that a person wrote.
 *
 * @param lookThere looks at a path relative to the root
 */
export function planWorkspace(
  workspace: ResolvedWorkspace,
  ground: WorkspaceGround,
  lookThere: Look,
  { overwrite = false, door, calls = callsBy(ground.packageManager) }: WorkspacePlanOptions,
): Result<WorkspacePlan> {
  const look = lookOnce(lookThere);
  const rendered = WORKSPACE_OUTPUTS.flatMap((output): Rendered<Traits>[] =>
    output.render(workspace, ground).map((file) => ({ output, file })),
  );
  const paths = rendered.map(({ file }) => file.path);
  const problems = [...workspaceProblems(workspace, ground), ...ownProblems(workspace.own, paths, WORKSPACE_PATHS)];
  if (problems.length > 0) return failures(problems);
  const { own } = workspace;
  const given = {
    own,
    app: undefined,
    overwrite,
    door: () => door,
    calls: () => calls,
    directory: '.',
    surroundings: SURROUNDINGS,
  };
  const reconciled = reconcile(rendered, WORKSPACE_PATHS, look, given);
  return reconciled.ok
    ? success({ changes: reconciled.value, notices: workspaceNotices(workspace, ground) })
    : reconciled;
}
