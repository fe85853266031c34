import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { OPTIONS_FILE, PYPROJECT_FILE } from '../core/constants';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { shellWord } from '../core/text/shell-word';
import { isApp } from '../io/app';
import type { Directories } from '../io/directories';
import { checkoutsWithApps, findApps } from '../io/find-apps';
import { misplaced, repositoryRoot } from '../io/outside';
import { ownCall } from './called';
import type { Switch } from './command';
import type { Target } from './target';
import { workspaceMeant } from './workspace';

export type { Target } from './target';

/** For tasks that call a command only to be sure. */
export const QUIET_SWITCH: Switch = { name: 'quiet', help: 'say nothing about apps that need nothing' };

function target(cwd: string, directory: string): Target {
  const path = resolve(cwd, directory);
  const shown = relative(cwd, path).split(sep).join('/');
  return { path, shown: shown === '' ? '.' : shown };
}

/**
 * A directory that leads out of the repository around the current one: what is outside is another checkout's, or
 * nobody's, and no command reads or writes there.
 *
 * @param typed the directory as it was typed
 */
export function placeProblem(cwd: string, typed: string): Problem | undefined {
  const wrong = misplaced(repositoryRoot(cwd), resolve(cwd, typed));
  return wrong && { option: 'directory', value: typed, allowed: 'a directory of this repository', ...wrong };
}

/** Whoever asks for apps means some: that there is none is most likely a wrong directory, and no success. */
function noApp(cwd: string): InvalidInputError {
  const reason = `there is no ${OPTIONS_FILE} in this directory or below, without what Git ignores`;
  const fix = `go to the directory that holds your apps, or make one: \`${ownCall()} new services/orders\``;
  const passed = passedOver(cwd);
  const problem = passed ?? { reason, fix };
  return new InvalidInputError('the command line', [{ option: 'directory', value: '.', ...problem }]);
}

/** Where there are apps in other checkouts alone, these are what was meant, or what is in the way. */
export function passedOver(cwd: string): Pick<Problem, 'reason' | 'fix'> | undefined {
  const checkouts = checkoutsWithApps(cwd);
  const [first] = checkouts;
  if (first === undefined) return undefined;
  const are = checkouts.length === 1 ? 'is a Git checkout of its own' : 'are Git checkouts of their own';
  return {
    reason: `all apps below this directory are in ${checkouts.join(', ')}, which ${are}. Another checkout is passed over`,
    fix: `go there: \`cd ${first}\`. Or, if it is to be part of this repository, remove its .git`,
  };
}

/**
 * The apps in the directories that were named, or all below the current directory.
 *
 * @param known directories that were looked at in the same run
 * @throws InvalidInputError naming every directory that is no app of this repository, or where there is no app at all
 */
export function findTargets(cwd: string, directories: readonly string[], known?: Directories): Target[] {
  const { apps } = findSubjects(cwd, directories, known);
  if (apps.length === 0) throw noApp(cwd);
  return [...apps];
}

/** What commands that plan files look at. */
export interface Subjects {
  readonly apps: readonly Target[];
  /** The root of the workspace, where that has options of its own. */
  readonly workspace: Target | undefined;
}

/**
 * The same, and the workspace whose root was named, or is the current directory: it needs no app to be looked at.
 *
 * @throws InvalidInputError as {@link findTargets} does
 */
export function findSubjects(cwd: string, directories: readonly string[], known?: Directories): Subjects {
  const root = workspaceMeant(cwd, directories, known);
  const workspace = root === undefined ? undefined : { ...target(cwd, root), isWorkspace: true as const };
  if (directories.length === 0) {
    const apps = findApps(cwd, known).map((directory) => target(cwd, directory));
    if (apps.length === 0 && !workspace) throw noApp(cwd);
    return { apps, workspace };
  }
  const targets = directories.map((directory) => target(cwd, directory));
  const problems = targets.flatMap(({ path, shown }): Problem[] => {
    const outside = placeProblem(cwd, shown);
    if (outside) return [outside];
    if (isApp(path) || path === root) return [];
    const fix = `create an app there with \`${ownCall()} new ${shellWord(shown)}\`, or correct the path`;
    return [{ option: shown, reason: `holds no ${OPTIONS_FILE}`, allowed: 'the directory of an app', fix }];
  });
  if (problems.length > 0) throw new InvalidInputError('the command line', problems);
  return { apps: targets.filter(({ path }) => isApp(path)), workspace };
}

/**
 * The apps in the directories that were named, or the one in the current directory.
 *
 * @throws InvalidInputError naming every directory that is no app
 */
export function targetsOrHere(cwd: string, directories: readonly string[]): Target[] {
  return findTargets(cwd, directories.length === 0 ? ['.'] : directories);
}

/** Whether a directory is a Python library: it has a `pyproject.toml`, and is no app. */
export function isLibrary(path: string): boolean {
  return !isApp(path) && existsSync(join(path, PYPROJECT_FILE));
}

/**
 * The apps and libraries in the directories that were named, or the one in the current directory.
 *
 * @throws InvalidInputError naming every directory that is neither
 */
export function subjectsOrHere(cwd: string, directories: readonly string[]): Target[] {
  const named = directories.length === 0 ? ['.'] : directories;
  const library = (directory: string) =>
    placeProblem(cwd, directory) === undefined && isLibrary(resolve(cwd, directory))
      ? target(cwd, directory)
      : undefined;
  const others = named.filter((directory) => !library(directory));
  const apps = others.length === 0 ? [] : findTargets(cwd, others);
  return named.flatMap((directory) => library(directory) ?? apps[others.indexOf(directory)] ?? []);
}
