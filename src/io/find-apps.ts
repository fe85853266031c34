import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OPTIONS_FILE } from '../core/constants';

/** Directories that hold no sources of a workspace: hidden ones are passed over besides. */
const SKIPPED = new Set(['node_modules', '__pycache__', 'site-packages', 'venv', 'dist', 'build', 'coverage']);

/**
 * Every app below a directory, as paths relative to it with `/`, in alphabetical order; `.` for the directory itself.
 * Links are not followed.
 */
export function findApps(root: string, directory = '.'): string[] {
  const entries = readdirSync(join(root, directory), { withFileTypes: true });
  const here = entries.some((entry) => entry.isFile() && entry.name === OPTIONS_FILE) ? [directory] : [];
  const below = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
    .map((entry) => (directory === '.' ? entry.name : `${directory}/${entry.name}`))
    .sort();
  return [...here, ...below.flatMap((path) => findApps(root, path))];
}
