import { join } from 'node:path';
import type { Project } from 'projen';
import { WORKSPACE_FILE } from '../core/constants';
import { memberLoosely } from '../core/input/jsonc';
import { withWorkspaceDefaults } from '../core/input/workspace-file';
import { unwrap } from '../core/text/problems';
import { tryReadText } from '../io/disk';

/** The options of workspaces whose file is yet to be written: apps of the same definition follow them already. */
export const workspaceText = new WeakMap<Project, string>();

/** The file of the workspace as it is going to be. What projen wrote in a former run is the definition's to say again. */
function textFor({ root }: Project): string | undefined {
  const toCome = workspaceText.get(root);
  if (toCome !== undefined) return toCome;
  const present = tryReadText(join(root.outdir, WORKSPACE_FILE));
  return present !== undefined && memberLoosely(present, 'managedBy') === 'projen' ? undefined : present;
}

/** Options of an app with what the workspace around its project says for all of its apps. */
export function withDefaultsAround(
  project: Project,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return unwrap(withWorkspaceDefaults(options, textFor(project)), WORKSPACE_FILE);
}
