import { OPTIONS_FILE } from '../constants';
import { withDefaults } from '../input/defaults';
import { isObject } from '../input/members';
import { optionNames } from '../input/schema';
import { validate } from '../input/validate';
import { workspaceFileSchema, workspaceOptionNames } from '../input/workspace-file';
import { append } from '../text/lists';
import { failures, success, topOf, type Problem, type Result } from '../text/problems';
import type { ResolvedWorkspace } from './resolved';

/** What only the file of an app can say is most likely meant for one, or for all of them. */
function explainOptionOfApps(problem: Problem): Problem {
  const name = topOf(problem.option);
  const isOfApps = [...optionNames, 'extends', 'born'].includes(name) && !workspaceOptionNames.includes(name);
  if (!isOfApps) return problem;
  return {
    option: problem.option,
    value: problem.value,
    reason: 'is an option of an app, and none of the workspace',
    allowed: workspaceOptionNames.join(', '),
    fix: `move it into the ${OPTIONS_FILE} of the app; what many apps share goes into a base file, which each of them names with "extends"`,
  };
}

/** A version of Node that this package does not run on. */
function nodeProblems({ node }: ResolvedWorkspace): Problem[] {
  if (Number.parseInt(node, 10) >= 20) return [];
  const reason = 'is too old: this package needs Node 20';
  return [{ option: 'node', value: node, reason, allowed: 'a version from 20 on', fix: 'set it to "24"' }];
}

/**
 * Checks raw options of a workspace and fills in the defaults.
 *
 * @param raw contents of its options file
 * @returns the resolved workspace, or all problems at once
 */
export function resolveWorkspace(raw: unknown): Result<ResolvedWorkspace> {
  const problems = validate(raw, workspaceFileSchema).map(explainOptionOfApps);
  if (!isObject(raw)) return failures(problems);
  const wrong = new Set(problems.map(({ option }) => topOf(option)));
  // The rules see the valid rest, so that their problems appear in the same run.
  const valid = Object.fromEntries(Object.entries(raw).filter(([key]) => !wrong.has(key)));
  const defaulted = withDefaults(valid, workspaceFileSchema) as Omit<ResolvedWorkspace, 'given'>;
  const workspace = { ...defaulted, given: Object.keys(valid) };
  append(problems, nodeProblems(workspace));
  return problems.length === 0 ? success(workspace) : failures(problems);
}
