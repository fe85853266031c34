import { loadOptions, optionsFileOf } from '../input/options-file';
import { memberLoosely } from '../input/jsonc';
import { ownMember } from '../input/members';
import { parseApplication } from '../app/application';
import { packageName } from '../python/names';
import { baseName, normalizePath } from '../text/paths';
import type { Result } from '../text/problems';
import type { ReadText } from '../workspace';

/** What the options of an app say to others, as far as they can be read: what is wrong is told by their own checks. */
export interface DeclaredLibraries {
  readonly name: string;
  /** Top-level package of the application, or the module of a flat one. */
  readonly module: string;
  /** Directories relative to the root of the workspace. */
  readonly directories: readonly string[];
  /** Directory that the imports of the application start from, relative to the app. */
  readonly source: string;
  readonly tags: readonly string[];
  /** The app's own file says it, so that no other one can say otherwise. */
  readonly inOwnFile: boolean;
}

/** Whether the list of libraries stands in a file itself. Where that extends no other, it can stand nowhere else. */
function standsIn(text: string): boolean {
  return !text.includes('extends') || memberLoosely(text, 'libraries') !== undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/**
 * The libraries that an app names.
 *
 * @param directory of the app, relative to the root of the workspace
 * @param loaded its options, where they were read already
 */
export function declaredLibraries(
  directory: string,
  read: ReadText,
  loaded: Result<unknown> = loadOptions(optionsFileOf(directory), read),
): DeclaredLibraries {
  const options: unknown = loaded.ok ? loaded.value : {};
  const source = ownMember(options, 'source');
  const directories = texts(ownMember(options, 'libraries')).flatMap(
    (path) => (path.startsWith('/') ? undefined : normalizePath(`${directory}/${path}`)) ?? [],
  );
  const given = ownMember(options, 'name');
  const name = typeof given === 'string' ? given : baseName(directory);
  const app = ownMember(options, 'app');
  const { package: topLevel, module } = parseApplication(
    typeof app === 'string' ? app : `${packageName(name)}.main:app`,
  );
  return {
    name,
    module: topLevel ?? module,
    directories,
    source: typeof source === 'string' ? source : '.',
    tags: texts(ownMember(options, 'tags')),
    inOwnFile: directories.length > 0 && standsIn(read(optionsFileOf(directory)) ?? ''),
  };
}
