import { optionsFromFlags } from '../../../core/flags';
import { changeOptions, newOptionsFile } from '../../../core/options-file';
import { baseName } from '../../../core/paths';
import { conflicts } from '../../../core/plan';
import { InvalidInputError, type Problem, type Result } from '../../../core/problems';
import { noticeLines, writeReport } from '../../../core/report';
import { optionsFileOf } from '../../../core/resolve';
import { planInTree, readOnlyProblems, resolveInTree } from '../../apps';
import { applyToTree, tryReadTree, type Tree } from '../../tree';
import { registerPlugin } from '../init/generator';
import { withTypedTexts } from './typed-texts';
import { directoryInWorkspace, placeProblems, projenProblem } from './place';
import { knownProjects } from './projects';

/** What `nx g fastapi-container:app` is called with: the directory, and options by the names of their flags. */
export interface AppGeneratorOptions {
  readonly directory?: string | number;
  readonly overwrite?: boolean;
  readonly [flag: string]: unknown;
}

/** What Nx hands on besides the flags of this generator. */
const FLAGS_OF_NX = ['_', 'defaults', 'skipProjectGraph'];

function fail(problems: readonly Problem[]): never {
  const error = new InvalidInputError('the options of fastapi-container:app', problems);
  // Without a stack Nx does not offer to print one.
  error.stack = '';
  throw error;
}

function orFail<T>(result: Result<T>): T {
  return result.ok ? result.value : fail(result.problems);
}

/** Creates an app, or changes the options of one that is there, and brings its files up to date. */
export default function app(tree: Tree, { directory: typed, overwrite, ...others }: AppGeneratorOptions): void {
  const flags = Object.fromEntries(Object.entries(others).filter(([key]) => !FLAGS_OF_NX.includes(key)));
  const directory = orFail(directoryInWorkspace(tree.root, process.cwd(), typed));
  const optionsFile = optionsFileOf(directory);
  const present = tryReadTree(tree, optionsFile);
  const changes = withTypedTexts(optionsFromFlags(flags), process.argv);
  const text =
    present === undefined
      ? newOptionsFile(directory, { name: baseName(directory), ...changes })
      : changeOptions(present, changes);

  const resolved = resolveInTree(tree, directory, text);
  const name = resolved.ok ? resolved.value.name : undefined;
  const problems =
    present === undefined
      ? placeProblems(tree, directory, name, knownProjects())
      : [projenProblem(present, optionsFile)].filter((problem) => problem !== undefined);
  if (text !== present) problems.push(...readOnlyProblems(tree, [optionsFile]));
  if (!resolved.ok) problems.push(...resolved.problems);
  if (problems.length > 0 || !resolved.ok) fail(problems);

  const planned = orFail(planInTree(tree, directory, resolved.value, { overwrite: overwrite === true }));
  if (text !== present) tree.write(optionsFile, text);
  applyToTree(tree, directory, planned);
  registerPlugin(tree);
  if (conflicts(planned).length > 0) console.warn(writeReport(directory, conflicts(planned)));
  for (const line of noticeLines(resolved.value.notices)) console.warn(line);
}
