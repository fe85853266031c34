import type { Library } from '../app/library';
import { normalizeEol } from '../text/eol';
import { normalName } from '../python/normal-name';
import { normalizePath } from '../text/paths';
import type { Problem } from '../text/problems';
import type { Workspace } from '../workspace';

/** What the directory of a library tells about it. */
export interface LibraryProject extends Library {
  /** Name of the Python package, as other packages ask for it. */
  readonly name: string;
  /** The part of its pyproject.toml from which follows what it depends on. */
  readonly declaration: string;
}

const ALLOWED =
  'a directory in the workspace with a pyproject.toml, relative to that of the app, such as ../../libs/shared';

/** Words of a path, for names that have to be simpler than a path. */
function wordsOf(path: string): string[] {
  return path.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** `../../libs/shared/` as `../../libs/shared`; undefined where the text is no such path. */
function tidy(path: string): string | undefined {
  if (!/^[A-Za-z0-9@._+/-]+$/.test(path) || path.startsWith('/')) return undefined;
  const segments: string[] = [];
  for (const segment of path.split('/').filter((part) => part !== '' && part !== '.')) {
    const last = segments.at(-1);
    if (segment === '..' && last !== undefined && last !== '..') segments.pop();
    else segments.push(segment);
  }
  return segments.length === 0 ? '.' : segments.join('/');
}

/**
 * The library at a path. The name of its context has letters, digits and underscores only: Docker takes no upper case, and
 * pip takes `libs-1` for a name with a version and would keep what it once built of it.
 */
export function libraryAt(path: string): Library {
  const tidied = tidy(path) ?? path;
  return { path: tidied, context: `lib_${wordsOf(tidied).join('_')}` };
}

/** What is wrong with the paths, as far as they tell it themselves. */
export function libraryPathProblems(libraries: readonly Library[]): Problem[] {
  return libraries.flatMap(({ path, context }, index): Problem[] => {
    const problem = { option: 'libraries', value: path, allowed: ALLOWED };
    const holdsApp = /^(\.|(\.\.(\/|$))+)$/.test(path);
    if (tidy(path) === undefined || (!holdsApp && wordsOf(path).length === 0)) {
      const fix = 'write a relative path of letters, digits, `@`, `.`, `_`, `+` and `-`, with `/` in between';
      return [{ ...problem, reason: 'is not a relative path that every tool understands', fix }];
    }
    if (holdsApp) {
      return [{ ...problem, reason: 'holds the app itself', fix: 'name the directory of the library alone' }];
    }
    const twin = libraries.slice(0, index).find((other) => other.context === context);
    if (!twin) return [];
    return twin.path === path
      ? [{ ...problem, reason: 'is named twice', fix: 'remove one of the two' }]
      : [
          {
            ...problem,
            reason: `and ${twin.path} have names too much alike`,
            fix: 'rename one of the two directories',
          },
        ];
  });
}

/** The table `[project]` without what says nothing about dependencies; undefined where there is none. */
function projectTable(pyproject: string): string | undefined {
  const lines = normalizeEol(pyproject).split('\n');
  const start = lines.findIndex((line) => /^\s*\[\s*project\s*\]/.test(line));
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => /^\s*\[{1,2}[\w.\s-]+\]{1,2}\s*(#.*)?$/.test(line));
  const table = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
  return table.filter((line) => !/^\s*((version|description)\s*=|#|$)/.test(line)).join('\n');
}

/** Reads what the libraries of an app say about themselves, or finds out why that is impossible. */
export function readLibraries(
  libraries: readonly Library[],
  { directory, read }: Workspace,
): { readonly projects: LibraryProject[]; readonly problems: Problem[] } {
  const projects: LibraryProject[] = [];
  const problems: Problem[] = [];
  for (const library of libraries) {
    const problem = { option: 'libraries', value: library.path, allowed: ALLOWED };
    const inWorkspace = normalizePath(`${directory}/${library.path}`);
    if (inWorkspace === undefined) {
      const fix = 'move the library into the workspace: the directory with .git, nx.json or .projenrc.*';
      problems.push({ ...problem, reason: 'is not inside the workspace', fix });
      continue;
    }
    const pyproject = read(`${inWorkspace}/pyproject.toml`);
    if (pyproject === undefined) {
      const reason = `there is no ${inWorkspace}/pyproject.toml`;
      problems.push({
        ...problem,
        reason,
        fix: 'correct the path, or make the directory an installable Python project',
      });
      continue;
    }
    const declaration = projectTable(pyproject);
    const name = /^\s*name\s*=\s*(["'])([A-Za-z0-9][A-Za-z0-9._-]*)\1/m.exec(declaration ?? '')?.[2];
    if (declaration === undefined || name === undefined) {
      const reason = `${inWorkspace}/pyproject.toml has no [project] table with a name`;
      problems.push({
        ...problem,
        reason,
        fix: 'add [project] with name, version and dependencies, and a [build-system]',
      });
      continue;
    }
    const namesake = projects.find((other) => normalName(other.name) === normalName(name));
    if (namesake) {
      const reason = `is called ${name}, as ${namesake.path} is`;
      problems.push({ ...problem, reason, fix: 'rename the project of one of the two, or remove it' });
      continue;
    }
    projects.push({ ...library, name, declaration });
  }
  return { projects, problems };
}
