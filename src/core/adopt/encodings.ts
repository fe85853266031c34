import type { Files } from './evidence';
import type { Note } from './finding';
import { baseName } from '../text/paths';

/** Files that somebody else reads, each with who that is and what they can read. */
const READERS: readonly (readonly [name: RegExp, reader: string, readsLatin1: boolean])[] = [
  [/\.py$/, 'Python reads nothing else without a line that names the encoding', false],
  [/^(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$/, 'the engine reads nothing else', true],
  [/^Procfile$/, 'what starts it reads nothing else', true],
  [/^(?:pyproject\.toml|Pipfile|(?:uv|poetry|pdm)\.lock)$/, 'TOML is read in nothing else', false],
];

/** The line by which Python is told an encoding: the first or the second one of a file. */
function namesEncoding(text: string): boolean {
  return text.split('\n', 2).some((line) => line.startsWith('#') && /coding[:=][ \t]*[-\w.]+/.test(line.slice(0, 200)));
}

/** Files that are read here all the same, and that others cannot read as they are. */
export function encodingNotes(files: Files): Note[] {
  return files.listing.files.flatMap((path) => {
    const known = READERS.find(([name]) => name.test(baseName(path)));
    if (!known) return [];
    const source = files.source(path);
    const [, reader, readsLatin1] = known;
    if (!source || source.encoding === 'UTF-8') return [];
    if (source.encoding === 'Latin-1' && (readsLatin1 || namesEncoding(source.text))) return [];
    const what = source.encoding === 'UTF-16' ? 'in UTF-16' : 'not in UTF-8';
    return [{ text: `is ${what}: save it in UTF-8, since ${reader}`, place: { file: path } }];
  });
}
