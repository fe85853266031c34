import { PYPROJECT_FILE } from '../../constants';
import { readToml, tableAt } from '../../text/toml';
import type { Files } from '../evidence';
import type { Note } from '../finding';

/** Extras that serve the work on a project, and no image of it. */
const OF_THE_WORK = /^(?:dev|development|tests?|testing|lint|linting|typing|types|docs?)$/i;

/**
 * Extras of the project itself, which nobody asks for in the image.
 *
 * @param installed those that a Dockerfile installs, and that become requirements
 */
export function extrasNote(files: Files, installed: readonly string[] = []): Note[] {
  const table = readToml(files.text(PYPROJECT_FILE) ?? '');
  const all = { ...tableAt(table, 'project', 'optional-dependencies'), ...tableAt(table, 'tool', 'poetry', 'extras') };
  const extras = Object.keys(all).filter((name) => !installed.includes(name) && !OF_THE_WORK.test(name));
  if (extras.length === 0) return [];
  const text = `the image has none of the extras (${extras.join(', ')}): what it needs of them belongs among the dependencies`;
  return [{ text, place: { file: PYPROJECT_FILE } }];
}
