import { INSTALLED_SCHEMA, OPTIONS_FILE, WORKSPACE_FILE } from '../constants';
import { parseOptions, setJsonValue } from './jsonc';
import { isObject, ownMember, putMember } from './members';
import type { FastApiContainerOptions, Manager, SeedGroup } from '../options';
import { standsInPlace, type ReadText, type WhyUnread } from '../workspace';
import { withWorkspaceDefaults } from './workspace-file';
import { normalizePath, relativePath } from '../text/paths';
import { failure, success, type Problem, type Result } from '../text/problems';
import { jsonText } from '../text/json';

/** The contents of `fastapi-container.json`: the options, and what only a file needs. */
export interface OptionsFile extends FastApiContainerOptions {
  /** Path or URL of the JSON Schema, for completion in editors. */
  readonly $schema?: string;

  /**
   * Path of a base options file, relative to this one. Its options apply where this file has none.
   *
   * @default - none
   */
  readonly extends?: string;

  /**
   * Name of the app: the Nx project, the image and, as a Python identifier, the package.
   *
   * @default - the name of the directory
   * @pattern ^(@[a-z0-9][a-z0-9._-]*\/)?[A-Za-z0-9][A-Za-z0-9._-]*$
   * @maxLength 40
   * @allowed letters, digits, `.`, `_` and `-`, a letter or digit first, at most 40 characters, with an optional scope such as `@acme/`
   * @fix choose another one, such as orders-api
   */
  readonly name?: string;

  /** The tool that writes this file: change the options there. Other tools check such an app and never write it. */
  readonly managedBy?: Manager;

  /**
   * What was written once and is yours since. It is recorded here, so that what you delete stays deleted. Take an entry
   * out, and the next run writes those files again wherever there are none.
   *
   * @default - nothing: the next run writes the application
   */
  readonly born?: SeedGroup[];
}

type Json = Readonly<Record<string, unknown>>;

/** Values of the nearer file win; groups are merged, lists and single values replaced. */
function merge(base: Json, nearer: Json): Json {
  const merged: Json = { ...base };
  for (const [key, value] of Object.entries(nearer)) {
    const inherited = ownMember(merged, key);
    putMember(merged, key, isObject(inherited) && isObject(value) ? merge(inherited, value) : value);
  }
  return merged;
}

function extendsProblem(
  value: unknown,
  from: string,
  reason: string,
  fix = 'correct the path, or remove "extends"',
): Problem {
  return {
    option: 'extends',
    value,
    reason: `${reason} (in ${from})`,
    allowed: 'the path of an options file in the workspace, relative to the file that extends it',
    fix,
  };
}

/** Without `.git` or `nx.json` above it an app is a workspace of its own: its neighbours lie outside. */
function leavesProblem(base: string, from: string): Problem {
  const depth = from.split('/').length - 1;
  const root = depth === 0 ? 'the directory of this file' : `${'../'.repeat(depth)} from this file`;
  const marks = 'The root is the nearest directory with `nx.json` or `.git`';
  return extendsProblem(
    base,
    from,
    `leaves the workspace, whose root is ${root}`,
    `move the base file below that root. ${marks}: if there is neither, run \`git init\` in the directory that holds both files`,
  );
}

/** Whether a text can name a file at all: systems fail to answer for others, rather than tell that there is none. */
function canBePath(text: string): boolean {
  return (
    !/[\u0000-\u001F]/.test(text) && text.length <= 2000 && text.split(/[\\/]/).every((part) => part.length <= 200)
  );
}

/** Why a file gave no text. */
function unreadProblem(path: string, whyUnread: WhyUnread): Problem {
  return standsInPlace(path, whyUnread(path) ?? { what: 'does not exist', fix: 'create it, or correct the path' });
}

