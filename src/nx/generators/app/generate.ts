import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { Calls } from '../../../core/npm/calls';
import { groundProblem } from '../../../core/adopt/ground';
import { changeOptions, newOptionsFile, optionsFileOf } from '../../../core/input/options-file';
import { fileSchema } from '../../../core/input/schema';
import { validate } from '../../../core/input/validate';
import type { FastApiContainerOptions } from '../../../core/options';
import { baseName } from '../../../core/text/paths';
import { claimBeside, portNotice, surroundsNotice } from '../../../core/resolve/neighbours';
import { newAppOptions } from '../../../core/resolve/new-app';
import { noticesAround } from '../../../core/resolve/notices';
import { adviceOf, leftToPerson } from '../../../core/plan/change';
import { InvalidInputError, asJson, type Problem, type Result } from '../../../core/text/problems';
import { nextLines } from '../../../core/plan/next';
import { noticeLines, writeReport } from '../../../core/plan/report';
import { directoryFromSchema } from '../../../io/installed-schema';
import { neighboursInTree } from '../../app-directories';
import { listingOf } from '../../../io/listing';
import { planInTree, readOnlyProblems, resolveInTree, workspaceInTree } from '../../apps';
import { knownProjects, type KnownProject } from '../../nx-graph';
import { NX_JSON, nxJsonWithPlugin } from '../../nx-json';
import { applyToTree, callsOf, tryReadTree } from '../../tree';
import { directoryInWorkspace, occupiedProblem, placeProblems, projenProblem, reachableInWorkspace } from './place';
import { append } from '../../../core/text/lists';

/** What to make an app of, or to change about one: typed options, and where it is. */
export interface AppGeneratorOptions extends FastApiContainerOptions {
  /** Directory relative to the root of the workspace, `.` for the root itself. */
  readonly directory: string;
  /**
   * Name of the app.
   *
   * @default - the name of the directory
   */
  readonly name?: string;
  /**
   * Replaces managed files that a person edited or brought.
   *
   * @default false
   */
  readonly overwrite?: boolean;
}

function fail(problems: readonly Problem[], generator = 'app'): never {
  const error = new InvalidInputError(`the options of fastapi-container:${generator}`, problems);
  // Without a stack Nx does not offer to print one.
  error.stack = '';
  throw error;
}

/** The value of a result, or an error that Nx prints without a stack, and that names the generator. */
export function orFail<T>(result: Result<T>, generator?: string): T {
  return result.ok ? result.value : fail(result.problems, generator);
}

/** A new application is for empty ground. Where there is one, that tells more than the files of a project do. */
function occupied(tree: Tree, directory: string, projects: readonly KnownProject[], calls: Calls): Problem | undefined {
  const path = join(tree.root, directory);
  const ground = existsSync(path) ? groundProblem(listingOf(path).files, directory, 'nx', calls) : undefined;
  return ground ?? occupiedProblem(tree, directory, projects);
}

/**
 * Creates an app, or changes the options of one that is there, and brings its files up to date. Everything comes from
 * the arguments, so that other generators can call it.
 *
 * @returns what is to be called when the files are written: it tells what to type next
 * @throws InvalidInputError with all problems; the tree is then as it was
 */
export function appGenerator(tree: Tree, { directory: given, overwrite, ...changes }: AppGeneratorOptions): () => void {
  const directory = orFail(reachableInWorkspace(tree.root, orFail(directoryInWorkspace(given))));
  // Only a program can hand over such a thing, for example an object that holds itself.
  if (asJson(changes) === undefined) fail(validate(changes, fileSchema));
  const optionsFile = optionsFileOf(directory);
  const present = tryReadTree(tree, optionsFile);
  const projects = knownProjects();
  const neighbours = neighboursInTree(tree, directory, projects);
  const born = present === undefined ? newAppOptions(changes, neighbours) : undefined;
  const text =
    present === undefined
      ? newOptionsFile(directoryFromSchema(join(tree.root, directory), tree.root), {
          name: baseName(directory === '.' ? tree.root : directory),
          ...born?.options,
        })
      : changeOptions(present, { ...changes });

  const calls = callsOf(tree);
  const resolved = resolveInTree(tree, directory, text);
  const name = resolved.ok ? resolved.value.name : undefined;
  const place =
    present === undefined
      ? occupied(tree, directory, projects ?? [], calls)
      : projenProblem(present, optionsFile, calls);
  const problems = place ? [place] : [];
  if (present === undefined) append(problems, placeProblems(tree, directory, name, projects ?? []));
  if (text !== present) append(problems, readOnlyProblems(tree, [optionsFile]));
  const shared = resolved.ok ? claimBeside(resolved.value, directory, neighbours) : [];
  append(problems, shared);
  if (!resolved.ok) append(problems, resolved.problems);
  const nxJson = nxJsonWithPlugin(tree);
  if (!nxJson.ok) append(problems, nxJson.problems);
  if (problems.length > 0 || !resolved.ok || !nxJson.ok) fail(problems);

  const planning = { overwrite: overwrite === true, optionsFile: text };
  const planned = orFail(planInTree(tree, directory, resolved.value, planning));
  if (text !== present) tree.write(optionsFile, text);
  applyToTree(tree, directory, planned);
  tree.write(NX_JSON, nxJson.value);
  const left = leftToPerson(planned);
  if (left.length > 0) console.warn(writeReport(directory, left, calls));
  const workspace = workspaceInTree(tree, directory);
  const surrounds = present === undefined ? surroundsNotice(directory, neighbours, directory === '.') : undefined;
  const notices = [
    ...(surrounds ? [surrounds] : []),
    ...(born?.port === undefined ? [] : [portNotice(born.port)]),
    ...noticesAround(resolved.value, workspace),
  ];
  for (const line of noticeLines(notices)) console.warn(line);
  for (const line of adviceOf(planned)) console.warn(line);
  const next = nextLines('nx', resolved.value, directory, planned, calls);
  return () => {
    for (const line of next) console.log(line);
  };
}
