import type { Door } from '../app/door';
import type { ResolvedApp } from '../app/resolved';
import { PYPROJECT_FILE } from '../constants';
import { usesUv } from '../dependencies/uv-project';
import { optionsFileOf } from '../input/options-file';
import { callsIn } from '../npm/calls';
import type { Templates } from '../outputs/templates';
import { packageName } from '../python/names';
import { textAt, whyUnread, type Look } from '../plan/change';
import { append } from '../text/lists';
import { baseName, isWithin, joinPath, relativeDirectory } from '../text/paths';
import { failure, failures, success, type Problem, type Result } from '../text/problems';
import { standsInPlace, type Workspace } from '../workspace';
import { additionProblem, toBeNamed, withLibraries, type Addition } from './adding';
import type { LibrariesAround } from './around';
import { packagesOf } from './installed';
import { newLibraryProblems, presentLibraryProblems } from './judge';
import { LIBRARY_TABLE, type PythonProject } from './python-project';
import { librarySeeds, type LibrarySeed } from './seeds';

/** What somebody asks for: a library in a directory, and the apps that are to use it. */
export interface LibraryWish {
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** Directories of apps, relative to the root. */
  readonly apps: readonly string[];
  readonly door: Door;
}

/** What the door tells of the workspace. */
export interface LibraryGround {
  readonly around: LibrariesAround;
  /** Files in the directory of the library, relative to it. */
  readonly files: readonly string[];
  /** Where the directory really is, relative to the root: it may be a link, or lie behind one. */
  readonly real: string;
  /** Looks at paths relative to the directory of the library. */
  readonly look: Look;
  /** Resolves the options of an app. */
  readonly resolve: (directory: string) => Result<ResolvedApp>;
  readonly workspace: (directory: string) => Workspace;
}

/** An app whose options change. */
export interface ChangedApp extends Addition {
  readonly directory: string;
}

/** What is to be written for a library. */
export interface LibraryPlan {
  /** Files of a new library; none where it is there already. */
  readonly seeds: readonly LibrarySeed[];
  readonly apps: readonly ChangedApp[];
  /** What is left to a person, as lines to print. */
  readonly left: readonly string[];
}

const EMPTY: readonly LibrarySeed[] = [];

/** What is there and cannot be read is a library of somebody all the same. */
function unreadProblem(directory: string, look: Look): Problem | undefined {
  const option = joinPath(directory, PYPROJECT_FILE);
  const obstacle = whyUnread((path) => look(path === option ? PYPROJECT_FILE : path))(option);
  return obstacle && standsInPlace(option, obstacle);
}

/** What lies where files of a new library belong: the listing knows neither links nor what Git ignores. */
function occupiedProblems(directory: string, seeds: readonly LibrarySeed[], look: Look): Problem[] {
  return seeds.flatMap(({ path }): Problem[] => {
    const there = look(path);
    if (there.kind === 'absent') return [];
    const option = joinPath(directory, path);
    const reason = there.kind === 'file' ? 'is there already, and would be written over' : there.what;
    const fix = 'choose another directory, or move it away';
    return [{ option, reason, allowed: 'an empty directory, or a Python project', fix }];
  });
}

/** What was asked for, and only a new library would get: a file of a person is never changed. */
function tooLateProblems({ directory, name, description, tags }: LibraryWish, project: PythonProject): Problem[] {
  const file = joinPath(directory, PYPROJECT_FILE);
  const problem = (option: string, value: unknown, key: string): Problem => ({
    option,
    value,
    reason: `does nothing: ${directory} is there, and its files are yours`,
    allowed: 'for a library that is to be made',
    fix: `change ${key} in ${file}, and leave the flag out`,
  });
  return [
    ...(name === undefined || name === project.written ? [] : [problem('name', name, '`name` of [project]')]),
    ...(description === undefined || description === project.description
      ? []
      : [problem('description', description, '`description` of [project]')]),
    ...(tags.every((tag) => project.tags.includes(tag)) ? [] : [problem('tags', tags, `\`tags\` of ${LIBRARY_TABLE}`)]),
  ];
}

