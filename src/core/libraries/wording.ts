import type { Notice, ResolvedApp } from '../app/resolved';
import { relativeDirectory } from '../text/paths';
import type { Problem } from '../text/problems';
import type { Found } from './found';
import type { Lacking } from './uses';

/** The app that messages are about, and how a person adds a library to it. */
export interface Subject {
  readonly app: ResolvedApp;
  /** Relative to the root of the workspace. */
  readonly directory: string;
  /** The command that adds a library to an app. */
  readonly call: string;
}

/** How a person adds libraries to an app: by the option, which is a list as a whole, or by one command. */
function toAdd({ app, directory, call }: Subject, added: readonly string[]): string {
  const named = app.libraries.map(({ path }) => path);
  const all = [...new Set([...named, ...added.map((path) => relativeDirectory(directory, path))])];
  const option = `"libraries": ${JSON.stringify(all)}`;
  if (app.managedBy !== undefined) return `write ${option.replace('"libraries"', 'libraries')} in the projen call`;
  const first = added[0] ?? '';
  return `\`${call} ${first} --app ${directory}\`, or ${option} in its options`;
}

function twice({ imported, owners }: Found): string {
  return `${imported.module} is a module of ${owners.map(({ directory }) => directory).join(' and ')}`;
}

/** The image would lack what is imported. */
export function undeclared(found: Found, subject: Subject): Problem {
  const { imported, owners } = found;
  const option = `${imported.file}:${String(imported.line)}`;
  const [owner] = owners;
  if (owner === undefined || owners.length > 1) {
    return {
      option,
      value: imported.module,
      reason: `${twice(found)}, and the options name neither: nobody can tell which one is meant`,
      allowed: 'a module of one library, which "libraries" names',
      fix: 'rename the module in one of the two, or name the right one in "libraries"',
    };
  }
  return {
    option,
    value: imported.module,
    reason: `is imported from ${owner.directory}, which the options do not name: the image would not have it`,
    allowed: 'modules of the app, of packages that it asks for, and of "libraries"',
    fix: toAdd(subject, [owner.directory]),
  };
}

/** A Python project that no app names has what is imported: most likely it is meant, but a package may bring it as well. */
export function unnamed({ imported, owners }: Found, subject: Subject): Notice {
  const directories = owners.map(({ directory }) => directory);
  const place = `${imported.file}:${String(imported.line)}`;
  const message =
    `${place} imports ${imported.module}, which is in ${directories.join(' and ')}: unless a package brings it, the ` +
    `image does not have it. To add it: ${toAdd(subject, directories.slice(0, 1))}`;
  return { option: 'libraries', message };
}

/**
 * The image would lack what a library needs.
 *
 * @param add all that is to be added
 */
export function lackingProblem({ target, at, text }: Lacking, add: readonly string[], subject: Subject): Problem {
  return {
    option: 'libraries',
    reason: `lacks ${relativeDirectory(subject.directory, target)}: ${at} asks for ${text}, which is there. The image would take it from the package index, or fail`,
    allowed: 'every library that the app uses, also those that its libraries need',
    fix: toAdd(subject, add),
  };
}

/** Two libraries of the app have one module. */
export function hiding(found: Found): Problem {
  return {
    option: 'libraries',
    reason: `${twice(found)}, and both are installed: one would hide the other`,
    allowed: 'libraries whose modules have different names',
    fix: 'rename the module in one of the two, or take one out of "libraries"',
  };
}

/** One library of the app and another one have a module of one name. */
export function ambiguous(found: Found): Notice {
  return { option: 'libraries', message: `${twice(found)}: imports of it tell Nx nothing. Rename one of the two` };
}
