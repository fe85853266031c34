import { INSTALLED_SCHEMA } from './constants';
import { parseJsonc, setJsonValue } from './jsonc';
import type { FastApiContainerOptions } from './options';
import { normalizePath, relativePath } from './paths';
import { failure, success, type Problem, type Result } from './problems';

/** Tools that can be the writer of an options file. */
export type Manager = 'projen';

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
   * @allowed letters, digits, `.`, `_` and `-`, at most 40 characters, with an optional scope such as `@acme/`
   * @fix choose a name that starts with a letter, such as orders-api
   */
  readonly name?: string;

  /** The tool that writes this file: change the options there. Other tools check such an app and never write it. */
  readonly managedBy?: Manager;
}

/** Reads a file of the workspace by its path relative to the root; undefined when there is none. */
export type ReadText = (path: string) => string | undefined;

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values of the nearer file win; groups are merged, lists and single values replaced. */
function merge(base: Json, nearer: Json): Json {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(nearer)) {
    const inherited = merged[key];
    merged[key] = isObject(inherited) && isObject(value) ? merge(inherited, value) : value;
  }
  return merged;
}

function extendsProblem(value: unknown, from: string, reason: string): Problem {
  return {
    option: 'extends',
    value,
    reason: `${reason} (in ${from})`,
    allowed: 'the path of an options file in the workspace, relative to the file that extends it',
    fix: 'correct the path, or remove "extends"',
  };
}

function loadChain(path: string, read: ReadText, seen: readonly string[]): Result<Json> {
  const text = read(path);
  if (text === undefined) {
    return failure({
      option: path,
      reason: 'does not exist, or is no file of its own: a symbolic link is not followed',
      allowed: 'a text file in UTF-8',
      fix: 'create it, or correct the path',
    });
  }
  const parsed = parseJsonc(text, path);
  if (!parsed.ok) return parsed;
  if (!isObject(parsed.value)) {
    return failure({ option: path, reason: 'holds no JSON object', allowed: 'a JSON object', fix: 'put {} around it' });
  }
  const { extends: base, ...own } = parsed.value;
  if (base === undefined) return success(own);
  if (typeof base !== 'string') return failure(extendsProblem(base, path, 'is no text'));
  const target = normalizePath(`${path}/../${base}`);
  if (target === undefined || /^([\\/]|[A-Za-z]:)/.test(base)) {
    return failure(extendsProblem(base, path, 'leaves the workspace'));
  }
  if (seen.includes(target)) {
    return failure(extendsProblem(base, path, `is circular: ${[...seen, target].join(' -> ')}`));
  }
  if (read(target) === undefined) return failure(extendsProblem(base, path, `there is no file ${target}`));
  const inherited = loadChain(target, read, [...seen, target]);
  if (!inherited.ok) return inherited;
  // What identifies one file is not inherited by another.
  const { $schema: _schema, name: _name, managedBy: _manager, ...shared } = inherited.value;
  return success(merge(shared, own));
}

/**
 * Reads an options file together with all that it extends.
 *
 * @param path path of the options file, relative to the root of the workspace
 * @param read reads a file; the only way in which this looks at anything
 */
export function loadOptions(path: string, read: ReadText): Result<Json> {
  return loadChain(path, read, [path]);
}

/**
 * The options file of a new app.
 *
 * @param directory the app's directory relative to the root of the workspace, `.` for the root itself
 */
export function newOptionsFile(directory: string, options: OptionsFile): string {
  const file = { $schema: relativePath(directory, INSTALLED_SCHEMA), ...options };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Changes options in the text of an options file and leaves all the rest of it alone.
 *
 * @param changes only what changes; groups hold only the values that change
 */
export function changeOptions(text: string, changes: Json, path: readonly string[] = []): string {
  return Object.entries(changes).reduce(
    (changed, [key, value]) =>
      isObject(value) ? changeOptions(changed, value, [...path, key]) : setJsonValue(changed, [...path, key], value),
    text,
  );
}
