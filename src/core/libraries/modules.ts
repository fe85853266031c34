import { isAside } from '../python-source/applications';

/**
 * The top-level modules that a library brings: packages and modules in `src`, packages beside its pyproject.toml, and a
 * module there that has its name.
 *
 * @param files relative to the directory of the library
 * @param name of the Python project, in its normal form
 */
export function modulesOf(files: Iterable<string>, name: string | undefined): string[] {
  const found = new Set<string>();
  const namesake = name?.replaceAll('-', '_');
  for (const file of files) {
    const [, inSource, module = '__init__', isPackage] = /^(src\/)?([^/.]+)(\/__init__)?\.py$/.exec(file) ?? [];
    if (module === '__init__') continue;
    const beside = isPackage !== undefined && module !== 'src' && !isAside(`${module}/__init__.py`);
    if (inSource !== undefined || module === namesake || beside) found.add(module);
  }
  return [...found].sort();
}

/**
 * The top-level modules that an app finds in its own directory: imports start there and in its source root.
 *
 * @param files relative to the directory of the app
 * @param source directory that the imports of the application start from, relative to the app
 */
export function ownModulesOf(files: Iterable<string>, source: string): Set<string> {
  const found = new Set<string>();
  const roots = source === '.' ? [''] : ['', `${source}/`];
  for (const file of files) {
    if (!file.endsWith('.py')) continue;
    for (const root of roots) {
      if (file.startsWith(root)) found.add(/^[^/]*?(?=\/|\.py$)/.exec(file.slice(root.length))?.[0] ?? '');
    }
  }
  return found;
}
