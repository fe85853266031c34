import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { makeClient, nextForClient, type ClientGround } from '../../core/client/make';
import type { ClientApp } from '../../core/client/client';
import { TOOL_NAMES } from '../../core/client/tools';
import { directoryProblem } from '../../core/client/rules';
import type { Membership } from '../../core/client/workspaces';
import type { Change } from '../../core/plan/change';
import { toRun } from '../../core/plan/door';
import { writeReport } from '../../core/plan/report';
import { InvalidInputError, unwrap, type Problem } from '../../core/text/problems';
import { doorOnDisk, isApp, projenDefinition, readApp, workspaceRoot } from '../../io/app';
import { lookBelow, tryReadText } from '../../io/disk';
import { findManifests } from '../../io/find-apps';
import { isInside } from '../../io/places';
import { loadTemplates } from '../../io/templates';
import { applyTogether } from '../../io/together';
import { ownCall, ownCalls } from '../called';
import type { Command, CommandLine } from '../command';
import { show } from '../outcome';
import { placeProblem } from '../targets';

const SUBJECT = 'the command line';

/** The text of a flag that was given once. */
function textOf(options: CommandLine['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A directory relative to the root of the workspace. */
function below(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

function placeProblems(directories: readonly string[], app: string | undefined): Problem[] {
  const [typed] = directories;
  const example = `for example: ${ownCall()} client libs/orders-client --app=apps/orders`;
  const problems: (Problem | undefined)[] = [];
  if (directories.length !== 1 || typed === undefined) {
    const reason = directories.length === 0 ? 'is missing' : 'is given more than once';
    problems.push({ option: 'directory', value: directories, reason, allowed: 'one directory', fix: example });
  } else problems.push(placeProblem(process.cwd(), typed));
  if (app === undefined) {
    problems.push({ option: '--app', reason: 'is missing', allowed: 'the directory of an app', fix: example });
  } else if (!isApp(resolve(app))) {
    const reason = 'holds no app';
    problems.push({ option: '--app', value: app, reason, allowed: 'the directory of an app', fix: 'correct the path' });
  } else problems.push(placeProblem(process.cwd(), app));
  return problems.filter((problem) => problem !== undefined);
}

/** The root of the workspace: a directory that is not there yet says nothing about it where nothing above it does. */
function rootAround(target: string): string {
  const root = workspaceRoot(target);
  return root === target ? workspaceRoot(process.cwd()) : root;
}

/** A client is made from a file of its own workspace: another one is not in every clone. */
function elsewhereProblem(root: string, app: string, shown: string): Problem[] {
  if (isInside(root, app)) return [];
  const reason = `is outside of the workspace of the client, ${root}`;
  const allowed = 'the directory of an app in the same workspace';
  return [{ option: '--app', value: shown, reason, allowed, fix: 'choose another directory for the client' }];
}

function groundAt(root: string, target: string): ClientGround {
  const isThere = existsSync(target) && statSync(target).isDirectory();
  return {
    read: (path) => tryReadText(join(root, path)),
    exists: (file) => existsSync(join(root, file)),
    entries: isThere ? readdirSync(target).sort() : [],
    look: lookBelow(target),
    templates: loadTemplates(),
    manifests: () => findManifests(root),
    manifestIsWritten: projenDefinition(root) !== undefined,
  };
}

/** The file of the workspace that names the client. */
function membershipChanges(membership: Membership): Change[] {
  if (membership.kind !== 'edit') return [];
  const { path, before, after } = membership;
  return [{ path, ownership: 'seed', action: 'update', before, after, reason: 'it names the client' }];
}

function run({ operands, options }: CommandLine): 0 {
  const typedApp = textOf(options, 'app');
  const wrong = placeProblems(operands, typedApp);
  if (wrong.length > 0) throw new InvalidInputError(SUBJECT, wrong);
  const [target, appPath] = [resolve(operands[0] ?? ''), resolve(typedApp ?? '')];
  const root = rootAround(target);
  const directory = below(root, target);
  const shownApp = below(process.cwd(), appPath);
  const elsewhere = elsewhereProblem(root, appPath, shownApp);
  if (elsewhere.length > 0) throw new InvalidInputError(SUBJECT, elsewhere);
  const resolvedApp = readApp(appPath, shownApp);
  const app: ClientApp = { name: resolvedApp.name, directory: below(root, appPath) };
  const wishes = { name: textOf(options, 'name'), directory, tool: textOf(options, 'tool') };
  const plan = unwrap(
    makeClient(wishes, app, groundAt(root, target), () => directoryProblem(directory, app)),
    SUBJECT,
  );
  const { changes, membership } = plan;
  applyTogether([
    { directory: target, changes },
    { directory: root, changes: membershipChanges(membership) },
  ]);
  const report = writeReport(String(operands[0]), changes, ownCalls());
  const joined =
    membership.kind === 'edit' ? [`  updated     ${membership.path} of the workspace, which names it`] : [];
  const contract = toRun(doorOnDisk(appPath, resolvedApp), 'openapi', app.name, shownApp, ownCalls());
  show([report, ...joined, ...nextForClient(plan, contract)].join('\n'));
  return 0;
}

/** Makes a library with the TypeScript client of an app. */
export const client: Command = {
  name: 'client',
  summary: 'makes a library with the TypeScript client of an app',
  usage: '<directory> --app <directory> [--tool <tool>] [--name <name>]',
  description: [
    'Writes a TypeScript package whose code is made from the openapi.json of the app: a script `generate` makes it, and Git',
    'ignores it. All files of the package are yours. Where it is there already, nothing is written.',
  ],
  switches: [],
  decisions: [
    { name: 'app', value: 'directory', help: 'the app whose client it is' },
    { name: 'tool', value: 'tool', help: `what makes the code: ${TOOL_NAMES.join(' or ')}` },
    { name: 'name', value: 'name', help: 'name of the package; that of the directory by default' },
  ],
  closing: ['Example: fastapi-container client libs/orders-client --app apps/orders'],
  writes: true,
  run,
};
