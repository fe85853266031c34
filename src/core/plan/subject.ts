import { optionsFileOf } from '../input/options-file';
import { fileOnlyKeys, mapValues, optionEntries, type OptionEntry } from '../input/schema';
import { joinPath } from '../text/paths';
import type { Problem } from '../text/problems';

/** Whether a problem is about one of the known options, as opposed to a file. */
function isOption(option: string, known: readonly OptionEntry[]): boolean {
  const path = option.replace(/\[\d+\]$/, '');
  const isIn = ({ path: group, schema }: OptionEntry) =>
    mapValues(schema) !== undefined && path.startsWith(`${group}.`);
  return fileOnlyKeys.includes(path) || known.some((entry) => path === entry.path || isIn(entry));
}

/** What is no option may be a misspelt one. */
function looksLikeFile(option: string): boolean {
  return /\/|:\d+$|\.(?:txt|toml|lock)$/.test(option);
}

/**
 * Where problems with a plan are: the one file that they are all about, or the app. A problem of the requirements is none
 * of the options file.
 *
 * @param shown the app's directory as messages name it
 * @param isThere whether there is a file in the app's directory: others are named as the problems name them
 */
export function planSubject(problems: readonly Problem[], shown: string, isThere: (path: string) => boolean): string {
  const known = optionEntries();
  const subjects = problems.map(({ option }) => {
    if (isOption(option, known) || !(looksLikeFile(option) || isThere(option))) return optionsFileOf(shown);
    const file = option.replace(/:\d+$/, '');
    // Of a file that cannot be there, the directory may be what is in the way.
    return isThere(file) || isThere(file.split('/')[0] ?? '') ? joinPath(shown, file) : file;
  });
  const [first, ...others] = new Set(subjects);
  if (first !== undefined && others.length === 0) return first;
  return shown === '.' ? 'this app' : shown;
}
