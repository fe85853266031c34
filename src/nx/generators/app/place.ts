import { isAbsolute, relative, sep } from 'node:path';
import { memberLoosely } from '../../../core/jsonc';
import { joinPath, normalizePath } from '../../../core/paths';
import { failure, success, type Problem, type Result } from '../../../core/problems';
import type { Tree } from '../../tree';
import type { KnownProject } from './projects';

/** Files that make a directory a project of another kind. */
const PROJECT_FILES = ['project.json', 'package.json'];

/**
 * The app's directory relative to the root of the workspace.
 *
 * @param cwd where the user is: a directory is meant relative to it, unless it already starts with the way there
 */
export function directoryInWorkspace(root: string, cwd: string, typed: string | number | undefined): Result<string> {
  if (typed === undefined || typed === '') {
    return failure({
      option: 'directory',
      reason: 'is missing',
      allowed: 'a relative path inside the workspace',
      fix: 'for example: nx g fastapi-container:app apps/orders',
    });
  }
  const here = relative(root, cwd).split(sep).join('/');
  const below = here === '' || here.startsWith('..') || isAbsolute(here) ? '.' : here;
  const path = String(typed).replaceAll('\\', '/');
  const relativeToHere = below === '.' || path === below || path.startsWith(`${below}/`) ? path : `${below}/${path}`;
  const directory = isAbsolute(path) ? undefined : normalizePath(relativeToHere);
  if (directory !== undefined && /^[A-Za-z0-9@._/ +-]+$/.test(directory)) return success(directory);
  return failure({
    option: 'directory',
    value: typed,
    reason: directory === undefined ? 'is not inside the workspace' : 'has characters that tools trip over',
    allowed: 'a relative path inside the workspace, of letters, digits, `.`, `_`, `-`, `+`, `@` and spaces',
    fix: 'for example apps/orders',
  });
}

/** A directory that already holds another project is not taken, and neither is the name of one. */
export function placeProblems(
  tree: Tree,
  directory: string,
  name: string | undefined,
  projects: readonly KnownProject[],
): Problem[] {
  const problems: Problem[] = [];
  const file = PROJECT_FILES.find((candidate) => tree.exists(joinPath(directory, candidate)));
  const here = projects.find(({ root }) => root === directory);
  if (file !== undefined || here) {
    const evidence = file === undefined ? `Nx calls it "${here?.name ?? ''}"` : `there is a ${file}`;
    problems.push({
      option: 'directory',
      value: directory,
      reason: `holds another project already: ${evidence}`,
      allowed: 'a new directory, or that of an app with a fastapi-container.json',
      fix: 'choose another directory',
    });
  }
  const namesake = projects.find((project) => project.name === name && project.root !== directory);
  if (namesake) {
    problems.push({
      option: 'name',
      value: name,
      reason: `is the name of another project, in ${namesake.root}: Nx would refuse to run at all`,
      allowed: 'a name that no project of the workspace has',
      fix: `choose another name, for example --name=${directory.replaceAll('/', '-')}`,
    });
  }
  return problems;
}

/** An app that projen writes is never written by Nx. */
export function projenProblem(text: string, optionsFile: string): Problem | undefined {
  const managedBy = memberLoosely(text, 'managedBy');
  if (managedBy === undefined) return undefined;
  return {
    option: 'managedBy',
    value: managedBy,
    reason: `${optionsFile} is written by projen`,
    fix: 'change the options in its .projenrc file and run `npx projen` there',
  };
}