function loadChain(path: string, read: ReadText, whyUnread: WhyUnread, seen: readonly string[]): Result<Json> {
  const text = read(path);
  if (text === undefined) return failure(unreadProblem(path, whyUnread));
  const parsed = parseOptions(text, path);
  if (!parsed.ok) return parsed;
  if (!isObject(parsed.value)) {
    return failure({ option: path, reason: 'holds no JSON object', allowed: 'a JSON object', fix: 'put {} around it' });
  }
  const { extends: base, ...own } = parsed.value;
  if (base === undefined) return success(own);
  if (typeof base !== 'string') return failure(extendsProblem(base, path, 'is not a text'));
  if (!canBePath(base))
    return failure(extendsProblem(base, path, 'can be no path: it is too long or has control characters'));
  const target = normalizePath(`${path}/../${base}`);
  if (target === undefined || /^([\\/]|[A-Za-z]:)/.test(base)) {
    return failure(leavesProblem(base, path));
  }
  if (seen.includes(target)) {
    return failure(extendsProblem(base, path, `is circular: ${[...seen, target].join(' -> ')}`));
  }
  if (read(target) === undefined) {
    return failure(
      whyUnread(target) ? unreadProblem(target, whyUnread) : extendsProblem(base, path, `there is no file ${target}`),
    );
  }
  const inherited = loadChain(target, read, whyUnread, [...seen, target]);
  if (!inherited.ok) return inherited;
  // What identifies one file is not inherited by another.
  const { $schema: _schema, name: _name, managedBy: _manager, born: _born, ...shared } = inherited.value;
  return success(merge(shared, own));
}

/**
 * Reads an options file together with all that it extends, and with what the workspace says for all of its apps.
 *
 * @param path path of the options file, relative to the root of the workspace
 * @param read reads a file; the only way in which this looks at anything
 * @param whyUnread is asked about a file that gave no text
 */
export function loadOptions(path: string, read: ReadText, whyUnread: WhyUnread = () => undefined): Result<Json> {
  const loaded = loadChain(path, read, whyUnread, [path]);
  if (!loaded.ok) return loaded;
  const workspace = read(WORKSPACE_FILE);
  return withWorkspaceDefaults(
    loaded.value,
    workspace,
    workspace === undefined ? whyUnread(WORKSPACE_FILE) : undefined,
  );
}

/** The options file of an app, for messages. */
export function optionsFileOf(directory: string): string {
  return directory === '' || directory === '.' ? OPTIONS_FILE : `${directory}/${OPTIONS_FILE}`;
}

/**
 * The options file of a new app.
 *
 * @param directory the app's directory relative to where the package is installed, `.` for that place itself; undefined
 * where the schema is no file that an editor could read
 */
export function newOptionsFile(directory: string | undefined, options: OptionsFile): string {
  const schema = directory === undefined ? {} : { $schema: relativePath(directory, INSTALLED_SCHEMA) };
  const file = { ...schema, ...options };
  return jsonText(file);
}

function changeMembers(text: string, before: Json, changes: Json, path: readonly string[]): string {
  return Object.entries(changes).reduce((changed, [key, value]) => {
    const present = ownMember(before, key);
    if (!isObject(value)) return setJsonValue(changed, [...path, key], value);
    // Some groups are switched on by being there.
    if (present === undefined && Object.keys(value).length === 0) return setJsonValue(changed, [...path, key], {});
    if (present === undefined) return changeMembers(changed, {}, value, [...path, key]);
    // Something else in the place of a group is for whoever reads the text to name.
    return isObject(present) ? changeMembers(changed, present, value, [...path, key]) : changed;
  }, text);
}

/**
 * Changes options in the text of an options file and leaves all the rest of it alone. A text that cannot be read comes
 * back as it is: reading it tells what is wrong.
 *
 * @param changes only what changes; groups hold only the values that change
 */
export function changeOptions(text: string, changes: Json): string {
  const present = parseOptions(text, OPTIONS_FILE);
  return present.ok && isObject(present.value) ? changeMembers(text, present.value, changes, []) : text;
}
