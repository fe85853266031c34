import { INSTALLED_WORKSPACE_SCHEMA, WORKSPACE_FILE } from '../constants';
import type { FastApiContainerWorkspaceOptions, Manager } from '../options';
import { jsonText } from '../text/json';
import { remember } from '../text/remember';
import { failure, failures, success, type Problem, type Result } from '../text/problems';
import { relativePath } from '../text/paths';
import { standsInPlace, type Obstacle } from '../workspace';
import { workspaceSchema } from './generated/workspace-schema';
import { parseOptions } from './jsonc';
import { isObject, ownMember } from './members';
import type { OptionSchema } from './schema';
import { validate } from './validate';

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
    return failure(standsInPlace(WORKSPACE_FILE, obstacle ?? { what: 'does not exist', fix: 'create it' }));
  }
  const parsed = parseOptions(text, WORKSPACE_FILE);
  if (!parsed.ok) return parsed;
  if (isObject(parsed.value)) return success(parsed.value);
  const reason = 'holds no JSON object';
  return failure({ option: WORKSPACE_FILE, reason, allowed: 'a JSON object', fix: 'put {} around it' });
}

/** The file of a new workspace. @param directory the root relative to where the package is installed, or undefined */
export function newWorkspaceFile(directory: string | undefined, options: WorkspaceFile): string {
  const schema = directory === undefined ? {} : { $schema: relativePath(directory, INSTALLED_WORKSPACE_SCHEMA) };
  return jsonText({ ...schema, ...options });
}

/** What is wrong with the registry in a file that each app of a workspace reads; undefined where it names none. */
const registryOf = remember((text): Result<string | undefined> => {
  const parsed = parseWorkspaceFile(text);
  if (!parsed.ok) return parsed;
  const registry = ownMember(parsed.value, 'registry');
  const schema = workspaceFileSchema.properties?.registry;
  const problems = registry === undefined || !schema ? [] : validate(registry, schema);
  if (problems.length === 0) return success(registry as string | undefined);
  return failures(problems.map((problem) => ({ ...problem, option: 'registry' })));
});

/** Whether an app says itself where its image goes. */
function namesRegistry(image: unknown): boolean {
  const name = ownMember(image, 'name');
  return ownMember(image, 'registry') !== undefined || (typeof name === 'string' && name.includes('/'));
}

function asProblemOfApp(problem: Problem): Problem {
  const reason = `${problem.reason} (in ${WORKSPACE_FILE}): the name of the image follows from the registry there`;
  return { ...problem, reason };
}

/**
 * Options of an app, with the defaults that the workspace has for all of its apps. As long as the registry cannot be known,
 * nothing can be said about an app whose image goes there: it would get another name.
 *
 * @param workspace what is in the file of the workspace; undefined where there is none, or none that can be read
 * @param obstacle what is in the place of the file
 */
export function withWorkspaceDefaults(
  options: Readonly<Record<string, unknown>>,
  workspace: string | undefined,
  obstacle?: Obstacle,
): Result<Readonly<Record<string, unknown>>> {
  const image = ownMember(options, 'image');
  if ((image !== undefined && !isObject(image)) || namesRegistry(image)) return success(options);
  if (workspace === undefined && obstacle === undefined) return success(options);
  const registry = workspace === undefined ? parseWorkspaceFile(undefined, obstacle) : registryOf(workspace);
  if (!registry.ok) return failures(registry.problems.map(asProblemOfApp));
  return success(
    registry.value === undefined ? options : { ...options, image: { registry: registry.value, ...image } },
  );
}
