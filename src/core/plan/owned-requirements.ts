import type { BlockFile } from '../outputs/output';
import { PYPROJECT_FILE } from '../constants';
import { requirementWith, type Requirement } from '../python/packages';
import { broughtBy } from '../python/extras';
import { readRequirements, valuesOf, type PackageLine } from '../python/requirement-lines';
import { judge } from '../python/specifiers';
import { normalizePath } from '../text/paths';
import { textAt, toMakeRoom, type Change, type Look } from './change';

/** A line that asks for a package, and the file that it is in. */
interface Placed {
  readonly file: string;
  readonly line: PackageLine;
}

/** The packages that a requirements file and those that it includes ask for. */
function packagesIn(path: string, look: Look, seen: readonly string[] = []): Placed[] {
  const text = seen.includes(path) ? undefined : textAt(look, path);
  return readRequirements(text ?? '').flatMap((line): Placed[] => {
    if (line.kind === 'package') return [{ file: path, line }];
    return valuesOf(line, '-r', '--requirement').flatMap((other) => {
      const included = normalizePath(`${path}/../${other}`);
      return included === undefined ? [] : packagesIn(included, look, [...seen, path]);
    });
  });
}

/**
 * The command that asks for a package where a tool keeps what the requirements file was made from; undefined where no such
 * tool is used.
 */
function toolOf(look: Look): { readonly add: string; readonly file: string } | undefined {
  const pyproject = textAt(look, PYPROJECT_FILE) ?? '';
  const uses = (tool: string) => new RegExp(`^\\[+tool\\.${tool}[.\\]]`, 'm').test(pyproject);
  if (uses('poetry') || look('poetry.lock').kind === 'file') return { add: 'poetry add', file: PYPROJECT_FILE };
  if (uses('pdm') || look('pdm.lock').kind === 'file') return { add: 'pdm add', file: PYPROJECT_FILE };
  return look('Pipfile').kind === 'file' ? { add: 'pipenv install', file: 'Pipfile' } : undefined;
}

/** What a person is to do about one package. */
interface ToDo {
  readonly deed: string;
  /** A version is to be raised, which is the person's own. */
  readonly isOld: boolean;
}

/** @returns undefined where nothing is to be done */
function toDo(
  wanted: Requirement,
  placed: readonly Placed[],
  brought: ReadonlySet<string>,
  look: Look,
): ToDo | undefined {
  const own = placed.filter(({ line }) => line.name === wanted.name);
  const old = own.find(
    ({ line }) =>
      wanted.anyVersion !== true && line.url === undefined && judge(line.specifier, wanted.oldest) === 'below',
  );
  if (!old && (own.length > 0 || brought.has(wanted.name))) return undefined;
  const line = requirementWith(wanted, old?.line.extras ?? []);
  const tool = toolOf(look);
  const source = tool ? `, and in ${tool.file}, which it was made from (\`${tool.add} '${line}'\`)` : '';
  if (!old) return { deed: `add the line ${line}${source}`, isOld: false };
  const marker = old.line.marker === undefined ? '' : ` ; ${old.line.marker}`;
  const place = `${old.file}:${String(old.line.number)}`;
  const why = `what the options lead to needs ${wanted.oldest}`;
  return { deed: `raise ${old.line.text} in ${place} to ${line}${marker}${source}: ${why}`, isOld: true };
}

/** What a text does not ask for, though the image needs it. */
export function missingRequirements(text: string, needed: readonly Requirement[]): Requirement[] {
  const lines = readRequirements(text).filter((line) => line.kind === 'package');
  const brought = new Set(lines.flatMap(({ name, extras }) => broughtBy(name, extras)));
  return needed.filter(({ name }) => !brought.has(name) && !lines.some((line) => line.name === name));
}

/**
 * The fate of a requirements file that the user has taken over: no line is written into it. What the image cannot start
 * without is told.
 */
export function ownedRequirements({ path, ownership, needed }: BlockFile, look: Look): Change {
  const existing = look(path);
  if (existing.kind === 'other') {
    // What cannot be read as a text is not judged: it may name all that is needed.
    const waysOut = [toMakeRoom(path, existing), `or take it out of the way, and "${path}" out of "own"`];
    return { path, ownership, action: 'conflict', reason: existing.what, waysOut };
  }
  const before = textAt(look, path);
  const placed = packagesIn(path, look);
  const brought = new Set(placed.flatMap(({ line }) => broughtBy(line.name, line.extras)));
  const left = needed.flatMap((wanted) => toDo(wanted, placed, brought, look) ?? []);
  if (left.length === 0) return { path, ownership, action: 'unchanged' };
  return {
    path,
    ownership,
    action: 'conflict',
    ...(before === undefined ? {} : { before, after: before }),
    reason: before === undefined ? 'it is missing' : 'the image cannot start with it',
    waysOut: [
      ...left.map(({ deed }) => deed),
      // A version that is too old is the person's to raise in either case.
      ...(left.some(({ isOld }) => isOld) ? [] : [`or leave it to the tool: take "${path}" out of "own"`]),
    ],
  };
}
