import { isAside } from '../python-source/applications';
import { normalName } from '../python/normal-name';

/** The dotted names on the way to a module, from the first to its own: `acme`, `acme.money`. */
export function prefixesOf(module: string): string[] {
  const segments = module.split('.');
  return segments.map((_, index) => segments.slice(0, index + 1).join('.'));
}

/** Namespace packages, which have no file of their own: several libraries may have a part in one. */
export function namespacesOf(modules: Iterable<string>): Set<string> {
  return new Set([...modules].flatMap((module) => prefixesOf(module).slice(0, -1)));
}

/** The module by which others know a file: the outermost package around it, or itself where there is none. */
function moduleOf(path: string, isPackage: (directory: string) => boolean): string {
  const segments = path.replace(/(?:\/__init__)?\.py$/, '').split('/');
  const end = segments.findIndex((_, index) => isPackage(segments.slice(0, index + 1).join('/')));
  return segments.slice(0, end < 0 ? undefined : end + 1).join('.');
}

const PLAIN = /^[^.]+\.py$/;

/**
 * The modules by which others know a library: packages and modules in `src`, packages beside its pyproject.toml, and a
 * module there that has its name. Where a directory without a file of its own is around them, as in namespace packages,
 * the name is a dotted one.
 *
 * @param files relative to the directory of the library
 * @param name of the Python project, in its normal form
 */
export function modulesOf(files: Iterable<string>, name: string | undefined): string[] {
  const all = [...files].filter((file) => PLAIN.test(file));
  const packages = new Set(all.flatMap((file) => (file.endsWith('/__init__.py') ? [file.slice(0, -12)] : [])));
  const found = new Set<string>();
  for (const file of all) {
    const isInSource = file.startsWith('src/');
    const path = isInSource ? file.slice(4) : file;
    if (path === '__init__.py') continue;
    const module = moduleOf(path, (directory) => packages.has(isInSource ? `src/${directory}` : directory));
    const isPackage = !module.includes('.') && packages.has(module) && module !== 'src' && !isAside(path);
    const isNamesake = normalName(module.replaceAll('.', '-')) === name;
    if (isInSource || isPackage || isNamesake) found.add(module);
  }
  return [...found].sort();
}

/**
 * The top-level modules that an app finds in its own directory: imports start there and in its source root.
 *
 * @param files relative to the directory of the app
 * @param source directory that the imports of the application start from, relative to the app
 * @param namespaces packages in which libraries have a part: to have one as well hides none of the others
 */
export function ownModulesOf(
  files: Iterable<string>,
  source: string,
  namespaces: ReadonlySet<string> = new Set(),
): Set<string> {
  const found = new Set<string>();
  const roots = source === '.' ? [''] : ['', `${source}/`];
  for (const file of files) {
    if (!file.endsWith('.py')) continue;
    for (const root of roots) {
      if (!file.startsWith(root)) continue;
      const path = file.slice(root.length);
      const module = /^[^/]*?(?=\/|\.py$)/.exec(path)?.[0] ?? '';
      const isPart = namespaces.has(module) && path !== `${module}.py` && path !== `${module}/__init__.py`;
      if (!isPart) found.add(module);
    }
  }
  return found;
}
