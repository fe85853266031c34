import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { OPTIONS_FILE } from '../core/constants';
import { loadOptions } from '../core/options-file';
import { planApp, type PlanOptions } from '../core/plan';
import { InvalidInputError, type Result } from '../core/problems';
import type { Change } from '../core/change';
import { resolve, optionsFileOf } from '../core/resolve';
import type { ResolvedApp } from '../core/resolved';
import type { Workspace } from '../core/workspace';
import { directoriesIn, lookBelow, tryReadText } from './disk';
import { loadTemplates } from './templates';

/** Files that mark the root of a repository or workspace, up to which `extends` may reach. */
const ROOT_MARKERS = ['.git', 'nx.json', '.projenrc.js', '.projenrc.ts', '.projenrc.json'];

/** The outermost directory above an app that is still part of the same repository; the app itself where none is. */
export function workspaceRoot(directory: string): string {
  let root = directory;
  for (let current = directory; ; current = dirname(current)) {
    if (ROOT_MARKERS.some((marker) => existsSync(join(current, marker)))) root = current;
    if (existsSync(join(current, '.git')) || current === dirname(current)) return root;
  }
}

/** The repository around an app on the disk. */
export function workspaceOf(directory: string): Workspace {
  const root = workspaceRoot(directory);
  const path = relative(root, directory).split(sep).join('/');
  return { directory: path === '' ? '.' : path, read: (file) => tryReadText(join(root, file)) };
}

/** The nearest directory at or above an app that holds something; none outside of the repository. */
export function nearestHolding(directory: string, path: string): string | undefined {
  const root = workspaceRoot(directory);
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, path))) return current;
    if (current === root || current === dirname(current)) return undefined;
  }
}

/** Turns a failed result into the one error that lists all its problems. */
export function unwrap<T>(result: Result<T>, subject: string): T {
  if (!result.ok) throw new InvalidInputError(subject, result.problems);
  return result.value;
}

/**
 * Reads and resolves the options of an app on the disk.
 *
 * @param directory absolute path of the app
 * @param text the options file as it is going to be, where that is not on the disk yet
 * @throws InvalidInputError with all problems
 */
export function readApp(directory: string, shown: string, text?: string): ResolvedApp {
  const workspace = workspaceOf(directory);
  const path = optionsFileOf(workspace.directory);
  const options = loadOptions(path, (file) => (file === path && text !== undefined ? text : workspace.read(file)));
  const subject = optionsFileOf(shown);
  return unwrap(resolve(unwrap(options, subject), basename(directory)), subject);
}

/**
 * Plans the files of an app on the disk.
 *
 * @throws InvalidInputError with all problems
 */
export function planOnDisk(directory: string, shown: string, app: ResolvedApp, options: PlanOptions = {}): Change[] {
  const directories = directoriesIn(directory);
  const given = { directories, shown, workspace: workspaceOf(directory), ...options };
  const planned = planApp(app, loadTemplates(), lookBelow(directory), given);
  return unwrap(planned, optionsFileOf(shown));
}

/** Whether a directory is an app. */
export function isApp(directory: string): boolean {
  return existsSync(join(directory, OPTIONS_FILE));
}
