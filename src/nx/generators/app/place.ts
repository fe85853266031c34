import { isAbsolute, join, relative, sep } from 'node:path';
import type { Tree } from '@nx/devkit';
import { BY_NPX, type Calls } from '../../../core/npm/calls';
import { memberLoosely } from '../../../core/input/jsonc';
import { optionsFileOf } from '../../../core/input/options-file';
import { fileSchema } from '../../../core/input/schema';
import { validate } from '../../../core/input/validate';
import { whyUnread } from '../../../core/plan/change';
import { joinPath, normalizePath, isWithin } from '../../../core/text/paths';
import { slug } from '../../../core/text/slug';
import { failure, success, type Problem, type Result } from '../../../core/text/problems';
import { misplaced } from '../../../io/outside';
import type { KnownProject } from '../../nx-graph';
import { lookInTree } from '../../tree';
import { standsInPlace } from '../../../core/workspace';

/** Files that make a directory a project of another kind. */
const PROJECT_FILES = ['project.json', 'package.json'];

/**
 * A directory as the user named it, relative to the root of the workspace.
 *
 * @param cwd where the user is: a directory is meant relative to it, unless it already starts with the way there
 * @param generator which one was called, for the example
 * @param calls how programs are called here
 */
export function fromWhereTheUserIs(
  root: string,
  cwd: string,
  typed: string | number | undefined,
  generator = 'app',
  { nx }: Calls = BY_NPX,
): Result<string> {
  if (typed === undefined || typed === '') {
    return failure({
      option: 'directory',
      reason: 'is missing',
      allowed: 'a relative path inside the workspace',
      fix: `for example: ${nx} g fastapi-container:${generator} apps/orders`,
    });
  }
  const here = relative(root, cwd).split(sep).join('/');
  const below = here === '' || here.startsWith('..') || isAbsolute(here) ? '.' : here;
  const path = String(typed).replaceAll('\\', '/');
  const starts = below === '.' || isAbsolute(path) || isWithin(path, below);
  return success(starts ? path : `${below}/${path}`);
}

/** The app's directory relative to the root of the workspace, without `.` and `..`. */
export function directoryInWorkspace(given: string): Result<string> {
  const directory = isAbsolute(given) ? undefined : normalizePath(given);
  if (directory !== undefined && /^[A-Za-z0-9@._/ +-]+$/.test(directory)) return success(directory);
  return failure({
    option: 'directory',
    value: given,
    reason: directory === undefined ? 'is not inside the workspace' : 'has characters that tools trip over',
    allowed: 'a relative path inside the workspace, of letters, digits, `.`, `_`, `-`, `+`, `@` and spaces',
    fix: 'for example apps/orders',
  });
}

/** The directory, unless a link or a file on the way there makes it one that Nx cannot write to, or not in the workspace. */
export function reachableInWorkspace(root: string, directory: string): Result<string> {
  const wrong = misplaced(root, join(root, directory));
  if (!wrong) return success(directory);
  return failure({ option: 'directory', value: directory, allowed: 'a directory of this workspace', ...wrong });
}

/** What makes a directory a project of another kind; undefined where nothing does. */
function otherProject(tree: Tree, directory: string, projects: readonly KnownProject[]): string | undefined {
  const file = PROJECT_FILES.find((candidate) => tree.exists(joinPath(directory, candidate)));
  // The package.json at the root of a workspace is about the workspace.
  if (directory === '.' && file !== 'project.json') return undefined;
  if (file !== undefined) return `there is a ${file}`;
  const here = projects.find(({ root }) => root === directory);
  return here && `Nx calls it "${here.name}"`;
}

/** A directory that already holds another project is no place for a new application. */
export function occupiedProblem(tree: Tree, directory: string, projects: readonly KnownProject[]): Problem | undefined {
  const evidence = otherProject(tree, directory, projects);
  if (evidence === undefined) return undefined;
  return {
    option: 'directory',
    value: directory,
    reason: `holds another project already: ${evidence}`,
    allowed: 'a new directory, or that of an app with a fastapi-container.json',
    fix: 'choose another directory',
  };
}

/** The name of an app is that of no other project. */
function namesakeProblem(
  directory: string,
  name: string | undefined,
  projects: readonly KnownProject[],
): Problem | undefined {
  const namesake = projects.find((project) => project.name === name && project.root !== directory);
  if (!namesake) return undefined;
  const wanted = directory === '.' ? `${namesake.name}-api` : slug(directory);
  const another = validate({ name: wanted }, fileSchema).length === 0 ? wanted : 'orders-api';
  return {
    option: 'name',
    value: name,
    reason: `is the name of another project, in ${namesake.root}: Nx would refuse to run at all`,
    allowed: 'a name that no project of the workspace has',
    fix: `choose another name, for example --name=${another}`,
  };
}

/** What stands in the way of an app wherever it comes from: its options file cannot be read, or its name is taken. */
export function placeProblems(
  tree: Tree,
  directory: string,
  name: string | undefined,
  projects: readonly KnownProject[],
): Problem[] {
  const options = optionsFileOf(directory);
  const obstacle = whyUnread(lookInTree(tree, '.'))(options);
  const unread = obstacle && standsInPlace(options, obstacle);
  return [unread, namesakeProblem(directory, name, projects)].filter((problem) => problem !== undefined);
}

/**
 * What Nx calls the project of a directory, where an app can be called so too: what a `project.json` says wins over what
 * is inferred, so that the commands in messages, such as `nx serve orders`, are right then.
 */
export function projectNameAt(directory: string, projects: readonly KnownProject[]): string | undefined {
  const name = projects.find(({ root }) => root === directory)?.name;
  return name !== undefined && validate({ name }, fileSchema).length === 0 ? name : undefined;
}

/** An app that projen writes is never written by Nx. */
export function projenProblem(text: string, optionsFile: string, { projen }: Calls = BY_NPX): Problem | undefined {
  const managedBy = memberLoosely(text, 'managedBy');
  if (managedBy === undefined) return undefined;
  return {
    option: 'managedBy',
    value: managedBy,
    reason: `${optionsFile} is written by projen`,
    fix: `change the options in its .projenrc file and run \`${projen}\` there`,
  };
}
