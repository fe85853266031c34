import { lineOf, readToml, tableAt, tablesAt, textAt, type Table } from '../../text/toml';
import type { Files } from '../evidence';
import type { Note } from '../finding';

/** Addresses of PyPI itself, which everybody asks anyway. */
export const PYPI = /^https?:\/\/(?:www\.)?pypi\.(?:org|python\.org)\/simple\/?$/;

function notesOf(sources: readonly Table[], file: string, text: string): Note[] {
  return sources.flatMap((source) => {
    const url = textAt(source, 'url');
    if (url === undefined || PYPI.test(url)) return [];
    const name = textAt(source, 'name');
    const line = lineOf(text, url);
    return [
      {
        text: `${name === undefined ? 'a source' : `the source ${name}`} is a package index of your own: the image asks it once option packageIndex names the secret with its address`,
        place: { file, ...(line === undefined ? {} : { line }) },
      },
    ];
  });
}

/** Package indexes that pyproject.toml or a Pipfile names: named, and never copied, since an address may hold a password. */
export function declaredIndexNotes(files: Files): Note[] {
  const pyproject = files.text('pyproject.toml') ?? '';
  const pipfile = files.text('Pipfile') ?? '';
  const tool = tableAt(readToml(pyproject), 'tool');
  const sources = [
    ...tablesAt(tableAt(tool, 'poetry'), 'source'),
    ...tablesAt(tableAt(tool, 'pdm'), 'source'),
    ...tablesAt(tableAt(tool, 'uv'), 'index'),
  ];
  return [
    ...notesOf(sources, 'pyproject.toml', pyproject),
    ...notesOf(tablesAt(readToml(pipfile) ?? {}, 'source'), 'Pipfile', pipfile),
  ];
}
