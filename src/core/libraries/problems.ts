import type { Notice, ResolvedApp } from '../app/resolved';
import { usesUv } from '../dependencies/uv-project';
import type { Problem } from '../text/problems';
import type { Workspace } from '../workspace';
import type { LibrariesAround } from './around';
import { findImports, type Found } from './found';
import { isInEnvironment, packagesOf } from './installed';
import type { PythonProject } from './python-project';
import { lackingOf, librariesOf, namedLibraries, usesOf, type LibraryUse } from './uses';
import { ambiguous, hiding, lackingProblem, undeclared, unnamed } from './wording';

/** What is found out about the libraries of an app. */
export interface LibraryFindings {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  /** The libraries that the app and its libraries use, by the directory that uses them, with the place that says so. */
  readonly uses: readonly LibraryUse[];
}

/**
 * The libraries that the libraries of an app need and the app does not name: what is locked would come from a stranger.
 *
 * @param directory of the app, relative to the root of the workspace
 * @param call the command that adds a library to an app
 */
export function lackingLibraries(
  app: ResolvedApp,
  directory: string,
  around: LibrariesAround,
  call: string,
): Problem[] {
  const missing = lackingOf(namedLibraries(app, directory, around), around);
  const add = missing.map(({ target }) => target);
  return missing.map((each) => lackingProblem(each, add, { app, directory, call }));
}

/** Whether an import is answered by a library that the image gets in another way, or that is there already. */
function isAnswered({ imported, owners }: Found, packages: ReadonlySet<string>, workspace: Workspace): boolean {
  return owners.some(
    (owner) =>
      (owner.name !== undefined && packages.has(owner.name)) || isInEnvironment(imported.module, owner, workspace),
  );
}

/** What an import tells of who uses whom: nothing where two libraries have its module. */
function useOf({ imported, source, owners: [owner, ...others] }: Found): LibraryUse[] {
  if (owner === undefined || others.length > 0) return [];
  return [{ source, target: owner.directory, at: `${imported.file}:${String(imported.line)}` }];
}

/**
 * Looks at what an app and its libraries import and ask for, and tells which libraries of the workspace the image would
 * lack.
 *
 * @param call the command that adds a library to an app
 */
export function libraryFindings(
  app: ResolvedApp,
  workspace: Workspace,
  around: LibrariesAround,
  call: string,
): LibraryFindings {
  const { directory } = workspace;
  const subject = { app, directory, call };
  const declared = librariesOf(app, directory);
  const named = namedLibraries(app, directory, around);
  const packages = packagesOf(app, workspace);
  const imports = findImports(app, named, workspace, around, packages);
  const found = imports.filter(({ areKnown }) => areKnown);
  const strange = imports.filter((each) => !each.areKnown && !isAnswered(each, packages, workspace));
  const declaredOwners = ({ owners }: Found) =>
    owners.filter(({ directory: path }: PythonProject) => declared.includes(path)).length;
  // Of an app of uv its own rules tell what the lock takes from the workspace.
  const missing = usesUv(app) ? [] : lackingOf(named, around);
  const add = [...new Set(missing.map(({ target }) => target))];
  const isTold = ({ owners: [owner, ...others] }: Found) =>
    owner !== undefined && others.length === 0 && add.includes(owner.directory);
  const open = found.filter((each) => declaredOwners(each) === 0 && !isAnswered(each, packages, workspace));
  return {
    problems: [
      ...open.filter((each) => !isTold(each)).map((each) => undeclared(each, subject)),
      ...missing.map((each) => lackingProblem(each, add, subject)),
      ...found.filter((each) => declaredOwners(each) > 1).map(hiding),
    ],
    notices: [
      ...found.filter((each) => each.owners.length > 1 && declaredOwners(each) === 1).map(ambiguous),
      ...strange.map((each) => unnamed(each, subject)),
    ],
    uses: [
      ...declared.map((target) => ({ source: directory, target, at: 'libraries' })),
      ...usesOf(named, around),
      ...found.flatMap(useOf),
    ],
  };
}
