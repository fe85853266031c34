import { join, relative, sep } from 'node:path';
import type { Tree } from '@nx/devkit';
import { appMeant, type LibrariesAround } from '../../../core/libraries/around';
import { planLibrary, type ChangedApp } from '../../../core/libraries/plan-library';
import { suggestedName } from '../../../core/libraries/suggested-name';
import { optionsFileOf } from '../../../core/input/options-file';
import { leftToPerson } from '../../../core/plan/change';
import { toAddLibrary, toRun } from '../../../core/plan/door';
import { noticeLines, writeReport } from '../../../core/plan/report';
import { noticesAround } from '../../../core/resolve/notices';
import { joinPath, normalizePath } from '../../../core/text/paths';
import { failure, failures, success, type Problem, type Result } from '../../../core/text/problems';
import type { ReadText } from '../../../core/workspace';
import { librariesAround } from '../../../io/libraries-around';
import { realLocation } from '../../../io/outside';
import { loadTemplates } from '../../../io/templates';
import { planInTree, readOnlyProblems, resolveInTree, workspaceInTree } from '../../apps';
import { knownProjects, type KnownProject } from '../../nx-graph';
import { NX_JSON, nxJsonWithPlugin } from '../../nx-json';
import { applyToTree, callsOf, lookInTree, readerOf } from '../../tree';
import { orFail } from '../app/generate';
import { directoryInWorkspace, fromWhereTheUserIs, reachableInWorkspace } from '../app/place';

/** What `nx g fastapi-container:library` is called with. */
export interface LibraryGeneratorOptions {
  /** Directory of the library, relative to where the user is. */
  readonly directory: string;
  /** Names or directories of the apps that use it. */
  readonly app?: readonly string[];
  /** Name of the Python project. */
  readonly name?: string;
  /** One line about it. */
  readonly description?: string;
  readonly tags?: readonly string[];
}

const GENERATOR = 'library';

/** The directories of the apps that were meant: by the name that Nx has for them, by that of their options, or by path. */
function appsMeant(
  typed: readonly string[],
  around: LibrariesAround,
  projects: readonly KnownProject[],
): Result<string[]> {
  const found = typed.map((word) => {
    const directory = projects.find(({ name }) => name === word)?.root ?? normalizePath(word);
    return { word, app: appMeant(word, directory, around.apps()) };
  });
  const names = around.apps().map(({ name }) => name);
  const problems = found.flatMap(({ word, app }): Problem[] => {
    if (app) return [];
    const allowed = names.length === 0 ? 'an app, and there is none yet' : names.join(', ');
    return [
      { option: 'app', value: word, reason: 'is no app', allowed, fix: 'name the app, for example --app=orders' },
    ];
  });
  return problems.length > 0
    ? failures(problems)
    : success([...new Set(found.flatMap(({ app }) => app?.directory ?? []))]);
}

/** A list as it was meant: without blanks. One of blanks alone would be taken for none. */
function wordsOf(option: string, typed: readonly string[] = []): Result<string[]> {
  const words = typed.map((word) => word.trim()).filter((word) => word !== '');
  if (words.length > 0 || typed.length === 0) return success(words);
  const fix = `write --${option}=<${option}>, or leave it out`;
  return failure({ option, value: typed, reason: 'has nothing behind it', fix });
}

/** A new library whose name another project of Nx has would stop every command. */
function namesakeProblems(directory: string, name: string | undefined, projects: readonly KnownProject[]): Problem[] {
  const wanted = name ?? directory.slice(directory.lastIndexOf('/') + 1);
  const namesake = projects.find((project) => project.name === wanted && project.root !== directory);
  if (!namesake) return [];
  const isTaken = (other: string) => projects.some((project) => project.name === other);
  const fix = `choose another name, for example --name=${suggestedName(directory, isTaken)}`;
  const reason = `is the name of another project, in ${namesake.root}`;
  return [{ option: 'name', value: wanted, reason, allowed: 'a name that no project of the workspace has', fix }];
}

