import { OPTIONS_FILE } from '../constants';
import { parseJsonc } from '../input/jsonc';
import { ownMember } from '../input/members';
import { joinPath } from '../text/paths';
import type { LibrariesAround } from './around';
import { declaredLibraries } from './declared';

/** Files of Nx that may give a project more tags, and where they stand in each. */
const FURTHER: readonly (readonly [file: string, ...path: string[]])[] = [
  ['project.json', 'tags'],
  ['package.json', 'nx', 'tags'],
];

/**
 * The tags of the project in a directory, as Nx merges them: those of its options, or of its pyproject.toml, and those of
 * its `project.json`.
 */
export function tagsIn(
  directory: string,
  { read, candidates }: Pick<LibrariesAround, 'read' | 'candidates'>,
): string[] {
  const isApp = read(joinPath(directory, OPTIONS_FILE)) !== undefined;
  const own = isApp ? declaredLibraries(directory, read).tags : (candidates.at(directory)?.tags ?? []);
  const further = FURTHER.flatMap(([file, ...path]) => {
    const text = read(joinPath(directory, file));
    const parsed = text === undefined ? undefined : parseJsonc(text, file);
    const tags: unknown = parsed?.ok === true ? path.reduce<unknown>(ownMember, parsed.value) : undefined;
    return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
  });
  return [...new Set([...own, ...further])];
}
