import type { ResolvedApp } from '../app/resolved';
import { PYPROJECT_FILE } from '../constants';
import { joinPath, normalizePath } from '../text/paths';
import type { LibrariesAround } from './around';
import { closureOf, localNeeds, type LocalNeed } from './closure';
import type { PythonProject } from './python-project';

/** An app or a library uses a library. */
export interface LibraryUse {
  readonly source: string;
  readonly target: string;
  /** The option or the file with its line, as messages name it. */
  readonly at: string;
}

/** A library that a library of an app needs, and the app does not name. */
export interface Lacking {
  readonly target: string;
  /** Where it is asked for. */
  readonly at: string;
  readonly text: string;
}

/** The directories of the libraries that an app names, relative to the root of the workspace. */
export function librariesOf({ libraries }: Pick<ResolvedApp, 'libraries'>, directory: string): string[] {
  return libraries.flatMap(({ path }) => normalizePath(`${directory}/${path}`) ?? []);
}

/** Those of them that are there. */
export function namedLibraries(app: ResolvedApp, directory: string, around: LibrariesAround): PythonProject[] {
  return librariesOf(app, directory).flatMap((path) => around.candidates.at(path) ?? []);
}

/** The place where a project asks for another one. */
function placeOf({ from, need: { line } }: LocalNeed): string {
  return `${joinPath(from.directory, PYPROJECT_FILE)}${line === undefined ? '' : `:${String(line)}`}`;
}

/** What libraries need beyond themselves. */
export function lackingOf(named: readonly PythonProject[], around: LibrariesAround): Lacking[] {
  return closureOf(named, around.candidates).map((local) => ({
    target: local.target.directory,
    at: placeOf(local),
    text: local.need.text,
  }));
}

/** What libraries ask for of each other. */
export function usesOf(projects: readonly PythonProject[], around: LibrariesAround): LibraryUse[] {
  const needs = projects.flatMap((project) => localNeeds(project, around.candidates));
  return needs.map((need) => ({ source: need.from.directory, target: need.target.directory, at: placeOf(need) }));
}
