import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { ClientApp } from '../../../core/client/client';
import { makeClient, nextForClient, type ClientGround } from '../../../core/client/make';
import { directoryProblem } from '../../../core/client/rules';
import { optionsFileOf } from '../../../core/input/options-file';
import { toRun } from '../../../core/plan/door';
import { normalizePath } from '../../../core/text/paths';
import { failure, failures, success, type Problem, type Result } from '../../../core/text/problems';
import { projenDefinition } from '../../../io/app';
import { findManifests } from '../../../io/find-apps';
import { loadTemplates } from '../../../io/templates';
import { appDirectories } from '../../app-directories';
import { readOnlyProblems, resolveInTree } from '../../apps';
import { knownProjects, type KnownProject } from '../../nx-graph';
import { applyToTree, callsOf, lookInTree, readerOf } from '../../tree';
import { orFail } from '../app/generate';
import { directoryInWorkspace, fromWhereTheUserIs, placeProblems, reachableInWorkspace } from '../app/place';

/** What `nx g fastapi-container:client` is called with. */
export interface ClientGeneratorOptions {
  /** Directory of the library, relative to where the user is. */
  readonly directory: string;
  /** Name or directory of the app. */
  readonly project: string;
  /** What makes the code: `hey-api` or `orval`. */
  readonly tool?: string;
  /** Name of the package. */
  readonly name?: string;
}

const GENERATOR = 'client';

/** The app that was meant, by its name or its directory. */
function appNamed(tree: Tree, typed: string, projects: readonly KnownProject[]): Result<ClientApp> {
  const named = projects.find(({ name }) => name === typed);
  const directory = named?.root ?? normalizePath(typed);
  if (directory === undefined || !tree.exists(optionsFileOf(directory))) {
    const apps = appDirectories(tree).map((root) => projects.find((project) => project.root === root)?.name ?? root);
    return failure({
      option: 'project',
      value: typed,
      reason: 'is no app',
      allowed: apps.length === 0 ? 'an app, and there is none yet' : apps.join(', '),
      fix: 'name the app, for example --project=orders',
    });
  }
  const known = projects.find(({ root }) => root === directory)?.name;
  if (known !== undefined) return success({ name: known, directory });
  const resolved = resolveInTree(tree, directory);
  return resolved.ok ? success({ name: resolved.value.name, directory }) : resolved;
}

function groundIn(tree: Tree, directory: string): ClientGround {
  const onDisk = join(tree.root, directory);
  const isThere = existsSync(onDisk) && statSync(onDisk).isDirectory();
  // The tree does not list what Git ignores.
  const entries = [
    ...(isThere ? readdirSync(onDisk) : []),
    ...(tree.exists(directory) ? tree.children(directory) : []),
  ];
  return {
    read: readerOf(tree),
    exists: (file) => tree.exists(file),
    entries: [...new Set(entries)].sort(),
    look: lookInTree(tree, directory),
    templates: loadTemplates(),
    manifests: () => findManifests(tree.root),
    manifestIsWritten: projenDefinition(tree.root) !== undefined,
  };
}

/** Nx keeps this flag for itself, and says nothing: whoever typed it would get the default. */
function lostFlag(argv: readonly string[]): Problem[] {
  const typed = argv.some((word) => /^--generator(=|$)/.test(word)) && argv.some((word) => word.includes(':client'));
  if (!typed) return [];
  return [{ option: '--generator', reason: 'never gets here: Nx has a flag of that name', fix: 'write --tool' }];
}

/** Makes a library with the TypeScript client of an app. @returns what is to be called when the files are written */
export default function client(tree: Tree, options: ClientGeneratorOptions): () => void {
  const orTell = <T>(result: Result<T>) => orFail(result, GENERATOR);
  const calls = callsOf(tree);
  const typed = orTell(fromWhereTheUserIs(tree.root, process.cwd(), options.directory, GENERATOR, calls));
  const directory = orTell(reachableInWorkspace(tree.root, orTell(directoryInWorkspace(typed))));
  const projects = knownProjects() ?? [];
  const app = orTell(appNamed(tree, options.project, projects));
  const wishes = { name: options.name, directory, tool: options.tool };
  const plan = orTell(
    makeClient(wishes, app, groundIn(tree, directory), (name) => [
      ...lostFlag(process.argv),
      ...directoryProblem(directory, app),
      ...placeProblems(tree, directory, name, projects),
    ]),
  );
  const { changes, membership } = plan;
  if (membership.kind === 'edit') {
    const readOnly = readOnlyProblems(tree, [membership.path]);
    if (readOnly.length > 0) orTell(failures(readOnly));
  }
  applyToTree(tree, directory, changes);
  if (membership.kind === 'edit') tree.write(membership.path, membership.after);
  if (changes.length === 0) console.log(`${directory}: the client is there, and its files are yours: nothing to do`);
  const next = nextForClient(plan, toRun('nx', 'openapi', app.name, app.directory, calls));
  return () => {
    for (const line of next) console.log(line);
  };
}
