import { relative, resolve, sep } from 'node:path';
import { OPTIONS_FILE } from '../core/constants';
import { InvalidInputError, type Problem } from '../core/problems';
import { isApp } from '../io/app';
import { findApps } from '../io/find-apps';

/** An app that a command is to look at. */
export interface Target {
  /** Absolute path. */
  readonly path: string;
  /** Path relative to the current directory, with `/`: the form in which messages name it. */
  readonly shown: string;
}

function target(cwd: string, directory: string): Target {
  const path = resolve(cwd, directory);
  const shown = relative(cwd, path).split(sep).join('/');
  return { path, shown: shown === '' ? '.' : shown };
}

/**
 * The apps in the directories that were named, or all below the current directory.
 *
 * @throws InvalidInputError naming every directory that is no app
 */
export function findTargets(cwd: string, directories: readonly string[]): Target[] {
  if (directories.length === 0) return findApps(cwd).map((directory) => target(cwd, directory));
  const targets = directories.map((directory) => target(cwd, directory));
  const problems = targets
    .filter(({ path }) => !isApp(path))
    .map(({ shown }): Problem => ({
      option: shown,
      reason: `holds no ${OPTIONS_FILE}`,
      allowed: 'the directory of an app',
      fix: `create an app there with \`fastapi-container new ${shown}\`, or correct the path`,
    }));
  if (problems.length > 0) throw new InvalidInputError('the command line', problems);
  return targets;
}

/**
 * The apps in the directories that were named, or the one in the current directory.
 *
 * @throws InvalidInputError naming every directory that is no app
 */
export function targetsOrHere(cwd: string, directories: readonly string[]): Target[] {
  return findTargets(cwd, directories.length === 0 ? ['.'] : directories);
}
