import { type Place } from '../../text/place';
import { directoriesAbove } from '../../text/paths';
import type { Files } from '../evidence';
import type { Finding } from '../finding';
import type { Said } from '../said';
import { lineOf, readToml, tableAt, textAt } from '../../text/toml';
import { joinPath } from '../../text/paths';

/** A Python version that is asked for somewhere. */
interface Wanted {
  /** Such as `3.12`. */
  readonly version: string;
  readonly place: Place;
  readonly confidence: Finding['confidence'];
}

/** `3.11.7-slim` as 3.11; undefined where there is no minor version. */
function minor(version: string): string | undefined {
  return /^v?(3\.\d+)(?![\d])/.exec(version.trim())?.[1];
}

function order(version: string): number {
  return Number(version.split('.')[1]);
}

/** The Python of a base image: official ones and all that follow them in their tags. */
function ofImage(base: Said<string> | undefined): Wanted | undefined {
  if (!base) return undefined;
  const reference = base.value.replace(/@sha256:.*$/, '');
  const [, written, digits] = /python[:-]?(?:(3\.\d+)|3(\d\d)(?!\d))/.exec(reference) ?? [];
  const version = written ?? (digits === undefined ? undefined : `3.${digits}`);
  return version === undefined ? undefined : { version, place: base.place, confidence: 'certain' };
}

/** The lowest supported version that a specifier such as `>=3.9,<3.13`, `^3.11` or `==3.11.*` accepts. */
function lowestAccepted(specifier: string, supported: readonly string[]): string | undefined {
  const clauses = specifier
    .split(/[,\s]+(?=[\d^~<>=!])|,/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const accepts = (version: string) =>
    clauses.every((clause) => {
      const [, operator = '', given = ''] = /^(\^|~=|~|>=|<=|==|!=|<|>)?\s*(3(?:\.\d+)?)/.exec(clause) ?? [];
      const bound = given.includes('.') ? order(given) : 0;
      const own = order(version);
      const exact = /\d+\.\d+\.\d+/.test(clause);
      if (operator === '>=' || operator === '^') return own >= bound;
      if (operator === '>') return exact ? own >= bound : own > bound;
      if (operator === '<=') return own <= bound;
      if (operator === '<') return given === '' || (exact && !/\.0$/.test(clause) ? own <= bound : own < bound);
      if (operator === '!=') return exact || own !== bound;
      if (operator === '~=' && !exact) return own >= bound;
      return operator === '' && !clause.includes('.') ? true : own === bound;
    });
  return supported.find(accepts);
}

function nearest(files: Files, name: string): { text: string; shown: string } | undefined {
  const { directory, read } = files.listing;
  const above = directory === '.' ? ['.'] : directoriesAbove(`${directory}/x`);
  for (const [depth, parent] of above.entries()) {
    const text = read(joinPath(parent, name))?.text;
    if (text !== undefined) return { text, shown: '../'.repeat(depth) + name };
  }
  return undefined;
}

/** What files say about the Python version, the most trusted first. */
function wanted(files: Files, base: Said<string> | undefined, supported: readonly string[]): Wanted[] {
  const found: (Wanted | undefined)[] = [ofImage(base)];
  const pinned = nearest(files, '.python-version');
  const version = pinned && minor(pinned.text.replace(/^(c?python-?)/, ''));
  if (pinned && version !== undefined)
    found.push({ version, place: { file: pinned.shown, line: 1 }, confidence: 'certain' });
  const runtime = files.text('runtime.txt');
  const heroku = minor((runtime ?? '').replace(/^python-/, ''));
  if (heroku !== undefined)
    found.push({ version: heroku, place: { file: 'runtime.txt', line: 1 }, confidence: 'certain' });
  const text = files.text('pyproject.toml') ?? '';
  const table = readToml(text);
  const specifier =
    textAt(tableAt(table, 'project'), 'requires-python') ??
    textAt(tableAt(table, 'tool', 'poetry', 'dependencies'), 'python');
  if (specifier !== undefined) {
    const line = lineOf(text, specifier);
    const place = { file: 'pyproject.toml', ...(line === undefined ? {} : { line }) };
    const lowest = lowestAccepted(specifier, supported) ?? minor(specifier.replace(/^[^\d]*/, ''));
    if (lowest !== undefined) found.push({ version: lowest, place, confidence: 'likely' });
  }
  const pipfile = files.text('Pipfile') ?? '';
  const ofPipfile = textAt(tableAt(readToml(pipfile), 'requires'), 'python_version');
  if (ofPipfile !== undefined) {
    const line = lineOf(pipfile, 'python_version');
    found.push({
      version: ofPipfile,
      place: { file: 'Pipfile', ...(line === undefined ? {} : { line }) },
      confidence: 'certain',
    });
  }
  return found.filter((each) => each !== undefined);
}

/** The Python version to take, as the most trusted file has it. It may be one that is not supported. */
export function findPython(
  files: Files,
  base: Said<string> | undefined,
  supported: readonly string[],
): Finding | undefined {
  const [first] = wanted(files, base, supported);
  return first && { option: 'python', value: first.version, place: first.place, confidence: first.confidence };
}
