import type { Problem } from '../../text/problems';
import type { WorkspaceApp } from '../../workspace/resolved';

/** A name that services of several apps have in one compose file, where each needs its own. */
export interface Clash {
  readonly name: string;
  /** Directories of these apps. */
  readonly directories: readonly string[];
}

/**
 * The names that more than one app gives to a service.
 *
 * @param named each service with the app that it belongs to
 */
export function serviceClashes(named: readonly (readonly [name: string, owner: WorkspaceApp])[]): Clash[] {
  const owners = new Map<string, Set<string>>();
  for (const [name, { directory }] of named) owners.set(name, (owners.get(name) ?? new Set()).add(directory));
  return [...owners].flatMap(([name, directories]) =>
    directories.size < 2 ? [] : [{ name, directories: [...directories] }],
  );
}

/** What is said of such names. */
export function clashProblems(option: string, file: string, clashes: readonly Clash[]): Problem[] {
  return clashes.map(({ name, directories }) => ({
    option,
    reason: `would have two services called ${name} in ${file}: those of ${directories.join(' and ')}`,
    allowed: 'apps whose services have different names',
    fix: `set "name" of one of them to another one`,
  }));
}
