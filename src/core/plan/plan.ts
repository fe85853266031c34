import { callsAround, type Calls } from '../npm/calls';
import type { ResolvedApp } from '../app/resolved';
import { OPTIONS_FILE, PYPROJECT_FILE, REQUIREMENTS_FILE } from '../constants';
import { readLibraries } from '../dependencies/libraries';
import { fileProblems } from '../image/files-there';
import type { MadeFile, Part } from '../outputs/output';
import { OUTPUTS, formerPaths, renderOutputs, type Rendered } from '../outputs/render';
import type { Templates } from '../outputs/templates';
import { append } from '../text/lists';
import { joinPath } from '../text/paths';
import { failures, success, type Problem, type Result } from '../text/problems';
import type { Workspace } from '../workspace';
import { adviseLeftRunning } from './left-running';
import { applicationProblem } from './application-there';
import { bornGroups, recordBirth } from './birth';
import { lookOnce, textAt, type Change, type Look } from './change';
import { adviseComposed } from './composed';
import { adviseDatabase } from './database-born';
import { doorOf, toRun } from './door';
import { plannedText, reconcile, reconcileMade } from './reconcile';
import { hashesAsked, requirementsSeen, uvProblems } from './requirements-seen';
import { adviseSeams } from './seams';
import { keepImported } from './still-imported';

/** What a plan may be made with besides the options. */
export interface PlanOptions {
  /** Replaces managed files that a person edited or brought. */
  readonly overwrite?: boolean;
  /** What of the files is planned; all of them by default. */
  readonly parts?: readonly Part[];
  /** Paths that the host writes itself and the plan leaves out, such as projen's `.gitignore`. */
  readonly exclude?: readonly string[];
  /** Names of the directories in that of the app, where a former package may lie. */
  readonly directories?: readonly string[];
  /** The app's directory as messages name it. */
  readonly shown?: string;
  /** How programs are called, for commands that a person is to type; as the workspace says where a door knows no better. */
  readonly calls?: Calls;
  /** The repository around the app; without one there is nothing but the app. */
  readonly workspace?: Workspace;
  /** Text of the options file, where it is not what is there: it may be about to be written. */
  readonly optionsFile?: string;
  /** Texts that files begin with where there are none yet, by path: what an adopted app declares elsewhere. */
  readonly starting?: Readonly<Record<string, string>>;
}

function ownProblems(app: ResolvedApp, rendered: readonly Rendered[], former: readonly string[]): Problem[] {
  const kinds = ['managed', 'block'];
  const managed = rendered.map(({ file }) => file).filter(({ ownership }) => kinds.includes(ownership));
  const paths = managed.map(({ path }) => path);
  const allowed = paths.join(', ');
  return app.own
    .filter((path) => !paths.includes(path) && !former.includes(path))
    .map((path) => ({
      option: 'own',
      value: path,
      reason: 'is not a managed file of this app',
      allowed,
      fix: 'name a managed file, or remove the entry: all other files are yours already',
    }));
}

/** The app's directory as a workspace of its own. */
function appAlone(look: Look): Workspace {
  return { directory: '.', read: (path) => textAt(look, path) };
}

/** Sees the texts that new files begin with where there is nothing yet. */
function withStarting(look: Look, starting: Readonly<Record<string, string>>): Look {
  return (path) => {
    const existing = look(path);
    const text = Object.hasOwn(starting, path) ? starting[path] : undefined;
    return existing.kind === 'absent' && text !== undefined ? { kind: 'file', text } : existing;
  };
}

/**
 * What begins with a text of that kind is created, whatever became of the text. What is wrong with the text is judged as
 * in a file that is there, and left to the person.
 */
function asCreated(changes: readonly Change[], look: Look, starting: Readonly<Record<string, string>>): Change[] {
  return changes.flatMap((change): Change[] => {
    const text = Object.hasOwn(starting, change.path) ? starting[change.path] : undefined;
    if (text === undefined || look(change.path).kind !== 'absent') return [change];
    const { path, ownership } = change;
    if (change.action === 'update') return [{ path, ownership, action: 'create', after: change.after }];
    const created: Change = { path, ownership, action: 'create', after: text };
    return change.action === 'conflict' ? [created, { ...change, begun: true }] : [created];
  });
}

/**
 * Plans the files of one app: the whole way from resolved options to what is to be written.
 *
 * The options file comes last: it records what was written, so that a run which was interrupted is repeated whole.
 *
 * @param lookThere looks at a path relative to the app's directory
 */
