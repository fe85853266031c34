import { relative, resolve, sep } from 'node:path';
import { Project, type FileBase, type python } from 'projen';
import type { OutputFile } from '../core/outputs/output';
import type { Problem } from '../core/text/problems';
import type { Workspace } from '../core/workspace';
import { PYPROJECT_FILE } from '../core/constants';
import { isFile, isRequirementsFile } from './duck';
import { pyprojectToCome } from './library';
import { workspaceOf, workspaceRoot } from '../io/app';

/** The directory of a project as messages name it, relative to that of the root. */
export function directoryOf({ root, outdir }: Project): string {
  return relative(root.outdir, outdir).split(sep).join('/') || '.';
}

/**
 * The repository around a project. A library that projen has yet to write is there already: only that it is, and has a
 * name, matters before it is locked or installed.
 */
export function workspaceAround({ outdir, root }: Project): Workspace {
  const { read, ...around } = workspaceOf(outdir);
  const top = workspaceRoot(outdir);
  const toCome = (path: string) => {
    const file = path.endsWith('/pyproject.toml') ? root.tryFindFile(resolve(top, path)) : undefined;
    if (file) return `[project]\nname = "${file.project.name}"\n`;
    const inDirectory = ({ outdir: home }: Project) => resolve(home, PYPROJECT_FILE) === resolve(top, path);
    const project = path.endsWith(`/${PYPROJECT_FILE}`) ? projectsOf(root).find(inDirectory) : undefined;
    return project && pyprojectToCome(project);
  };
  return { ...around, read: (path) => read(path) ?? toCome(path) };
}

function projectsOf(root: Project): Project[] {
  return root.node.findAll().filter((construct): construct is Project => Project.isProject(construct));
}

/** Which of an app's files projen components write themselves. */
export interface Hosts {
  /** First versions that are not needed, since a component of the project writes the file for good. */
  readonly seeds: readonly string[];
  /** The requirements file, where it is projen's: it takes the lines of the managed block over. */
  readonly requirements: python.RequirementsFile | undefined;
  /** Paths with two owners. */
  readonly problems: readonly Problem[];
}

function twoOwners(file: OutputFile, other: FileBase): Problem {
  const fix =
    file.ownership === 'managed'
      ? `remove that component, or leave the file to it: own: ['${file.path}']`
      : 'remove that component';
  return {
    option: file.path,
    reason: `is also written by ${other.constructor.name} of project ${other.project.name}`,
    allowed: 'one owner of each file',
    fix,
  };
}

/** Finds the files that another component of the tree writes, in whatever order the components were made. */
export function hostsOf(project: Project, files: readonly OutputFile[], own: readonly string[]): Hosts {
  const written = new Map(
    project.root.node
      .findAll()
      .filter(isFile)
      .map((file) => [file.absolutePath, file]),
  );
  const shared = files.flatMap((file) => {
    const other = written.get(resolve(project.outdir, file.path));
    return other && !own.includes(file.path) ? [{ file, other }] : [];
  });
  const requirements = shared.find(({ file }) => file.ownership === 'block')?.other;
  return {
    seeds: shared.filter(({ file }) => file.ownership === 'seed').map(({ file }) => file.path),
    requirements: requirements && isRequirementsFile(requirements) ? requirements : undefined,
    problems: shared
      .filter(({ file, other }) => file.ownership !== 'seed' && !isRequirementsFile(other))
      .map(({ file, other }) => twoOwners(file, other)),
  };
}
