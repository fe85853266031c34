import { optionsFromFlags } from '../../../core/flags';
import { changeOptions, loadOptions, newOptionsFile } from '../../../core/options-file';
import { baseName, joinPath } from '../../../core/paths';
import { conflicts, planApp } from '../../../core/plan';
import { InvalidInputError, type Problem, type Result } from '../../../core/problems';
import { writeReport } from '../../../core/report';
import { optionsFileOf, resolve } from '../../../core/resolve';
import { loadTemplates } from '../../../io/templates';
import { applyToTree, lookInTree, tryReadTree, type Tree } from '../../tree';
import { registerPlugin } from '../init/generator';
import { directoryInWorkspace, placeProblem, projenProblem, takenNameProblem } from './place';

/** What `nx g fastapi-container:app` is called with: the directory, and options by the names of their flags. */
export interface AppGeneratorOptions {
  readonly directory: string | number;
  readonly overwrite?: boolean;
  readonly [flag: string]: unknown;
}

function fail(problems: readonly Problem[]): never {
  const error = new InvalidInputError('the options of fastapi-container:app', problems);
  // Nx prints the stack of what a generator throws: a person's mistake has none worth reading.
  error.stack = error.message;
  throw error;
}

function orFail<T>(result: Result<T>): T {
  return result.ok ? result.value : fail(result.problems);
}

/** Creates an app, or changes the options of one that is there, and brings its files up to date. */
export default function app(tree: Tree, { directory: typed, overwrite, ...flags }: AppGeneratorOptions): void {
  const directory = orFail(directoryInWorkspace(tree.root, process.cwd(), typed));
  const optionsFile = optionsFileOf(directory);
  const present = tryReadTree(tree, optionsFile);
  const changes = optionsFromFlags(flags);
  const text =
    present === undefined
      ? newOptionsFile(directory, { name: baseName(directory), ...changes })
      : changeOptions(present, changes);

  const place = present === undefined ? placeProblem(tree, directory) : projenProblem(present, optionsFile);
  const loaded = loadOptions(optionsFile, (path) => (path === optionsFile ? text : tryReadTree(tree, path)));
  const resolved = loaded.ok ? resolve(loaded.value, baseName(directory)) : loaded;
  const taken = resolved.ok ? takenNameProblem(tree, directory, resolved.value.name) : undefined;
  const problems = [place, taken, ...(resolved.ok ? [] : resolved.problems)].filter((entry) => entry !== undefined);
  if (problems.length > 0 || !resolved.ok) fail(problems);

  const look = (path: string) => lookInTree(tree, joinPath(directory, path));
  const planned = orFail(planApp(resolved.value, loadTemplates(), look, { overwrite: overwrite === true }));
  if (text !== present) tree.write(optionsFile, text);
  applyToTree(tree, directory, planned);
  registerPlugin(tree);
  if (conflicts(planned).length > 0) console.warn(writeReport(directory, conflicts(planned)));
}
