import { join } from 'node:path';
import { OPTIONS_FILE, PYPROJECT_FILE } from '../core/constants';
import { memberLoosely } from '../core/input/jsonc';
import { ownMember } from '../core/input/members';
import { libraryNames, namedProjects, PROJECT_FILES } from '../core/libraries/names';
import { LIBRARY_TABLE, readPythonProject, type PythonProject } from '../core/libraries/python-project';
import { LIBRARY_TASKS } from '../core/tasks/library';
import { baseName, directoryOf, joinPath } from '../core/text/paths';
import { tryReadText } from '../io/disk';
import { releaseOf, type Project } from './project';
import { LEFT_BEHIND, libraryInputsOf, targetOf } from './targets';

/** All files by which a project is found, or by which it is known what name is taken. */
export const PROJECT_PATTERN = `**/{${[OPTIONS_FILE, PYPROJECT_FILE, ...PROJECT_FILES].join(',')}}`;

const BY_NAME = new Map(LIBRARY_TASKS.map((task) => [task.name, task]));

/**
 * What `default` means in a library: what it means elsewhere, without what tests and installations leave behind. Whoever
 * depends on it would otherwise be run again after each of its runs.
 */
function namedInputs(nxJson: string | undefined): NonNullable<Project['namedInputs']> {
  const given = ownMember(memberLoosely(nxJson ?? '{}', 'namedInputs'), 'default');
  const everywhere = Array.isArray(given) ? (given as string[]) : ['{projectRoot}/**/*'];
  return { default: [...everywhere, ...LEFT_BEHIND.map((pattern) => `!{projectRoot}/**/${pattern}`)] };
}

/** The same for every library. */
function libraryTargets(): NonNullable<Project['targets']> {
  const targets = LIBRARY_TASKS.map((task) => {
    const needed = task.needs.map((need) => BY_NAME.get(need)).filter((need) => need !== undefined);
    return [task.name, targetOf(task, needed, libraryInputsOf(task), false)] as const;
  });
  return Object.fromEntries(targets);
}

const DESCRIPTION = 'Python library';

function libraryProject(
  name: string,
  directory: string,
  python: PythonProject | undefined,
  text: string,
  inputs: NonNullable<Project['namedInputs']>,
): Project {
  return {
    name,
    projectType: 'library',
    sourceRoot: directory,
    targets: libraryTargets(),
    tags: [...(python?.tags ?? [])],
    ...releaseOf(text),
    namedInputs: inputs,
    metadata: {
      technologies: ['python'],
      description: python?.description ?? DESCRIPTION,
      targetGroups: { Python: LIBRARY_TASKS.map((task) => task.name) },
    },
  };
}

/**
 * The projects of libraries: directories with a pyproject.toml that an app names, or that say themselves that they are
 * one. Python projects of others are none of ours.
 *
 * @param files all that match the pattern, relative to the root of the workspace
 * @param apps directories of the apps
 * @param named directories that apps name as libraries
 * @param names of the apps
 */
export function libraryProjects(
  files: readonly string[],
  { apps, named, names }: Record<'apps' | 'named' | 'names', ReadonlySet<string>>,
  workspaceRoot: string,
): [file: string, directory: string, project: Project][] {
  const found = files.flatMap((file) => {
    const directory = directoryOf(file);
    if (baseName(file) !== PYPROJECT_FILE || apps.has(directory) || directory === '.') return [];
    const text = tryReadText(join(workspaceRoot, file)) ?? '';
    const mayBeMarked = text.includes(LIBRARY_TABLE);
    if (!named.has(directory) && !mayBeMarked) return [];
    const python = readPythonProject(directory, text);
    return named.has(directory) || python?.isMarked === true ? [{ directory, python, text }] : [];
  });
  if (found.length === 0) return [];
  const others = namedProjects(files, (file) => tryReadText(join(workspaceRoot, file)));
  const unnamed = found.map(({ directory, python }) => ({ directory, written: python?.written }));
  const inputs = namedInputs(tryReadText(join(workspaceRoot, 'nx.json')));
  const nameOf = libraryNames(unnamed, others, names);
  return found.map(({ directory, python, text }) => [
    joinPath(directory, PYPROJECT_FILE),
    directory,
    libraryProject(nameOf.get(directory) ?? directory, directory, python, text, inputs),
  ]);
}
