import { isPipOption } from '../python/requirement-options';
import type { ResolvedApp } from '../app/resolved';
import { isOfficialPython } from '../image/variants';
import { appliesInImage } from '../python/markers';
import { valuesOf, type RequirementLine } from '../python/requirement-lines';
import { normalizePath } from '../text/paths';
import { shellWord } from '../text/shell-word';
import type { Problem } from '../text/problems';
import {
  hasVariable,
  type Circle,
  type RequirementFile,
  type RequirementFiles,
  type Unread,
} from './requirement-files';

/** A check of one line: what is wrong with it in the image, without the place. */
type LineRule = (line: RequirementLine, app: ResolvedApp) => Omit<Problem, 'option' | 'value'> | undefined;

const unreadable: LineRule = ({ kind }) =>
  kind === 'unreadable'
    ? {
        reason: 'is not a line that pip understands: it refuses the whole file',
        allowed: 'a package with its versions, such as sqlalchemy>=2,<3; an option of pip; a comment',
        fix: 'correct it, or remove it',
      }
    : undefined;

const unknownOption: LineRule = (line) => {
  const unknown = line.kind === 'options' ? line.options.find(({ name }) => !isPipOption(name)) : undefined;
  return unknown
    ? {
        reason: `has an option that pip does not know in such a file, ${unknown.name}: it refuses the whole file`,
        allowed: 'options such as -r, -c, -e, --index-url, --pre',
        fix: 'correct it, or remove it',
      }
    : undefined;
};

/** The address that a line installs from: a place, or what stands behind an `@`. */
function addressOf(line: RequirementLine): string | undefined {
  return line.kind === 'location' ? line.location : line.kind === 'package' ? line.url : undefined;
}

/** What names a library, in the options or as flags. What a library needs is installed from the lock. */
function asLibrary(path: string, lock: boolean): string {
  const option = `"libraries": ["${path}"]`;
  const flag = `--libraries=${shellWord(path)}`;
  return lock ? `${option} (as a flag: ${flag})` : `${option}, "lock": true (as flags: ${flag} --lock)`;
}

const localPath: LineRule = (line, { libraries, lock }) => {
  const address = addressOf(line);
  if (address === undefined || /^(?!file:)[a-z][a-z+]*:/i.test(address)) return undefined;
  const path = address.replace(/\[[^[\]]*\]$/, '');
  const isLibrary = libraries.some((library) => library.path === normalizePath(path) || library.path === path);
  const fix = isLibrary
    ? 'remove the line: "libraries" names that directory already'
    : /^\.?\/?$/.test(path)
      ? "remove the line, and write what the app itself needs in its place: the image has the app's source anyway"
      : /\.(?:whl|zip|tar\.\w+|tgz)$/i.test(path)
        ? 'put the file on a package index ("packageIndex"), and ask for it by its name'
        : `remove the line, and name the directory of the library: ${asLibrary(path, lock)}`;
  return {
    reason: "is a path, and the image's build gets no directory but those of the options",
    allowed: 'packages of an index, addresses of archives',
    fix,
  };
};

/** What has to be installed for each kind of repository. */
const CLIENTS: Readonly<Record<string, string>> = { git: 'git', hg: 'mercurial', svn: 'subversion', bzr: 'brz' };

const repository: LineRule = (line, { image, lock }) => {
  const address = addressOf(line);
  const [, system = '', transport = ''] = /^(git|hg|svn|bzr)\+([a-z]+):/i.exec(address ?? '') ?? [];
  if (system === '') return undefined;
  const client = CLIENTS[system.toLowerCase()] ?? system;
  if (line.kind === 'location' && line.editable) {
    const reason = 'would be installed as a checkout that stays behind in the stage that builds';
    return { reason, allowed: 'the same without -e', fix: 'remove the -e' };
  }
  if (lock) {
    return {
      reason: 'comes from a repository, for which a lock can hold no hash',
      allowed: 'packages of an index, addresses of archives',
      fix: 'ask for a release of it, or set "lock": false',
    };
  }
  if (/^(?:ssh|file)$/i.test(transport)) {
    const reason = `is fetched by ${transport}, and the image's build has no key and no files of yours`;
    return { reason, allowed: 'an https address', fix: `write ${system}+https://` };
  }
  const isThere =
    image.aptPackages.builder.some((item) => item.split('=')[0] === client) ||
    image.extra.builder.some((text) => text.includes(client)) ||
    !isOfficialPython(image.builderBase);
  if (isThere) return undefined;
  return {
    reason: `comes from a repository, and ${image.builderBase} has no ${client}`,
    allowed: `such a line where ${client} is in image.aptPackages.builder`,
    fix: `add it to the options: "image": { "aptPackages": { "builder": ["${client}"] } } (as a flag: --image.apt-packages.builder=${client})`,
  };
};

const INDEX_FIX =
  'remove the line, and name the secret with the address in "packageIndex": "secret" for -i, "extraSecret" for --extra-index-url (as a flag: --package-index=secret)';

const index: LineRule = (line) => {
  if (valuesOf(line, '--index-url', '--extra-index-url').some(hasVariable)) {
    return {
      reason: "names an index by a variable, which the image's build does not have",
      allowed: 'an address without variables, or the option "packageIndex"',
      fix: INDEX_FIX,
    };
  }
  if (valuesOf(line, '--find-links').some((value) => !/^https?:/i.test(value) || hasVariable(value))) {
    return {
      reason: "names a directory with packages, which the image's build does not have",
      allowed: 'an http address, or the option "packageIndex"',
      fix: 'put the packages on an index, and name the secret with its address in "packageIndex"',
    };
  }
  return undefined;
};

