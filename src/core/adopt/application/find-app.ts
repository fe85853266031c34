import { isAside, otherFrameworks, type FoundApplication } from '../../python-source/applications';
import type { Files } from '../evidence';
import type { Candidate, Confidence, Finding, Question } from '../finding';
import { placeText, type Place } from '../../text/place';
import type { PythonModule } from '../../python-source/module';
import { importString, rootsOf, sourceRootOf } from '../../python-source/source-root';
import type { Starts } from '../start/starts';
import { readToml, lineOf, tableAt, textAt } from '../../text/toml';
import type { Problem } from '../../text/problems';

/** The application that was chosen. */
export interface ChosenApp {
  readonly file: string;
  readonly root: string;
  readonly attribute: string;
  readonly factory: boolean;
  readonly place: Place;
  readonly confidence: Confidence;
}

/** The application, or what stands in the way of naming it. */
export type AppSearch = { readonly app: ChosenApp } | { readonly question: Question } | { readonly problem: Problem };

/** What was decided by a person beforehand. */
export interface DecidedApp {
  /** Import string, with `()` behind a factory. */
  readonly app?: string | undefined;
  readonly source?: string | undefined;
}

type Modules = readonly PythonModule[];

function rootOf(file: string, files: Files, modules: Modules): string {
  return sourceRootOf(file, files.all, modules);
}

/** An import string that a person or a file gives, found in the source. */
function named(text: string, source: string | undefined, place: Place, files: Files): ChosenApp | undefined {
  const factory = text.endsWith('()');
  const [module = '', attribute = 'app'] = text.replace(/\(\)$/, '').split(':');
  const roots = rootsOf(module, files.listing.files);
  const found = roots.find(({ root }) => root === source) ?? (source === undefined ? roots[0] : undefined);
  return found && { file: found.file, root: found.root, attribute, factory, place, confidence: 'certain' };
}

function entrypoint(files: Files): ChosenApp | undefined {
  const text = files.text('pyproject.toml') ?? '';
  const value = textAt(tableAt(readToml(text), 'tool', 'fastapi'), 'entrypoint');
  if (value === undefined) return undefined;
  const line = lineOf(text, value);
  return named(value, undefined, { file: 'pyproject.toml', ...(line === undefined ? {} : { line }) }, files);
}

/** Applications that commands of the most trusted kind of file start, each once. */
function started({ launches }: Starts, files: Files, modules: Modules): ChosenApp[] {
  const [first] = launches.filter((launch) => launch.started !== undefined);
  const found = new Map<string, ChosenApp>();
  for (const { started: app, rank, place } of launches) {
    if (!app || rank !== first?.rank) continue;
    const root = sourceRootOf(app.file, files.all, modules, app.root);
    const key = `${app.file}#${app.attribute}`;
    if (!found.has(key)) found.set(key, { ...app, root, place, confidence: 'certain' });
  }
  return [...found.values()];
}

function asked(candidates: readonly ChosenApp[], reason: string): AppSearch {
  const answers = candidates.map((app): Candidate => ({ value: importString(app), place: app.place }));
  return { question: { option: 'app', reason, candidates: answers } };
}

function nothing(files: Files, modules: Modules, shown: string): Problem {
  const [other] = otherFrameworks(modules);
  const fix =
    'name the directory in which the application lies, or the application with --app, such as --app=orders.main:app';
  const allowed = 'a directory with a FastAPI application';
  const option = shown;
  if (other) {
    const reason = `holds an application of another framework: ${other.what} (${placeText(other.place)})`;
    return { option, reason, allowed, fix: 'this package is for FastAPI only; name another directory' };
  }
  if (!files.listing.files.some((path) => path.endsWith('.py'))) {
    return { option, reason: 'holds no Python file', allowed, fix };
  }
  const uses = modules.find(({ imports }) =>
    [...imports.values()].some(({ module }) => module.split('.')[0] === 'fastapi'),
  );
  const seen = uses ? `, though ${uses.path} imports fastapi` : '';
  return { option, reason: `no application was found in its Python files${seen}`, allowed, fix };
}

/**
 * Finds the application: as a person decided, as `[tool.fastapi]` names it, as the commands start it, or the only one in
 * the source.
 */
export function findApp(
  files: Files,
  modules: Modules,
  applications: readonly FoundApplication[],
  starts: Starts,
  decided: DecidedApp,
  shown: string,
): AppSearch {
  if (decided.app !== undefined) {
    const app = named(decided.app, decided.source, { file: 'the command line' }, files);
    if (app) return { app };
    const reason = `there is no module ${decided.app.split(':')[0] ?? ''} in ${shown}`;
    const where = decided.source === undefined ? '' : ` below ${decided.source}`;
    return { problem: { option: 'app', value: decided.app, reason: reason + where, fix: 'correct the import string' } };
  }
  const declared = entrypoint(files);
  if (declared) return { app: declared };
  const inCommands = started(starts, files, modules);
  const [first] = inCommands;
  if (inCommands.length > 1) return asked(inCommands, 'several applications are started');
  if (first) return { app: first };
  const candidates = applications
    .filter(({ file }) => !isAside(file))
    .map(({ file, attribute, factory, place }): ChosenApp => {
      const root = decided.source ?? rootOf(file, files, modules);
      return { file, root, attribute, factory, place, confidence: 'likely' };
    });
  const [only] = candidates;
  if (candidates.length > 1) return asked(candidates, 'there are several applications');
  return only ? { app: only } : { problem: nothing(files, modules, shown) };
}

/** What the chosen application says about options. */
export function appFindings(app: ChosenApp): Finding[] {
  const { place, confidence, root } = app;
  const source: Finding[] =
    root === '.' ? [] : [{ option: 'source', value: root, place: { file: app.file }, confidence }];
  return [{ option: 'app', value: importString(app), place, confidence }, ...source];
}
