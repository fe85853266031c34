import { BY_NPX, type Calls } from '../npm/calls';
import { isAside } from '../python-source/applications';
import { firstNames } from '../text/first-names';
import { directoriesAbove, directoryOf } from '../text/paths';
import { shellWord } from '../text/shell-word';
import type { Door } from '../plan/door';
import type { Problem } from '../text/problems';

/** Files that make a directory a project of its own. */
const MANIFEST = /\/(pyproject\.toml|project\.json|package\.json)$/;

/**
 * Why no new application is planted in a directory: there is Python code in it already. Undefined on empty ground.
 *
 * @param files of the directory, relative to it
 * @param shown the directory as messages name it
 * @param calls how programs are called here
 */
export function groundProblem(
  files: readonly string[],
  shown: string,
  door: Door,
  calls: Calls = BY_NPX,
): Problem | undefined {
  const projects = new Set(files.filter((path) => path.includes('/') && MANIFEST.test(path)).map(directoryOf));
  const isOfAnother = (path: string) => directoriesAbove(path).some((directory) => projects.has(directory));
  const python = files.filter((path) => path.endsWith('.py') && !isAside(path) && !isOfAnother(path));
  if (python.length === 0) return undefined;
  const adopt = door === 'nx' ? `${calls.nx} g fastapi-container:adopt` : `${calls.own} adopt`;
  return {
    option: 'directory',
    value: shown,
    reason: `holds Python code already: ${firstNames(python)}. A new application is for empty ground`,
    allowed: 'a directory without Python files',
    fix: `take in what is there with \`${adopt} ${shellWord(shown)}\`, or choose another directory`,
  };
}
