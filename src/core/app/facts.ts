import { LOCK_FILE, REQUIREMENTS_FILE } from '../constants';
import type { Calls } from '../npm/calls';
import type { Door } from './door';
import type { ResolvedApp } from './resolved';

/** What is known of an app's directory besides the options, as far as generated files follow from it. */
export interface AppFacts {
  /**
   * Files that the requirements file includes with `-r` or `-c`, itself left out: the image's build needs them where it
   * installs without a lock. Relative to the app's directory, sorted.
   */
  readonly requirementIncludes: readonly string[];
  /** The app is the whole repository, so that what stands for the repository stands for it. */
  readonly isRepository?: boolean;
  /** Where the app is generated from, the command line if it is not said: only what is written once may speak of it. */
  readonly door?: Door;
  /** How programs are called in the workspace, by `npx` if it is not said: only what is written once may speak of it. */
  readonly calls?: () => Calls;
}

/** The facts of a directory with nothing in it. */
export const NO_FACTS: AppFacts = { requirementIncludes: [] };

/** The files from which the image installs its packages, relative to the app's directory: the one to be named first. */
export function requirementFilesOf({ lock }: Pick<ResolvedApp, 'lock'>, facts: AppFacts): string[] {
  return lock ? [LOCK_FILE] : [REQUIREMENTS_FILE, ...facts.requirementIncludes];
}
