import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { callsIn, type Calls } from '../core/npm/calls';
import { joinPath } from '../core/text/paths';
import { pendingChanges, type Change, type Look } from '../core/plan/change';
import type { ReadText } from '../core/workspace';
import type { Directories } from '../io/directories';
import { asText, lookBelow, unreadable } from '../io/disk';
import { placesBelow } from '../io/places';

/**
 * Looks at paths of the tree below a directory. The tree follows links; this does not.
 *
 * @param pristine whether the tree has no changes there: what is on the disk is then what is in the tree
 * @param known directories that were looked at in the same run: a tree writes nothing to the disk
 */
export function lookInTree(tree: Tree, directory: string, pristine = false, known?: Directories): Look {
  if (pristine) return lookBelow(join(tree.root, directory), known?.seen);
  const placeOf = placesBelow(join(tree.root, directory), known?.seen);
  const look: Look = (path) => {
    const target = joinPath(directory, path);
    const onDisk = placeOf(path);
    if (typeof onDisk === 'object') return { kind: 'other', ...onDisk };
    const bytes = tree.read(target);
    if (bytes !== null) return asText(bytes);
    // The tree answers alike for a file that is not there and for one that it may not read.
    return onDisk === 'file' && tree.exists(target) ? unreadable() : { kind: 'absent' };
  };
  return (path) => {
    try {
      return look(path);
    } catch (error) {
      return unreadable(error);
    }
  };
}

/** Text of a file in the tree, undefined when there is none. */
export function tryReadTree(tree: Tree, path: string): string | undefined {
  return readerOf(tree)(path);
}

/**
 * Reads files of the tree. For as long as nothing is changed: it knows the directories that it has seen.
 *
 * @param pristine whether the tree has no changes at all
 * @param known directories that were looked at in the same run
 */
export function readerOf(tree: Tree, pristine = false, known?: Directories): ReadText {
  const look = lookInTree(tree, '.', pristine, known);
  return (path) => {
    const existing = look(path);
    return existing.kind === 'file' ? existing.text : undefined;
  };
}

/** How a person calls programs in the workspace of the tree. */
export function callsOf(tree: Tree): Calls {
  return callsIn(readerOf(tree), (file) => tree.exists(file));
}

/** Carries the changes of a plan over to the tree. */
export function applyToTree(tree: Tree, directory: string, changes: readonly Change[]): void {
  for (const change of pendingChanges(changes)) {
    const target = joinPath(directory, change.path);
    if (change.action === 'remove') tree.delete(target);
    else tree.write(target, change.after);
  }
}
