import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { readMemory, remember, type ImageReport, type Memory } from '../core/image-report';
import { nearestHolding, workspaceRoot } from './app';
import { tryReadText, writeAtomically } from './disk';

/** Where the reports of an app are remembered; undefined where nothing can be kept. */
function memoryFile(directory: string): string | undefined {
  // The `.cache` of the nearest `node_modules` is where tools keep what Git is not to see.
  const home = nearestHolding(directory, 'node_modules');
  if (home === undefined) return undefined;
  const name = createHash('sha256')
    .update(relative(workspaceRoot(directory), directory))
    .digest('hex')
    .slice(0, 12);
  return join(home, 'node_modules', '.cache', 'fastapi-container', `image-${name}.json`);
}

/** A report, and what was remembered with it. */
export interface Remembered {
  readonly memory: Memory;
  /** It is known next time as well: there is a `node_modules` to keep it in. */
  readonly kept: boolean;
}

/**
 * Remembers a report for the next one.
 *
 * @param directory absolute path of the app
 * @param start milliseconds until it answered, where it was started
 */
export function rememberReport(directory: string, report: ImageReport, start?: number): Remembered {
  const path = memoryFile(directory);
  const known = path === undefined ? undefined : readMemory(tryReadText(path) ?? '');
  const memory = remember(known, report, new Date().toISOString(), start);
  if (path !== undefined) writeAtomically(path, JSON.stringify(memory));
  return { memory, kept: path !== undefined };
}
