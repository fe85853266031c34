import { isAside } from './applications';
import { directoriesAbove, directoryOf } from '../text/paths';
import type { PythonModule } from './module';

/** The dotted name of a file's module as it is imported from a directory above it. */
export function moduleName(file: string, root: string): string {
  const path = root === '.' ? file : file.slice(root.length + 1);
  return path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
}

/**
 * The directories from which a dotted module can be imported, nearest to the top first.
 *
 * @param files every file of the directory that is looked at
 */
export function rootsOf(dotted: string, files: readonly string[]): { readonly root: string; readonly file: string }[] {
  const path = dotted.replaceAll('.', '/');
  const endings = [`${path}.py`, `${path}/__init__.py`];
  return files
    .flatMap((file) => {
      const ending = endings.find((end) => file === end || file.endsWith(`/${end}`));
      if (ending === undefined || isOtherEnvironment(file)) return [];
      return [{ file, root: file === ending ? '.' : file.slice(0, -ending.length - 1) }];
    })
    .sort((left, right) => depth(left.root) - depth(right.root));
}

function isOtherEnvironment(file: string): boolean {
  return isAside(file) || file.includes('site-packages/');
}

function depth(directory: string): number {
  return directory === '.' ? 0 : directory.split('/').length;
}

/**
 * The source root of a file: the directory from which its imports and those of its neighbours hold. Where none of them
 * says so, the preferred one, or the directory above the topmost package: the first one without an `__init__.py`.
 *
 * @param preferred the directory from which a command would find it
 */
export function sourceRootOf(
  file: string,
  files: ReadonlySet<string>,
  modules: readonly PythonModule[],
  preferred?: string,
): string {
  const above = directoriesAbove(file);
  const home = directoryOf(file);
  const neighbours = modules.filter(({ path }) => path === file || path.startsWith(home === '.' ? '' : `${home}/`));
  const imported = new Set(
    neighbours
      .flatMap(({ imports }) => [...imports.values()].map(({ module }) => module))
      .filter((name) => !name.startsWith('.')),
  );
  const directories = new Set([...files].flatMap((path) => directoriesAbove(path)));
  const holds = (root: string) =>
    [...imported].filter((dotted) => {
      const [first = ''] = dotted.split('.');
      const base = root === '.' ? first : `${root}/${first}`;
      return files.has(`${base}.py`) || files.has(`${base}/__init__.py`) || directories.has(base);
    }).length;
  const first = preferred ?? topOfPackage(file, files);
  const scores = above.map((root) => ({ root, score: holds(root) * 2 + (root === first ? 1 : 0) }));
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).root;
}

function topOfPackage(file: string, files: ReadonlySet<string>): string {
  const above = directoriesAbove(file);
  return above.find((directory) => !files.has(directory === '.' ? '__init__.py' : `${directory}/__init__.py`)) ?? '.';
}

/** The import string of an application, seen from its source root. */
export function importString(app: {
  readonly file: string;
  readonly root: string;
  readonly attribute: string;
  readonly factory: boolean;
}): string {
  return `${moduleName(app.file, app.root)}:${app.attribute}${app.factory ? '()' : ''}`;
}