/** What stands in the way of a library in a directory, whatever it is called. */
function placeProblem({ directory, description = '' }: LibraryWish, ground: LibraryGround): Problem | undefined {
  const problem = { option: 'directory', value: directory };
  const app = ground.around.apps().find((each) => isWithin(each.directory, directory));
  if (app || directory === '.') {
    const reason = app ? `holds the app in ${app.directory}` : 'is the root of the workspace';
    return { ...problem, reason, allowed: 'a directory of its own', fix: 'name another one, such as libs/shared' };
  }
  if (ground.real !== directory) {
    const reason = `is a link to ${ground.real}: two names for one library would be taken for two`;
    return { ...problem, reason, allowed: 'the directory itself', fix: `name ${ground.real}` };
  }
  const pyproject = ground.look(PYPROJECT_FILE);
  if (pyproject.kind === 'other') return unreadProblem(directory, ground.look);
  if (pyproject.kind === 'absent' && ground.files.length > 0) {
    const reason = `holds files (${ground.files.slice(0, 3).join(', ')}) and no ${PYPROJECT_FILE}`;
    const fix = `make it an installable Python project, with a ${PYPROJECT_FILE}, or choose an empty directory`;
    return { ...problem, reason, allowed: 'an empty directory, or a Python project', fix };
  }
  if (/[\u0000-\u001F]/.test(description) || description.length > 200) {
    const reason = 'is not one line of at most 200 characters';
    return { option: 'description', value: description, reason, fix: 'shorten it: the README has room for more' };
  }
  return undefined;
}

/** What is said of an app whose dependencies uv keeps: it knows a library only once it is asked for there. */
function uvLeft(wish: LibraryWish, directory: string, again: string): string {
  const path = relativeDirectory(directory, wish.directory);
  return `${directory} takes its packages from uv: in there, run \`uv add --editable ${path}\`, then ${again}`;
}

function asks(app: PythonProject | undefined, library: PythonProject | undefined): boolean {
  if (!app || !library) return false;
  return app.needs.some(({ name, directory }) => name === library.name || directory === library.directory);
}

/**
 * Plans a new library, or the use of one that is there. Of a library that is there no file is changed.
 *
 * @param again the command that was typed, to be typed once more
 */
export function planLibrary(
  wish: LibraryWish,
  ground: LibraryGround,
  templates: Templates,
  again: string,
): Result<LibraryPlan> {
  const { directory, tags, door } = wish;
  const place = placeProblem(wish, ground);
  if (place) return failure(place);
  const resolved = wish.apps.map((path) => ({ path, app: ground.resolve(path) }));
  const problems = resolved.flatMap(({ app }) => (app.ok ? [] : app.problems));
  const apps = resolved.flatMap(({ path, app }) => (app.ok ? [{ path, app: app.value }] : []));
  const packages = new Set(apps.flatMap(({ path, app }) => [...packagesOf(app, ground.workspace(path))]));
  const { around } = ground;

  const text = textAt(ground.look, PYPROJECT_FILE);
  // A library that is there may have been made to be hidden by an app that does not use it.
  const beside = around.apps().filter(({ directory: path }) => text === undefined || wish.apps.includes(path));
  const neighbourhood = { around, packages, apps: beside };
  let seeds = EMPTY;
  let project: PythonProject | undefined;
  if (text === undefined) {
    const name = wish.name ?? baseName(directory).toLowerCase();
    append(problems, newLibraryProblems(directory, name, wish.name !== undefined, neighbourhood));
    const description = wish.description ?? 'Python code that the apps of this repository share';
    const calls = callsIn(around.read);
    seeds = librarySeeds({ name, module: packageName(name), description, tags, door, calls }, templates);
    append(problems, occupiedProblems(directory, seeds, ground.look));
  } else {
    const present = presentLibraryProblems(directory, text, neighbourhood);
    project = present.project;
    append(problems, [...present.problems, ...(project ? tooLateProblems(wish, project) : [])]);
  }
  const changed: ChangedApp[] = [];
  const left: string[] = [];
  for (const { path, app } of apps) {
    const refused = additionProblem(app, path, directory);
    if (refused) problems.push(refused);
    const added = toBeNamed(app, path, directory, project, around.candidates);
    if (refused || added.length === 0) continue;
    if (usesUv(app) && !asks(around.candidates.at(path), project)) left.push(uvLeft(wish, path, again));
    else changed.push({ directory: path, ...withLibraries(around.read(optionsFileOf(path)) ?? '', app, path, added) });
  }
  return problems.length > 0 ? failures(problems) : success({ seeds, apps: changed, left });
}
