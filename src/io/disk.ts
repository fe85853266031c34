import { lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Change, Existing } from '../core/reconcile';

/** What is at a path on the disk; links are not followed. */
export function lookAt(path: string): Existing {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return { kind: 'absent' };
  if (stats.isFile()) return { kind: 'file', text: readFileSync(path, 'utf8') };
  if (stats.isDirectory()) return { kind: 'other', what: 'a directory' };
  return { kind: 'other', what: stats.isSymbolicLink() ? 'a symbolic link' : 'something that is no file' };
}

/** Text of a file, undefined when there is none. */
export function tryReadText(path: string): string | undefined {
  const existing = lookAt(path);
  return existing.kind === 'file' ? existing.text : undefined;
}

function nearestExisting(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false }) ? path : nearestExisting(dirname(path));
}

/** A directory on the way that is a link could lead a file out of the project. */
function assertInside(root: string, path: string): void {
  const real = realpathSync(nearestExisting(dirname(path)));
  const inside = relative(realpathSync(nearestExisting(root)), real);
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
    throw new Error(`${path} leads out of ${root} through a symbolic link; nothing was written`);
  }
}

/**
 * Writes a file to the side and renames it: at any moment it is either old or new.
 *
 * @param mode permission bits, the present ones by default
 */
export function writeAtomically(path: string, text: string, mode?: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const present = lstatSync(path, { throwIfNoEntry: false })?.mode;
  const aside = join(dirname(path), `.${String(process.pid)}.${Date.now().toString(36)}.fastapi-container.tmp`);
  try {
    writeFileSync(aside, text, { flag: 'wx', mode: mode ?? present ?? 0o644 });
    renameSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Carries out the changes of a plan in a directory: all paths are checked before the first is written. */
export function applyChanges(directory: string, changes: readonly Change[]): void {
  const pending = changes.filter(({ action }) => action === 'create' || action === 'update' || action === 'remove');
  for (const { path } of pending) assertInside(directory, join(directory, path));
  for (const { path, action, after } of pending) {
    const target = join(directory, path);
    if (action === 'remove') rmSync(target);
    else writeAtomically(target, after ?? '');
  }
}
