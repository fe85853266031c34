import { INSTALLED_WORKSPACE_SCHEMA, WORKSPACE_FILE } from '../constants';
import type { FastApiContainerWorkspaceOptions, Manager } from '../options';
import { jsonText } from '../text/json';
import { remember } from '../text/remember';
import { failure, type Result } from '../text/problems';
import { relativePath } from '../text/paths';
import type { Obstacle } from '../workspace';
import { workspaceSchema } from './generated/workspace-schema';
import { memberLoosely, parseOptions } from './jsonc';
import { isObject, ownMember } from './members';
import type { OptionSchema } from './schema';

/** The contents of `fastapi-container.workspace.json`: the options, and what only a file needs. */
export interface WorkspaceFile extends FastApiContainerWorkspaceOptions {
  /** Path or URL of the JSON Schema, for completion in editors. */
  readonly $schema?: string;

  /** The tool that writes this file: change the options there. Other tools check the workspace and never write it. */
  readonly managedBy?: Manager;
}

/** The schema of that file. */
export const workspaceFileSchema: OptionSchema = workspaceSchema;

/** Names of the options and groups in it. */
export const workspaceOptionNames: readonly string[] = Object.keys(workspaceFileSchema.properties ?? {}).filter(
  (key) => key !== '$schema' && key !== 'managedBy',
);

/**
 * Reads the options of a workspace.
 *
 * @param text what is in the file; undefined where it could not be read
 * @param obstacle what is in its place
 */
export function parseWorkspaceFile(text: string | undefined, obstacle?: Obstacle): Result<object> {
  if (text === undefined) {
    const { what: reason, fix } = obstacle ?? { what: 'does not exist', fix: 'create it' };
    return failure({ option: WORKSPACE_FILE, reason, allowed: 'a text file in UTF-8, and no symbolic link', fix });
  }
  const parsed = parseOptions(text, WORKSPACE_FILE);
  if (!parsed.ok) return parsed;
  if (isObject(parsed.value)) return { ok: true, value: parsed.value };
  const reason = 'holds no JSON object';
  return failure({ option: WORKSPACE_FILE, reason, allowed: 'a JSON object', fix: 'put {} around it' });
}

/** The file of a new workspace. @param directory the root relative to where the package is installed, or undefined */
export function newWorkspaceFile(directory: string | undefined, options: WorkspaceFile): string {
  const schema = directory === undefined ? {} : { $schema: relativePath(directory, INSTALLED_WORKSPACE_SCHEMA) };
  return jsonText({ ...schema, ...options });
}

const REGISTRY = new RegExp(workspaceFileSchema.properties?.registry?.pattern ?? '');

/** A file that is read for each app of a workspace. */
const registryOf = remember((text) => {
  const registry = memberLoosely(text, 'registry');
  return typeof registry === 'string' && REGISTRY.test(registry) ? registry : undefined;
});

/**
 * Options of an app, with the defaults that the workspace has for all of its apps. A file of the workspace that is wrong
 * harms no app: its own problems tell of it.
 *
 * @param workspace what is in the file of the workspace; undefined where there is none
 */
export function withWorkspaceDefaults(
  options: Readonly<Record<string, unknown>>,
  workspace: string | undefined,
): Readonly<Record<string, unknown>> {
  const registry = workspace === undefined ? undefined : registryOf(workspace);
  const image = ownMember(options, 'image');
  if (registry === undefined || (image !== undefined && !isObject(image))) return options;
  return { ...options, image: { registry, ...image } };
}
