import { basename, join, relative, resolve, sep } from 'node:path';
import { OPTIONS_FILE } from '../core/constants';
import { optionsFileOf, loadOptions } from '../core/input/options-file';
import { appMeant, type LibrariesAround } from '../core/libraries/around';
import { planLibrary, type ChangedApp, type LibraryGround } from '../core/libraries/plan-library';
import type { LibrarySeed } from '../core/libraries/seeds';
import { leftToPerson, whyUnread, type Change } from '../core/plan/change';
import { doorOf, toRun } from '../core/plan/door';
import { noticeLines, writeReport } from '../core/plan/report';
import { noticesAround } from '../core/resolve/notices';
import { resolve as resolveOptions } from '../core/resolve/resolve';
import { joinPath } from '../core/text/paths';
import { InvalidInputError, unwrap, type Problem } from '../core/text/problems';
import type { Workspace } from '../core/workspace';
import { planOnDisk, readApp, workspaceOf, workspaceRoot } from '../io/app';
import { lookBelow } from '../io/disk';
import { filesBelow } from '../io/files-below';
import { librariesAround } from '../io/libraries-around';
import { realLocation } from '../io/outside';
import { loadTemplates } from '../io/templates';
import { applyTogether } from '../io/together';
import { ownCall, ownCalls } from './called';
import type { CommandLine, ExitCode } from './command';
import { show } from './outcome';
import { placeProblem } from './targets';

const SUBJECT = 'the command line';

function textsOf(options: CommandLine['options'], name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? (value as unknown[]).filter((item) => typeof item === 'string').filter(Boolean) : [];
}

function textOf(options: CommandLine['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A directory relative to another one. */
function below(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

function directoryProblem(operands: readonly string[]): Problem | undefined {
  const [typed] = operands;
  if (operands.length === 1 && typed !== undefined) return placeProblem(process.cwd(), typed);
  const reason = typed === undefined ? 'is missing' : 'is given more than once';
  const fix = `for example: ${ownCall()} library libs/shared --app apps/orders`;
  return { option: 'directory', value: operands, reason, allowed: 'one directory', fix };
}

/** The apps that were meant, by directory or name, and what is wrong with the others. */
function appsMeant(typed: readonly string[], root: string, around: LibrariesAround) {
  const found = typed.map((word) => ({ word, app: appMeant(word, below(root, resolve(word)), around.apps()) }));
  const names = around.apps().map(({ directory }) => below(process.cwd(), join(root, directory)));
  const problems = found.flatMap(({ word, app }): Problem[] => {
    if (app) return [];
    const allowed = names.length === 0 ? 'an app, and there is none yet' : names.join(', ');
    return [{ option: '--app', value: word, reason: 'is no app', allowed, fix: 'name the directory of the app' }];
  });
  return { directories: [...new Set(found.flatMap(({ app }) => app?.directory ?? []))], problems };
}

/** What is written of an app, planned with the files of the library as they are going to be. */
function planned(root: string, { directory, text }: ChangedApp, seeds: ReadonlyMap<string, string>) {
  const path = join(root, directory);
  const shown = below(process.cwd(), path);
  const onDisk = workspaceOf(path);
  const workspace: Workspace = { ...onDisk, read: (file) => seeds.get(file) ?? onDisk.read(file) };
  const app = readApp(path, shown, text, workspace);
  const changes = planOnDisk(path, shown, app, { optionsFile: text, workspace, calls: ownCalls() });
  const before = onDisk.read(optionsFileOf(directory)) ?? '';
  const reason = 'the library was added';
  const options: Change = { path: OPTIONS_FILE, ownership: 'options', action: 'update', before, after: text, reason };
  return { path, shown, app, changes, options, text, notices: noticesAround(app, workspace) };
}

function groundAt(root: string, target: string, around: LibrariesAround): LibraryGround {
  return {
    around,
    files: filesBelow(target, { hidden: true, most: 100 }),
    real: below(realLocation(root), realLocation(target)),
    look: lookBelow(target),
    resolve: (directory) => {
      const loaded = loadOptions(optionsFileOf(directory), around.read, whyUnread(lookBelow(root)));
      return loaded.ok ? resolveOptions(loaded.value, basename(join(root, directory))) : loaded;
    },
    workspace: (directory) => workspaceOf(join(root, directory)),
  };
}

function asCreated(seeds: readonly LibrarySeed[]): Change[] {
  return seeds.map(({ path, content: after }) => ({ path, ownership: 'seed', action: 'create', after }));
}

function seedReport(shown: string, seeds: readonly LibrarySeed[]): string[] {
  if (seeds.length === 0) return [`${shown}: the library is there, and its files are yours`];
  return [writeReport(shown, asCreated(seeds), ownCalls())];
}

/** Makes a library, or adds one that is there to apps. */
export function makeLibrary({ operands, options }: CommandLine): ExitCode {
  const wrong = directoryProblem(operands);
  if (wrong) throw new InvalidInputError(SUBJECT, [wrong]);
  const shown = operands[0] ?? '';
  const target = resolve(shown);
  const root = workspaceRoot(target);
  const around = librariesAround(root);
  const apps = appsMeant(textsOf(options, 'app'), root, around);
  if (apps.problems.length > 0) throw new InvalidInputError(SUBJECT, apps.problems);
  const directory = below(root, target);
  const door = doorOf(undefined, { directory, read: around.read });
  const [name, description] = [textOf(options, 'name'), textOf(options, 'description')];
  const wish = {
    ...{ directory, tags: textsOf(options, 'tags'), apps: apps.directories, door },
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  };
  const again = `\`${ownCall()} library ${shown}${apps.directories.map((app) => ` --app ${app}`).join('')}\``;
  const plan = unwrap(planLibrary(wish, groundAt(root, target, around), loadTemplates(), again), SUBJECT);
  const seeds = new Map(plan.seeds.map(({ path, content }) => [joinPath(directory, path), content]));
  const changed = plan.apps.map((app) => planned(root, app, seeds));
  applyTogether([
    { directory: target, changes: asCreated(plan.seeds) },
    ...changed.map(({ path, options: file, changes }) => ({ directory: path, changes: [file, ...changes] })),
  ]);
  const reports = changed.flatMap(({ shown: app, options: file, changes, notices }) => [
    writeReport(app, [file, ...changes.filter(({ ownership }) => ownership !== 'options')], ownCalls()),
    ...noticeLines(notices),
  ]);
  const next = [
    ...(plan.seeds.length > 0 ? [toRun('command line', 'test', directory, shown, ownCalls())] : []),
    ...changed.map(({ app, shown: path }) => toRun('command line', 'lock', app.name, path, ownCalls())),
  ];
  const nextLine = next.length === 0 ? [] : ['', `Next: ${next.join(', then ')}`];
  show(
    [
      ...seedReport(shown, plan.seeds),
      ...reports,
      ...plan.left.map((line) => `  note        ${line}`),
      ...nextLine,
    ].join('\n'),
  );
  const conflicts = changed.flatMap(({ changes }) =>
    leftToPerson(changes).filter(({ action }) => action === 'conflict'),
  );
  return conflicts.length === 0 ? 0 : 1;
}
