import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Templates } from '../core/outputs/templates';

const ENDING = '.ejs';

/**
 * The templates in a directory and below it, by path without the ending. It walks by itself: `readdirSync` with
 * `recursive` tells no usable path of an entry before Node 20.12, nor in the zip files in which Yarn keeps packages.
 */
function templatesIn(root: string, directory = ''): [string, string][] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = `${directory}${entry.name}`;
    if (entry.isDirectory()) return templatesIn(root, `${path}/`);
    if (!path.endsWith(ENDING)) return [];
    return [[path.slice(0, -ENDING.length), readFileSync(join(root, path), 'utf8')]];
  });
}

let loaded: Templates | undefined;

/** The templates that this package ships, read once per process. */
export function loadTemplates(): Templates {
  loaded ??= Object.fromEntries(templatesIn(join(__dirname, '..', '..', 'files')));
  return loaded;
}
