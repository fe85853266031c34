import { LOCK_FILE } from '../constants';
import type { LockFile } from '../output-file';
import type { ResolvedApp } from '../resolved';

/** The lock of an app that has one. */
export function lock(app: ResolvedApp): LockFile[] {
  return app.lock ? [{ ownership: 'lock', path: LOCK_FILE }] : [];
}
