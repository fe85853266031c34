import { isManagedPackageModule } from './packages';
import { STANDARD_LIBRARY } from './stdlib';

const KEYWORDS: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global
  if import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** Directories beside the package that a package of the same name would collide with. */
const RESERVED_DIRECTORIES: ReadonlySet<string> = new Set(['tests', 'node_modules', 'venv']);

/** Turns the name of an app into the name of its Python package: `@acme/orders-api` becomes `orders_api`. */
export function packageName(appName: string): string {
  const unscoped = appName.slice(appName.lastIndexOf('/') + 1);
  return unscoped.toLowerCase().replace(/[^a-z0-9_]+/g, '_');
}

/**
 * Why a name cannot be that of a top-level Python package.
 *
 * @returns the reason, or undefined for a usable name
 */
export function packageNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `"${name}" is no Python identifier`;
  if (KEYWORDS.has(name)) return `"${name}" is a Python keyword`;
  if (STANDARD_LIBRARY.has(name)) return `"${name}" would shadow a module of Python's standard library`;
  if (isManagedPackageModule(name)) return `"${name}" would shadow an installed package`;
  if (RESERVED_DIRECTORIES.has(name)) return `"${name}" is the name of a directory with another meaning`;
  return undefined;
}

/** Whether a word is a Python keyword, and so no part of an import string. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word);
}
