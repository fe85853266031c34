import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path below the root of the repository. */
export const fromRoot = (...segments) => join(root, ...segments);
