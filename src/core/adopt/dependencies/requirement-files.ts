import { readRequirements, valuesOf } from '../../python/requirement-lines';
import { normalizePath } from '../../text/paths';
import type { Problem } from '../../text/problems';
import { named, type Files } from '../evidence';
import type { Question } from '../finding';
import type { Installed } from './needs';

/** The requirements file that the image is made from, and how that is known. */
export interface ChosenFile {
  readonly file: string;
  readonly because: 'installed' | 'decided' | 'only';
}

/** Names of files for something else than running the application. */
const ASIDE = /(^|[/_.-])(dev\w*|tests?|testing|docs?|lint\w*|ci|local|build|typing|tools?|optional)([/_.-]|$)/i;

/** The files that a requirements file includes, those that they include as well. */
function includedBy(files: Files, path: string, seen: readonly string[] = []): string[] {
  if (seen.includes(path)) return [];
  return readRequirements(files.text(path) ?? '').flatMap((line) =>
    valuesOf(line, '-r', '--requirement').flatMap((other) => {
      const included = normalizePath(`${path}/../${other}`);
      return included === undefined ? [] : [included, ...includedBy(files, included, [...seen, path])];
    }),
  );
}

/** Requirements files that may be the ones of the image. Of one that another one includes, the other one counts. */
function candidates(files: Files, isDeclaredElsewhere: boolean): string[] {
  const all = named(files, /\.(txt|in)$/).filter(
    (path) =>
      /(^|\/)requirements[\w.-]*\.(txt|in)$|(^|\/)requirements\/[\w.-]+\.(txt|in)$/.test(path) && !ASIDE.test(path),
  );
  const possible = all.filter(
    (path) =>
      (!isDeclaredElsewhere || /prod|main|base/.test(path)) &&
      !(path.endsWith('.in') && all.includes(path.replace(/in$/, 'txt'))),
  );
  const included = new Set(possible.flatMap((path) => includedBy(files, path)));
  const tops = possible.filter((path) => !included.has(path));
  // A circle includes everything, and is told where requirements are judged.
  return tops.length > 0 ? tops : possible.slice(0, 1);
}

/**
 * The requirements file that the image is made from, where it has none of the usual name: what a person decided, what the
 * Dockerfile installs, or the only one that it can be. Undefined where there is none.
 */
export function requirementsFile(
  files: Files,
  installed: Installed,
  decided: string | undefined,
  isDeclaredElsewhere: boolean,
): ChosenFile | { readonly question: Question } | { readonly problem: Problem } | undefined {
  if (decided !== undefined) {
    const file = normalizePath(decided);
    if (file !== undefined && files.all.has(file)) return { file, because: 'decided' };
    const fix = `name one that is there, relative to the directory of the app`;
    return { problem: { option: 'requirements', value: decided, reason: 'there is no such file', fix } };
  }
  const present = installed.files.find((path) => files.all.has(path));
  if (present !== undefined) return { file: present, because: 'installed' };
  const possible = candidates(files, isDeclaredElsewhere);
  const [only] = possible;
  if (only === undefined) return undefined;
  if (possible.length === 1) return { file: only, because: 'only' };
  const reason = 'there are several requirements files, and no Dockerfile that says which one is installed';
  const answers = possible.map((file) => ({ value: file, place: { file } }));
  return { question: { option: 'requirements', reason, candidates: answers } };
}
