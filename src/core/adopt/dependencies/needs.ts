import type { Workspace } from '../../workspace';
import { readRequirements } from '../../python/requirement-lines';
import type { Files } from '../evidence';
import type { Finding, Note } from '../finding';
import type { Place } from '../../text/place';

/** How an application says what it needs. */
export type DependencyKind = 'requirements' | 'uv' | 'poetry' | 'pdm' | 'pipenv' | 'pyproject' | 'none';

/** Requirements files and extras that a Dockerfile installs. */
export interface Installed {
  readonly files: readonly string[];
  readonly extras: readonly string[];
}

/** What a person wishes of the dependencies. */
export interface Wish {
  /** The versions of a lock of another tool, once. */
  readonly convert: boolean;
  /** Whether it is decided that requirements.txt tells what the app needs. */
  readonly isRequirements: boolean;
  /** Version of Python in the image. */
  readonly python: string;
  /** The requirements file that it is decided to install from. */
  readonly requirements?: string | undefined;
}

/** What an application needs, and what is to be done so that the image gets it. */
export interface Dependencies {
  readonly kind: DependencyKind;
  /** Requirement lines, with where they are written. */
  readonly lines: readonly { readonly text: string; readonly place: Place }[];
  /** Text of the requirements file to write; undefined where there is one already. */
  readonly requirements: string | undefined;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

/** The name and the extras of a requirement line. */
export function requirementName(
  line: string,
): { readonly name: string; readonly extras: readonly string[] } | undefined {
  const [read] = readRequirements(line);
  return read?.kind === 'package' ? read : undefined;
}

/** The repository around the application, as the rules of dependencies read it. */
export function workspaceOf({ listing: { directory, read } }: Files): Workspace {
  return { directory, read: (path) => read(path)?.text };
}
