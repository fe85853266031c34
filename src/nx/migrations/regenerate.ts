import type { Tree } from '@nx/devkit';
import { findApps } from '../../io/find-apps';
import { regenerate } from '../regenerate';

/**
 * `nx migrate` to a version whose output differs: brings every app up to date.
 *
 * @returns what is left to a person, which Nx prints as next steps
 */
export default function migrate(tree: Tree): string[] {
  const { changed, left } = regenerate(tree, findApps(tree.root));
  for (const line of changed) console.log(line);
  return left;
}
