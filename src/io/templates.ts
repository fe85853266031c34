import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Templates } from '../core/templates';

const ENDING = '.ejs';

let loaded: Templates | undefined;

/** The templates that this package ships, read once per process. */
export function loadTemplates(): Templates {
  if (loaded) return loaded;
  const root = join(__dirname, '..', '..', 'files');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith(ENDING),
  );
  loaded = Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(root, path).split(sep).join('/').slice(0, -ENDING.length);
      return [name, readFileSync(path, 'utf8')];
    }),
  );
  return loaded;
}