export function planApp(
  app: ResolvedApp,
  templates: Templates,
  lookThere: Look,
  options: PlanOptions = {},
): Result<Change[]> {
  const { starting = {} } = options;
  const look = lookOnce(withStarting(lookThere, starting));
  const { overwrite = false, exclude = [], directories = [], shown = '.', workspace = appAlone(look) } = options;
  const requirements = textAt(look, REQUIREMENTS_FILE) ?? '';
  const seen = requirementsSeen(app, requirements, workspace);
  const door = () => doorOf(app.managedBy, workspace);
  const facts = {
    ...seen.facts,
    door: door(),
    isRepository: workspace.directory === '.',
    calls: () => callsAround(workspace),
  };
  const calls = () => options.calls ?? facts.calls();
  const outputs = OUTPUTS.filter(({ part }) => options.parts?.includes(part) ?? true);
  // An app in a directory below this one has files of its own.
  const packages = directories.filter((directory) => look(joinPath(directory, OPTIONS_FILE)).kind === 'absent');
  const everyLasting = OUTPUTS.filter(({ group }) => group === undefined);
  const lasting = everyLasting.filter((output) => outputs.includes(output));
  const former = formerPaths(lasting, packages);
  const following = renderOutputs(lasting, app, templates, facts);
  const born = bornGroups(app, [...following.map(({ file }) => file.path), ...former], look);
  const seeds = outputs.filter(({ group }) => group !== undefined && !born.includes(group));
  const first = renderOutputs(seeds, app, templates, facts);
  const rendered = [...first, ...following].filter(({ file }) => !exclude.includes(file.path));
  // Whoever writes a part of the files shares the options with those who write the others.
  const ownable = options.parts ? [...first, ...renderOutputs(everyLasting, app, templates, facts)] : rendered;

  // Who writes no source, or leaves the entry module to somebody else, does not answer for it.
  const answers = outputs.some(({ part }) => part === 'source') && !exclude.includes(app.application.entryFile);
  const astray = answers && born.includes('app') ? applicationProblem(app, look, workspace) : undefined;
  // A new app may be given its files once it is there.
  const builds = outputs.some(({ part }) => part === 'image');
  const isThere = (path: string) => look(path).kind !== 'absent';
  const problems = [
    ...(astray ? [astray] : []),
    ...ownProblems(app, ownable, options.parts ? formerPaths(everyLasting, packages) : former),
    ...readLibraries(app.libraries, workspace).problems,
    ...seen.problems,
    ...(builds && born.includes('app') ? fileProblems(app, isThere, workspace) : []),
  ];
  const { surroundings } = seen;
  const given = { app, own: app.own, overwrite, door, calls, directory: shown, surroundings };
  const guards = lasting.filter(({ neighbours }) => neighbours?.guard === true);
  const guarded = new Set(formerPaths(guards, packages));
  const leaving = former.filter((path) => !guarded.has(path));
  const reconciled = reconcile(rendered, leaving, look, given);
  if (!reconciled.ok) return failures([...problems, ...reconciled.problems]);
  const block = reconciled.value.find(({ path }) => path === REQUIREMENTS_FILE);
  const merged = block?.action === 'create' || block?.action === 'update' ? block.after : requirements;
  append(problems, hashesAsked(app, merged, workspace, merged === requirements ? seen.files : undefined));
  // Who writes no requirements does not answer for them.
  if (outputs.some(({ part }) => part === 'requirements')) {
    append(
      problems,
      uvProblems(app, () => plannedText(PYPROJECT_FILE, look, reconciled.value), workspace),
    );
  }
  if (problems.length > 0) return failures(problems);
  const run = (task: string) => toRun(door(), task, app.name, shown, calls());
  const made = rendered.map(({ file }) => file).filter((file): file is MadeFile => file.ownership === 'made');
  const stale = made.map((file) => reconcileMade(file, look, workspace, reconciled.value, run));
  // projen writes the options file of its apps itself.
  const text = () => (app.managedBy === undefined ? (options.optionsFile ?? textAt(look, OPTIONS_FILE)) : undefined);
  const record = recordBirth(app, text, [...born, ...first.flatMap(({ output }) => output.group ?? [])]);
  const before = { look, bornBefore: app.born === undefined && born.includes('app'), directory: shown };
  const kept = keepImported(reconciled.value, app, workspace);
  const told = adviseDatabase(app, asCreated(kept, lookThere, starting), born, first);
  const files = adviseSeams(app, told, before);
  const advised = adviseComposed(app, adviseLeftRunning(app, files, lasting), workspace);
  return success([...advised, ...stale, ...(record ? [record] : [])]);
}
