import { PYPI } from '../dependencies/declared-indexes';
import type { Files } from '../evidence';
import type { Note } from '../finding';
import type { Installation } from './image-installs';
import { inRepository, missingFiles, missingOf } from './missing-packages';
import type { Dependencies } from '../dependencies/needs';
import { NOTHING_DECLARED } from '../dependencies/project-dependencies';
import { append } from '../../text/lists';

function indexNotes({ indexes, place, ...install }: Installation, files: Files, lines: Dependencies['lines']): Note[] {
  return indexes.flatMap(([flag, address]) => {
    const isAddress = /^(https?:|\$)/.test(address);
    const isKnown = PYPI.test(address) || lines.some(({ text }) => /^-/.test(text) && text.includes(address));
    if (isKnown) return [];
    if (isAddress) {
      return [{ text: `${flag} names a package index: option packageIndex takes it as a build secret`, place }];
    }
    const path = inRepository(address, { ...install, indexes, place }, files);
    if (path === undefined || path === '.') return [];
    return [
      {
        text: `${flag} names the directory ${path} with packages: put them on a package index ("packageIndex")`,
        place,
      },
    ];
  });
}

/** What is said of lines that the requirements lack. */
function addedText({ kind, requirements }: Dependencies, added: string): string {
  if (kind === 'none') {
    return `requirements.txt has ${added}: nothing else says what the application needs, and this installs it`;
  }
  if (requirements !== undefined) {
    return `installs ${added} besides what is declared: requirements.txt has it now, since the image installs from there`;
  }
  const where = kind === 'uv' ? 'pyproject.toml' : 'requirements.txt';
  return `installs ${added}, which ${where} does not name: the image would lack it, add it there`;
}

/**
 * Adds what commands of a Dockerfile install besides the requirements: to the requirements file that is written here, else
 * it is told.
 *
 * @param installs what goes into the image
 */
export function withInstalled(
  dependencies: Dependencies,
  installs: readonly Installation[],
  files: Files,
): Dependencies {
  const lines = [...dependencies.lines];
  const notes: Note[] = [];
  const added: string[] = [];
  for (const install of installs) {
    const { place } = install;
    const missing = [
      ...install.requirements.flatMap((written) => missingOf(written, install, files, lines)),
      ...missingFiles(install, files, lines),
    ];
    const fresh = missing.flatMap(({ line }) => (line === undefined || added.includes(line) ? [] : [line]));
    append(added, fresh);
    append(
      lines,
      fresh.filter((line) => !line.startsWith('-')).map((text) => ({ text, place })),
    );
    if (fresh.length > 0) notes.push({ text: addedText(dependencies, fresh.join(', ')), place });
    append(
      notes,
      missing.flatMap(({ told }) => (told === undefined ? [] : [{ text: told, place }])),
    );
    append(notes, indexNotes(install, files, dependencies.lines));
  }
  const { requirements } = dependencies;
  if (added.length === 0 || requirements === undefined) {
    return { ...dependencies, notes: [...dependencies.notes, ...notes] };
  }
  const before = dependencies.notes.filter(({ text }) => text !== NOTHING_DECLARED);
  const written = requirements + added.map((line) => `${line}\n`).join('');
  return { ...dependencies, lines, requirements: written, notes: [...before, ...notes] };
}
