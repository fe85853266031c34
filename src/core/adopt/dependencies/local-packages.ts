import { libraryAt, libraryPathProblems, readLibraries } from '../../dependencies/libraries';
import type { Workspace } from '../../workspace';
import type { Finding, Note } from '../finding';
import type { Place } from '../../text/place';
import { normalizePath, relativeDirectory } from '../../text/paths';

/** A package that an application takes from a directory instead of an index. */
export interface LocalPackage {
  readonly name: string;
  /** Directory relative to that of the application; undefined where it is nowhere in the repository. */
  readonly path: string | undefined;
  /** As it is written there. */
  readonly written: string;
  readonly place: Place;
  /** It is a project of the same uv workspace. */
  readonly isMember?: true;
}

/** A package from a directory, as it is written relative to some directory of the repository. */
export function localPackage(
  name: string,
  written: string,
  place: Place,
  from: string,
  { directory }: Workspace,
): LocalPackage {
  const target = written.startsWith('/') ? undefined : normalizePath(`${from}/${written}`);
  return { name, written, place, path: target === undefined ? undefined : relativeDirectory(directory, target) };
}

/** A project of the same uv workspace, by its directory relative to the root of the repository, where that is known. */
export function memberPackage(
  name: string,
  target: string | undefined,
  place: Place,
  { directory }: Workspace,
): LocalPackage {
  const path = target === undefined ? undefined : relativeDirectory(directory, target);
  return { name, written: name, place, path, isMember: true };
}

/** Why the image's build could not install a local package; undefined where it can. */
function obstacle({ path, written, isMember }: LocalPackage, workspace: Workspace): string | undefined {
  if (path === undefined && isMember) {
    return 'it is a project of the uv workspace, and where it lies is yours to tell: name its directory in "libraries", with "lock": true';
  }
  if (path === undefined) {
    return `${written} is outside of the repository, from which the image gets its libraries: move it inside, or put it on an index ("packageIndex")`;
  }
  const library = libraryAt(path);
  const problem = [...libraryPathProblems([library]), ...readLibraries([library], workspace).problems][0];
  return problem && `${problem.reason}: ${problem.fix}, then name it in "libraries", with "lock": true`;
}

/**
 * Local packages as libraries of the options. What the build could not install is told with the way out, and left out.
 *
 */
export function libraryFindings(
  local: readonly LocalPackage[],
  workspace: Workspace,
): { readonly findings: readonly Finding[]; readonly notes: readonly Note[] } {
  const judged = local.map((item) => ({ item, why: obstacle(item, workspace) }));
  const value = [...new Set(judged.flatMap(({ item, why }) => (why === undefined ? (item.path ?? []) : [])))];
  const notes = judged.flatMap(({ item: { name, place }, why }) =>
    why === undefined ? [] : [{ text: `the image would lack ${name}: ${why}`, place }],
  );
  const place = judged.find(({ why }) => why === undefined)?.item.place;
  if (place === undefined) return { findings: [], notes };
  const libraries: Finding = { option: 'libraries', value, place, confidence: 'certain' };
  const lock: Finding = { option: 'lock', value: true, place, confidence: 'likely' };
  return {
    findings: [libraries, lock],
    notes: [...notes, { text: 'libraries are installed with a lock: the `lock` task makes it', place }],
  };
}
