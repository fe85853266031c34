import { join } from 'node:path';
import type { ResolvedApp } from '../../core/app/resolved';
import { WORKSPACE_FILE } from '../../core/constants';
import { newWorkspaceFile } from '../../core/input/workspace-file';
import { leftToPerson, type Change } from '../../core/plan/change';
import { noticeLines, plannedReport, writeReport } from '../../core/plan/report';
import { InvalidInputError, unwrap, type Problem } from '../../core/text/problems';
import { resolveWorkspace } from '../../core/workspace/resolve';
import { projenDefinition, readApp, workspaceOf, workspaceRoot } from '../../io/app';
import { findApps } from '../../io/find-apps';
import { directoryFromSchema } from '../../io/installed-schema';
import { applyTogether } from '../../io/together';
import { isWorkspace, planWorkspaceOnDisk } from '../../io/workspace';
import { ownCall, ownCalls } from '../called';
import type { Command, CommandLine } from '../command';
import { DRY_RUN_SWITCH, show } from '../outcome';
import { WORKSPACE_SHOWN } from '../workspace';

function placeProblems(root: string, operands: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const [directory] = operands.filter((word) => word !== '.');
  if (directory !== undefined) {
    const fix = 'leave the directory out, and call it at the root of the workspace';
    problems.push({
      option: 'directory',
      value: directory,
      reason: 'is none: the workspace has one file, at its root',
      fix,
    });
  }
  if (workspaceRoot(root) !== root) {
    const reason = `is below the root of the workspace, ${workspaceRoot(root)}`;
    problems.push({ option: 'directory', value: '.', reason, fix: 'go there, and call it again' });
  }
  if (isWorkspace(root)) {
    const fix = `change the options there, and run \`${ownCall()} synth\``;
    problems.push({ option: WORKSPACE_FILE, reason: 'is there already', fix });
  }
  const definition = projenDefinition(root);
  if (definition !== undefined) {
    const fix = `add \`new FastApiContainerWorkspace(project, { ci: "github" })\` there, and run \`${ownCalls().projen}\``;
    problems.push({ option: 'directory', value: '.', reason: `is that of the projen definition ${definition}`, fix });
  }
  return problems;
}

/** An app as it is once the file of the workspace is there. */
function appBeside(path: string, directory: string, text: string): ResolvedApp {
  const around = workspaceOf(path);
  const read = (file: string) => (file === WORKSPACE_FILE ? text : around.read(file));
  return readApp(path, directory, undefined, { ...around, read });
}

function run({ operands, options, switches }: CommandLine): 0 | 1 {
  const root = process.cwd();
  const problems = placeProblems(root, operands);
  if (problems.length > 0) throw new InvalidInputError('the command line', problems);
  const text = newWorkspaceFile(directoryFromSchema(root, root), options);
  const workspace = unwrap(resolveWorkspace(options), 'the command line');
  const apps = findApps(root).map((directory) => ({
    directory,
    app: appBeside(join(root, directory), directory, text),
  }));
  const { changes, notices } = planWorkspaceOnDisk(root, workspace, apps, { calls: ownCalls() });
  const created: Change = { path: WORKSPACE_FILE, ownership: 'options', action: 'create', after: text };
  const code = leftToPerson(changes).length > 0 ? 1 : 0;
  if (switches.has('dry-run')) {
    show([plannedReport('.', [created, ...changes], WORKSPACE_SHOWN), ...noticeLines(notices)].join('\n'));
    return code;
  }
  applyTogether([{ directory: root, changes: [created, ...changes] }]);
  show([writeReport('.', [created, ...changes], ownCalls(), WORKSPACE_SHOWN), ...noticeLines(notices)].join('\n'));
  if (workspace.registry !== undefined && apps.length > 0)
    show(`\nNext: \`${ownCall()} synth\`, since the images of the apps have other names now`);
  return code;
}

/** Creates the options of the workspace, and the files that follow from them. */
export const createWorkspaceFile: Command = {
  name: 'new --workspace',
  summary: 'creates the options of the workspace',
  usage: '[--dry-run] [options]',
  description: [
    `Creates ${WORKSPACE_FILE} in the current directory, the root of the workspace, with the options that you`,
    'give, and all files that follow from it and the apps: pipeline, devcontainer, compose file.',
  ],
  switches: [{ name: 'workspace', help: 'it is about what the apps of the workspace share' }, DRY_RUN_SWITCH],
  closing: ['Example: fastapi-container new --workspace --ci github --registry ghcr.io/acme'],
  takesOptions: 'workspace',
  writes: true,
  run,
};
