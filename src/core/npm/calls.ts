import { parseJsonc } from '../input/jsonc';
import { relativePath } from '../text/paths';
import type { ReadText, Workspace } from '../workspace';
import { packageManagerSeen, toType, type PackageManager } from './package-managers';

/** How a person calls the programs that messages and READMEs name. */
export interface Calls {
  /** The command line of this package. */
  readonly own: string;
  readonly nx: string;
  readonly projen: string;
}

/** How they are called with a package manager that has installed them. */
export function callsBy(manager: PackageManager): Calls {
  const typed = (program: string) => toType(manager, program);
  return { own: typed('fastapi-container'), nx: typed('nx'), projen: typed('projen') };
}

/** How they are called where nothing is known. */
export const BY_NPX = callsBy('npm');

/**
 * The package manager that the root of a workspace tells of; undefined where it tells of none.
 *
 * @param read reads a file by its path relative to the root
 * @param exists whether there is one, where that is known without reading it
 */
export function packageManagerAt(
  read: ReadText,
  exists = (file: string) => read(file) !== undefined,
): PackageManager | undefined {
  const manifest = parseJsonc(read('package.json') ?? '', 'package.json');
  return packageManagerSeen(manifest.ok ? manifest.value : undefined, exists);
}

/**
 * How they are called in a workspace. That is a fact of the repository: it is the same for everybody who has it.
 *
 * @param read reads a file by its path relative to the root
 * @param exists whether there is one, where that is known without reading it: not every lock file is a text
 */
export function callsIn(read: ReadText, exists?: (file: string) => boolean): Calls {
  return callsBy(packageManagerAt(read, exists) ?? 'npm');
}

/** The same, from an app of the workspace. */
export function callsAround({ directory, read, exists }: Workspace): Calls {
  return callsIn(read, exists && ((file) => exists(relativePath(directory, file))));
}