const variable: LineRule = (line) =>
  (line.kind === 'package' || line.kind === 'location') && hasVariable(line.text)
    ? {
        reason: "has a variable in it, which the image's build does not have",
        allowed: 'a line without variables',
        fix: 'write the value; what is secret belongs in "packageIndex"',
      }
    : undefined;

/** The first that a line breaks is told: they tell of one fault in several ways. */
const RULES: readonly LineRule[] = [unreadable, unknownOption, localPath, variable, repository, index];

function lineProblems({ shown, constraint, lines }: RequirementFile, app: ResolvedApp): Problem[] {
  return lines.flatMap((line) => {
    const counts = appliesInImage('marker' in line ? line.marker : undefined, app.python) !== false;
    const rules = counts ? (constraint ? [unreadable, unknownOption] : RULES) : [unreadable];
    const broken = rules.map((rule) => rule(line, app)).find((found) => found !== undefined);
    return broken ? [{ option: `${shown}:${String(line.number)}`, value: line.text, ...broken }] : [];
  });
}

function unreadProblem({ file, line, value, why }: Unread): Problem {
  return {
    option: `${file}:${String(line.number)}`,
    value: line.text,
    reason: `${value} ${why}`,
    allowed: 'a file in the workspace, by its path relative to the file with the line',
    fix: why === 'has a variable in it' ? 'write the path without one' : 'correct the path, or remove the line',
  };
}

function circleProblem({ file, line, chain }: Circle): Problem {
  const itself = chain.length === 2;
  return {
    option: `${file}:${String(line.number)}`,
    value: line.text,
    reason: itself ? 'includes the file that it is in' : `goes in a circle: ${chain.join(' -> ')}`,
    allowed: 'files that do not include, by -r or -c, the one that they are included from',
    fix: itself ? 'remove the line' : 'remove the line, or move what both need into a file of its own',
  };
}

/** Included files that do not get into the build, which an app without a lock installs from. */
function outsideProblem({ path, inApp, from }: RequirementFile, app: ResolvedApp): Problem[] {
  if (!from || app.lock) return [];
  const problem = { option: `${from.file}:${String(from.line.number)}`, value: from.line.text };
  if (inApp === undefined) {
    return [
      {
        ...problem,
        reason: `${path} is outside of the app's directory, from which the image is built`,
        allowed: "files in the app's directory; with a lock any file of the workspace",
        fix: 'run the `lock` task, which turns "lock" on: the image installs from the lock then; or move the file',
      },
    ];
  }
  // Other characters have a meaning in an ignore file or in a mount.
  if (/^[A-Za-z0-9@_+-][A-Za-z0-9@._+-]*(?:\/[A-Za-z0-9@_+-][A-Za-z0-9@._+-]*)*$/.test(inApp)) return [];
  return [
    {
      ...problem,
      reason: `${inApp} has a name that the image's build cannot take`,
      allowed: 'paths of letters, digits, `@`, `.`, `_`, `+` and `-`, no part of which begins with a dot',
      fix: 'rename the file, or run the `lock` task: with "lock" the image needs the lock alone',
    },
  ];
}

/** What of an app's requirements its image cannot install. */
export function requirementProblems(app: ResolvedApp, { files, unread, circles }: RequirementFiles): Problem[] {
  return [
    ...files.flatMap((file) => [...outsideProblem(file, app), ...lineProblems(file, app)]),
    ...unread.map(unreadProblem),
    ...circles.map(circleProblem),
  ];
}

/**
 * Requirements without a hash beside some with one: pip then demands one for each.
 *
 * @param requirements the files as they are going to be
 */
export function hashProblems(app: ResolvedApp, { files }: RequirementFiles): Problem[] {
  const lines = files.flatMap(({ shown, constraint, lines: all }) =>
    all
      .filter((line) => appliesInImage('marker' in line ? line.marker : undefined, app.python) !== false)
      .map((line) => ({ at: `${shown}:${String(line.number)}`, line, constraint })),
  );
  const hashed = lines.filter(({ line }) => 'hashes' in line && line.hashes.length > 0);
  const demanding =
    lines.find(({ line }) => valuesOf(line, '--require-hashes').length > 0) ??
    // uv checks the hashes that are there, and demands none.
    (app.installer === 'pip' ? hashed.find(({ constraint }) => !constraint) : undefined);
  if (app.lock || !demanding) return [];
  const names = new Set(hashed.flatMap(({ line }) => ('name' in line ? (line.name ?? []) : [])));
  const bare = lines.filter(
    ({ line, constraint }) =>
      !constraint &&
      (line.kind === 'package' || line.kind === 'location') &&
      line.hashes.length === 0 &&
      !names.has(line.name ?? ''),
  );
  const [first, ...more] = bare;
  if (!first) return [];
  const others = more.length === 0 ? '' : ` (nor have ${more.map(({ at }) => at).join(', ')})`;
  return [
    {
      option: first.at,
      value: first.line.text,
      reason: `has no hash${others}, and ${demanding.at} makes pip demand one for every requirement`,
      allowed: 'hashes for all requirements or for none',
      fix: 'remove the hashes and run the `lock` task, which writes a lock with all of them; or add the missing ones',
    },
  ];
}
