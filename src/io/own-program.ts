import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The words that start this command line once more. */
export const OWN_PROGRAM: readonly string[] = [process.execPath, join(__dirname, '../cli/main.js')];

/** Of a text the directory that imports start from is the current one, where an app may have a `json.py` of its own. */
const STANDARD_LIBRARY_FIRST = 'import sys; sys.path[0] = sys.executable';

/**
 * The words that follow those for a Python, to run a program that comes with this package. It is handed over as a text:
 * Yarn keeps packages in zip files, which Node alone reads.
 *
 * @param name of the file in `python/`
 */
export function pythonProgram(name: string): string[] {
  const text = readFileSync(join(__dirname, '..', '..', 'python', name), 'utf8');
  return ['-c', `${STANDARD_LIBRARY_FIRST}\n${text}`];
}
