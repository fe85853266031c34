import type { Tree } from '@nx/devkit';
import { WORKSPACE_FILE } from '../../../core/constants';
import { optionsFromFlags } from '../../../core/input/flags';
import { changeOptions } from '../../../core/input/options-file';
import { memberLoosely } from '../../../core/input/jsonc';
import { newWorkspaceFile, workspaceFileSchema } from '../../../core/input/workspace-file';
import { leftToPerson } from '../../../core/plan/change';
import { noticeLines, writeReport } from '../../../core/plan/report';
import { failures } from '../../../core/text/problems';
import { gatherApps } from '../../../core/workspace/ground';
import { directoryFromSchema } from '../../../io/installed-schema';
import { appDirectories } from '../../app-directories';
import { readOnlyProblems, resolveInTree } from '../../apps';
import { NX_JSON, nxJsonWithPlugin } from '../../nx-json';
import { applyToTree, callsOf, tryReadTree } from '../../tree';
import { planWorkspaceInTree, resolveWorkspaceInTree } from '../../workspace';
import { orFail } from '../app/generate';
import { FLAGS_OF_NX } from '../app/generator';
import { withTypedTexts } from '../app/typed-texts';

/** What `nx g fastapi-container:workspace` is called with: options by the names of their flags. */
export interface WorkspaceGeneratorFlags {
  readonly overwrite?: boolean;
  readonly [flag: string]: unknown;
}

const GENERATOR = 'workspace';

/** The file of the options as it is going to be. With a registry of the flags images have other names at once. */
function optionsText(tree: Tree, present: string | undefined, options: Record<string, unknown>): string {
  if (present !== undefined) return changeOptions(present, options);
  return newWorkspaceFile(directoryFromSchema(tree.root, tree.root), options);
}

/**
 * `nx g fastapi-container:workspace`: creates the options of the workspace, or changes them, and brings the files that follow
 * from them up to date.
 */
export default function workspace(tree: Tree, { overwrite, ...others }: WorkspaceGeneratorFlags): void {
  const orTell = <T>(result: Parameters<typeof orFail<T>>[0]) => orFail(result, GENERATOR);
  const flags = Object.fromEntries(Object.entries(others).filter(([key]) => !FLAGS_OF_NX.includes(key)));
  const options = withTypedTexts(optionsFromFlags(flags, workspaceFileSchema), process.argv, workspaceFileSchema);
  const present = tryReadTree(tree, WORKSPACE_FILE);
  const text = optionsText(tree, present, options);
  const resolved = resolveWorkspaceInTree(tree, text);
  const read = (path: string) => (path === WORKSPACE_FILE ? text : tryReadTree(tree, path));
  const gathered = gatherApps(appDirectories(tree), (directory) => {
    const app = resolveInTree(tree, directory, undefined, read);
    return app.ok ? app.value : undefined;
  });
  const nxJson = nxJsonWithPlugin(tree);
  const managedBy = present === undefined ? undefined : memberLoosely(present, 'managedBy');
  const problems = [
    ...(managedBy === undefined
      ? []
      : [{ option: WORKSPACE_FILE, reason: 'is written by projen', fix: 'change the options in the projen call' }]),
    ...(resolved.ok ? [] : resolved.problems),
    ...(gathered.ok ? [] : gathered.problems),
    ...(nxJson.ok ? [] : nxJson.problems),
    ...(text === present ? [] : readOnlyProblems(tree, [WORKSPACE_FILE])),
  ];
  if (problems.length > 0 || !resolved.ok || !gathered.ok || !nxJson.ok) return orTell(failures(problems));
  const { changes, notices } = orTell(
    planWorkspaceInTree(tree, resolved.value, gathered.value, { overwrite: overwrite === true, read }),
  );
  if (text !== present) tree.write(WORKSPACE_FILE, text);
  applyToTree(tree, '.', changes);
  tree.write(NX_JSON, nxJson.value);
  const left = leftToPerson(changes);
  if (left.length > 0) console.warn(writeReport('.', left, callsOf(tree), 'the workspace'));
  for (const line of noticeLines(notices)) console.warn(line);
}
