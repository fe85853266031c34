import { join } from 'node:path';
import { joinPath } from '../core/paths';
import type { Change, Look } from '../core/change';
import { asText, placesBelow } from '../io/disk';

/**
 * The part of Nx's `Tree` that is used here. Stated as a structure, so that nothing of Nx is loaded: a workspace that
 * has `nx` alone is enough.
 */
export interface Tree {
  /** Absolute path of the workspace. */
  readonly root: string;
  read(path: string): Buffer | null;
  write(path: string, content: string): void;
  exists(path: string): boolean;
  delete(path: string): void;
  listChanges(): readonly unknown[];
}

/**
 * Looks at paths of the tree below a directory. The tree follows links; this does not.
 *
 * @param pristine whether the tree has no changes there, so that what is not on the disk is not in the tree either
 */
export function lookInTree(tree: Tree, directory: string, pristine = false): Look {
  const placeOf = placesBelow(join(tree.root, directory));
  return (path) => {
    const target = joinPath(directory, path);
    const onDisk = placeOf(path);
    if (typeof onDisk === 'object') return { kind: 'other', ...onDisk };
    if (pristine && onDisk === 'absent') return { kind: 'absent' };
    const bytes = tree.read(target);
    return bytes === null ? { kind: 'absent' } : asText(bytes);
  };
}

/** Text of a file in the tree, undefined when there is none. */
export function tryReadTree(tree: Tree, path: string): string | undefined {
  const existing = lookInTree(tree, '.')(path);
  return existing.kind === 'file' ? existing.text : undefined;
}

/** Carries the changes of a plan over to the tree. */
export function applyToTree(tree: Tree, directory: string, changes: readonly Change[]): void {
  for (const { path, action, after } of changes) {
    const target = joinPath(directory, path);
    if (action === 'remove') tree.delete(target);
    if (action === 'create' || action === 'update') tree.write(target, after ?? '');
  }
}
