import type { Change, Existing } from '../core/reconcile';
import { joinPath } from '../core/paths';

/**
 * The part of Nx's `Tree` that is used here. Stated as a structure, so that nothing of Nx is loaded: a workspace that
 * has `nx` alone is enough.
 */
export interface Tree {
  /** Absolute path of the workspace. */
  readonly root: string;
  read(path: string, encoding: 'utf-8'): string | null;
  write(path: string, content: string): void;
  exists(path: string): boolean;
  isFile(path: string): boolean;
  delete(path: string): void;
}

/** What is at a path of the tree. */
export function lookInTree(tree: Tree, path: string): Existing {
  if (!tree.exists(path)) return { kind: 'absent' };
  if (!tree.isFile(path)) return { kind: 'other', what: 'a directory' };
  return { kind: 'file', text: tree.read(path, 'utf-8') ?? '' };
}

/** Text of a file in the tree, undefined when there is none. */
export function tryReadTree(tree: Tree, path: string): string | undefined {
  const existing = lookInTree(tree, path);
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
