import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { adoptedOptionsFile, startingTexts, withStarting } from '../../../core/adopt/file';
import { inferOptions } from '../../../core/adopt/infer';
import { adoptProblems, adoptReport, undecidedLines } from '../../../core/adopt/report';
import type { Notice, ResolvedApp } from '../../../core/app/resolved';
import { optionsFromFlags } from '../../../core/input/flags';
import { optionsFileOf } from '../../../core/input/options-file';
import { leftToPerson, roomProblem } from '../../../core/plan/change';
import { toRegenerate, toRun } from '../../../core/plan/door';
import { noticeLines, writeReport } from '../../../core/plan/report';
import { tasks } from '../../../core/tasks';
import { baseName } from '../../../core/text/paths';
import { claimBeside } from '../../../core/resolve/neighbours';
import { noticesAround } from '../../../core/resolve/notices';
import { failures, type Result } from '../../../core/text/problems';
import { directoryFromSchema } from '../../../io/installed-schema';
import { listingOf } from '../../../io/listing';
import { neighboursInTree } from '../../app-directories';
import { planInTree, resolveInTree } from '../../apps';
import { knownProjects, type KnownProject } from '../../nx-graph';
import { NX_JSON, nxJsonWithPlugin } from '../../nx-json';
import { applyToTree, callsOf, lookInTree, tryReadTree } from '../../tree';
import { orFail } from '../app/generate';
import {
  directoryInWorkspace,
  fromWhereTheUserIs,
  placeProblems,
  projectNameAt,
  reachableInWorkspace,
} from '../app/place';
import { withTypedTexts } from '../app/typed-texts';
import { append } from '../../../core/text/lists';

/** What `nx g fastapi-container:adopt` is called with: the directory, and options by the names of their flags. */
export interface AdoptGeneratorFlags {
  readonly directory?: string | number;
  readonly overwrite?: boolean;
  readonly convert?: boolean;
  readonly [flag: string]: unknown;
}

/** What Nx hands on besides the flags of this generator. */
const FLAGS_OF_NX = ['_', 'defaults', 'skipProjectGraph'];

/** The name of an app of which nobody said another: that of the project that is there, else that of the directory. */
function defaultName(root: string, directory: string, projects: readonly KnownProject[]): string {
  return projectNameAt(directory, projects) ?? baseName(directory === '.' ? root : directory);
}

/** What is said of targets that the project had before: in Nx they win over those that are inferred. */
function targetsThatStay(directory: string, app: ResolvedApp, projects: readonly KnownProject[]): Notice[] {
  const present = projects.find(({ root }) => root === directory)?.targets ?? [];
  const shared = tasks(app).flatMap(({ name }) => (present.includes(name) ? [name] : []));
  if (shared.length === 0) return [];
  const message = `${shared.join(', ')} stay those that the project has. Rename one there, and its name is free for the one from here`;
  return [{ option: 'targets', message }];
}

/** Takes an existing application in: reads, reports, and writes what was not there. */
export default function adopt(
  tree: Tree,
  { directory: typed, overwrite, convert, ...others }: AdoptGeneratorFlags,
): void {
  const flags = Object.fromEntries(Object.entries(others).filter(([key]) => !FLAGS_OF_NX.includes(key)));
  const orTell = <T>(result: Result<T>) => orFail(result, 'adopt');
  const calls = callsOf(tree);
  const meant = orTell(
    directoryInWorkspace(orTell(fromWhereTheUserIs(tree.root, process.cwd(), typed, 'adopt', calls))),
  );
  const directory = orTell(reachableInWorkspace(tree.root, meant));
  const decided = withTypedTexts(optionsFromFlags(flags), process.argv);
  const known = knownProjects();
  const projects = known ?? [];
  const name = typeof decided.name === 'string' ? decided.name : defaultName(tree.root, directory, projects);
  const wishes = { convert: convert === true, inStep: toRegenerate('nx', directory, calls) };
  const adoption = inferOptions(listingOf(join(tree.root, directory)), decided, name, directory, wishes);
  // A project that is there is no hindrance: the application belongs to it, and what its files say of targets wins.
  const optionsFile = optionsFileOf(directory);
  const obstacle = roomProblem(optionsFile, lookInTree(tree, '.')(optionsFile));
  const problems = obstacle
    ? [obstacle]
    : [...adoptProblems(adoption), ...placeProblems(tree, directory, name, projects)];
  const nxJson = nxJsonWithPlugin(tree);
  if (!nxJson.ok) append(problems, nxJson.problems);
  if (problems.length > 0 || !nxJson.ok) return orTell(failures(problems));

  const home = directoryFromSchema(join(tree.root, directory), tree.root);
  const text = adoptedOptionsFile(home, name, adoption);
  const app = orTell(resolveInTree(tree, directory, text));
  const shared = claimBeside(app, directory, neighboursInTree(tree, directory, known));
  if (shared.length > 0) return orTell(failures(shared));
  const starting = startingTexts(adoption, app);
  const options = { overwrite: overwrite === true, optionsFile: text, starting };
  const planned = orTell(planInTree(tree, directory, app, options));
  const workspace = withStarting({ directory, read: (path) => tryReadTree(tree, path) }, starting);
  const notices = noticesAround(app, workspace);
  tree.write(optionsFile, text);
  applyToTree(tree, directory, planned);
  tree.write(NX_JSON, nxJson.value);
  console.log(adoptReport(directory, adoption));
  if (leftToPerson(planned).length > 0) console.warn(writeReport(directory, leftToPerson(planned), calls));
  const build = toRun('nx', 'container-build', name, directory, calls);
  for (const line of undecidedLines(build, planned)) console.warn(line);
  const theirs = targetsThatStay(directory, app, projects);
  for (const line of noticeLines([...theirs, ...notices])) console.warn(line);
}