/** Plans an app with the files of the library as they are going to be. */
function planned(tree: Tree, { directory, text }: ChangedApp, read: ReadText) {
  const app = resolveInTree(tree, directory, text, read);
  if (!app.ok) return app;
  const problems = readOnlyProblems(tree, [optionsFileOf(directory)]);
  if (problems.length > 0) return failures(problems);
  const changes = planInTree(tree, directory, app.value, { optionsFile: text, read });
  return changes.ok ? success({ directory, text, app: app.value, changes: changes.value }) : changes;
}

/** Makes a Python library, or adds one to apps. @returns what is to be called when the files are written */
export default function library(tree: Tree, options: LibraryGeneratorOptions): () => void {
  const orTell = <T>(result: Result<T>) => orFail(result, GENERATOR);
  const inTree = readerOf(tree);
  const calls = callsOf(tree);
  const typed = orTell(fromWhereTheUserIs(tree.root, process.cwd(), options.directory, GENERATOR, calls));
  const directory = orTell(reachableInWorkspace(tree.root, orTell(directoryInWorkspace(typed))));
  const projects = knownProjects() ?? [];
  const around: LibrariesAround = { ...librariesAround(tree.root), read: inTree };
  const apps = orTell(appsMeant(orTell(wordsOf('app', options.app)), around, projects));
  const { name, description } = options;
  const tags = orTell(wordsOf('tags', options.tags));
  const wish = {
    ...{ directory, tags, apps, door: 'nx' as const },
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  };
  const ground = {
    around,
    files: workspaceInTree(tree, directory).files?.() ?? [],
    real: relative(realLocation(tree.root), realLocation(join(tree.root, directory)))
      .split(sep)
      .join('/'),
    look: lookInTree(tree, directory),
    resolve: (path: string) => resolveInTree(tree, path),
    workspace: (path: string) => workspaceInTree(tree, path),
  };
  const again = `\`${toAddLibrary('nx', calls)} ${directory}${apps.map((app) => ` --app=${app}`).join('')}\``;
  const plan = orTell(planLibrary(wish, ground, loadTemplates(), again));
  const isNew = plan.seeds.length > 0;
  const nxJson = orTell(nxJsonWithPlugin(tree));
  const seeds = new Map(plan.seeds.map(({ path, content }) => [joinPath(directory, path), content]));
  const results = plan.apps.map((app) => planned(tree, app, (path) => seeds.get(path) ?? inTree(path)));
  const problems = [
    ...(isNew ? namesakeProblems(directory, name, projects) : []),
    ...results.flatMap((result) => (result.ok ? [] : result.problems)),
  ];
  if (problems.length > 0) return orTell(failures(problems));
  for (const [path, content] of seeds) tree.write(path, content);
  if (!isNew) console.log(`${directory}: the library is there, and its files are yours`);
  tree.write(NX_JSON, nxJson);
  const changed = results.flatMap((result) => (result.ok ? [result.value] : []));
  for (const { directory: path, text, app, changes } of changed) {
    tree.write(optionsFileOf(path), text);
    applyToTree(tree, path, changes);
    const left = leftToPerson(changes);
    if (left.length > 0) console.warn(writeReport(path, left, calls));
    for (const line of noticeLines(noticesAround(app, workspaceInTree(tree, path)))) console.warn(line);
  }
  for (const line of plan.left) console.warn(`  note        ${line}`);
  const libraryName = name ?? directory.slice(directory.lastIndexOf('/') + 1);
  const next = [
    ...(isNew ? [toRun('nx', 'test', libraryName, directory, calls)] : []),
    ...changed.map(({ app, directory: path }) => toRun('nx', 'lock', app.name, path, calls)),
  ];
  return () => {
    if (next.length > 0) console.log(`\nNext: ${next.join(', then ')}`);
  };
}
