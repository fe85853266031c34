import type { Tree } from '@nx/devkit';
import { problemLines } from '../../messages';
import { workspaceProblemLines } from '../../workspace-messages';
import { planAll } from '../../regenerate';
import { callsOf } from '../../tree';

/** Nx advises to take out any generator that fails, as if the generator were broken. */
const LEAVE_IT_ON =
  'Correct these options, and this error goes away. Nx may suggest to remove or disable "fastapi-container:judge" in nx.json: ' +
  'leave it there. Without it, `nx sync:check` says that all is well while these options are wrong.';

/**
 * Fails where an app cannot be judged: its options are wrong, or something that its files follow from is. `nx sync:check`
 * then does not call the workspace up to date.
 *
 * It is a generator of its own, since a sync generator that fails takes its changes with it and, in front of a target,
 * makes Nx run nothing. `nx sync` brings all other apps up to date, and their targets run: this one stands before the
 * targets of an app with wrong options only, and among the global generators, which no target runs.
 */
export default function judge(tree: Tree): void {
  const { apps, workspace } = planAll(tree);
  const calls = callsOf(tree);
  const lines = [...problemLines(apps, calls), ...workspaceProblemLines(workspace, calls)];
  if (lines.length === 0) return;
  const error = new Error([...lines, LEAVE_IT_ON].join('\n'));
  // Nx prints the stack where there is one, and it would tell nobody anything.
  error.stack = '';
  throw error;
}
