import { leftToPerson, roomProblem, type Change } from '../../core/plan/change';
import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve as resolvePath, sep } from 'node:path';
import { groundProblem } from '../../core/adopt/ground';
import { projenSubproject } from '../../core/adopt/projen-call';
import { OPTIONS_FILE, WORKSPACE_FILE } from '../../core/constants';
import { newOptionsFile, type OptionsFile } from '../../core/input/options-file';
import { withWorkspaceDefaults } from '../../core/input/workspace-file';
import { doorOf, toRegenerate } from '../../core/plan/door';
import { InvalidInputError, type Problem, unwrap } from '../../core/text/problems';
import { nextLines } from '../../core/plan/next';
import { noticeLines, plannedReport, writeReport } from '../../core/plan/report';
import { claimBeside, portNotice, surroundsNotice } from '../../core/resolve/neighbours';
import { FOR_NEW_APPS, newAppOptions } from '../../core/resolve/new-app';
import { noticesAround } from '../../core/resolve/notices';
import { resolve } from '../../core/resolve/resolve';
import { joinPath } from '../../core/text/paths';
import { isApp, planOnDisk, projenDefinition, workspaceOf, workspaceRoot } from '../../io/app';
import { lookBelow } from '../../io/disk';
import { directoryFromSchema } from '../../io/installed-schema';
import { listingOf } from '../../io/listing';
import { neighboursOf } from '../../io/neighbours';
import { applyTogether } from '../../io/together';
import type { Command, CommandLine } from '../command';
import { ownCall, ownCalls } from '../called';
import { DRY_RUN_SWITCH, show } from '../outcome';
import { placeProblem } from '../targets';
import { createWorkspaceFile } from './new-workspace';

function directoryProblem(directories: readonly string[], target: string): Problem | undefined {
  if (directories.length !== 1) {
    return {
      option: 'directory',
      value: directories,
      reason: directories.length === 0 ? 'is missing' : 'is given more than once',
      allowed: 'one directory',
      fix: `for example: ${ownCall()} new apps/orders`,
    };
  }
  const outside = placeProblem(process.cwd(), String(directories[0]));
  if (outside) return outside;
  const obstacle = roomProblem(joinPath(String(directories[0]), OPTIONS_FILE), lookBelow(target)(OPTIONS_FILE));
  if (obstacle) return obstacle;
  if (isApp(target)) {
    return {
      option: 'directory',
      value: directories[0],
      reason: `is an app already: it holds ${OPTIONS_FILE}`,
      fix: `change the options there, and run ${toRegenerate('command line', String(directories[0]), ownCalls())}`,
    };
  }
  if (!existsSync(target)) return undefined;
  return groundProblem(
    listingOf(target).files,
    directories[0] ?? '.',
    doorOf(undefined, workspaceOf(target)),
    ownCalls(),
  );
}

/** A directory as other apps are named beside it: relative to the current one. */
function placeOf(target: string): string {
  return relative(process.cwd(), target).split(sep).join('/') || '.';
}

/** A definition of projen that reaches a directory makes its projects: what it does not know, it does not keep in step. */
function definitionProblem(target: string, shown: string, typed: CommandLine['options']): Problem | undefined {
  const definition = projenDefinition(target);
  if (definition === undefined) return undefined;
  const { name, ...options } = typed;
  const outdir = relative(dirname(definition), target).split(sep).join('/');
  const call = projenSubproject(typeof name === 'string' ? name : basename(target), outdir, {
    ...FOR_NEW_APPS,
    ...options,
  });
  const file = relative(process.cwd(), definition).split(sep).join('/');
  return {
    option: 'directory',
    value: shown,
    reason: `is reached by the projen definition ${file}, which makes the projects here`,
    allowed: 'a directory without one; --projen=false to write the files all the same',
    fix: `paste \`${call}\` into ${file}, where root is its project, and run \`${ownCalls().projen}\``,
  };
}

function run({ operands: directories, options: typed, switches, off }: CommandLine): 0 | 1 {
  const target = resolvePath(directories[0] ?? '.');
  const isElsewhere = off.has('projen') ? undefined : definitionProblem(target, directories[0] ?? '.', typed);
  const wrong = directoryProblem(directories, target) ?? isElsewhere;
  const neighbours = wrong ? [] : neighboursOf(target);
  const { options, port } = newAppOptions(typed, neighbours);
  const around = workspaceOf(target);
  const given = withWorkspaceDefaults(options, around.read(WORKSPACE_FILE));
  const resolved = given.ok ? resolve(given.value, basename(target)) : given;
  if (wrong) throw new InvalidInputError('the command line', [wrong, ...(resolved.ok ? [] : resolved.problems)]);
  const app = unwrap(resolved, 'the command line');
  const shown = String(directories[0]);
  const shared = claimBeside(app, shown, neighbours);
  if (shared.length > 0) throw new InvalidInputError('the command line', shared);
  const file: OptionsFile = { name: app.name, ...(options as OptionsFile) };
  const text = newOptionsFile(directoryFromSchema(target, workspaceRoot(target)), file);
  const changes = planOnDisk(target, shown, app, { optionsFile: text, calls: ownCalls() });
  const created: Change = { path: OPTIONS_FILE, ownership: 'options', action: 'create', after: text };
  const all = [created, ...changes.filter(({ ownership }) => ownership !== 'options')];
  const surrounds = surroundsNotice(placeOf(target), neighbours, target === workspaceRoot(target));
  const notices = () => [
    ...(surrounds ? [surrounds] : []),
    ...(port === undefined ? [] : [portNotice(port)]),
    ...noticesAround(app, workspaceOf(target)),
  ];
  // What a task is yet to make is no surprise in a new app: the next line names it.
  const code = leftToPerson(changes).some(({ action }) => action === 'conflict') ? 1 : 0;
  if (switches.has('dry-run')) {
    show([plannedReport(shown, all), ...noticeLines(notices())].join('\n'));
    return code;
  }
  applyTogether([{ directory: target, changes: [created, ...changes] }]);
  const follows =
    around.read(WORKSPACE_FILE) === undefined
      ? []
      : [`Then \`${ownCall()} synth\` at the root: the files of the workspace follow from its apps.`];
  const next = [...nextLines('command line', app, shown, changes, ownCalls()), ...follows];
  show([writeReport(shown, all, ownCalls()), ...noticeLines(notices()), ...next].join('\n'));
  return code;
}

/** Creates an app: its options file and all files that follow from it. */
export const create: Command = {
  name: 'new',
  summary: 'creates an app in a directory',
  usage: '<directory> [--name <name>] [--dry-run] [options]',
  description: [
    'Creates fastapi-container.json in the directory with the options that you give, and all files that follow from it.',
  ],
  switches: [
    DRY_RUN_SWITCH,
    {
      name: 'projen',
      help: 'on by itself below a projen definition: tells the call to paste. --projen=false writes files',
    },
    { name: 'workspace', help: 'creates the options that the apps share: `help new --workspace` tells more' },
  ],
  closing: ['Example: fastapi-container new apps/orders --port 9000 --health.live /healthz'],
  takesOptions: 'app',
  instead: { workspace: createWorkspaceFile },
  writes: true,
  run,
};
