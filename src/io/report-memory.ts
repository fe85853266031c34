import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import type { ImageReport } from '../core/image-report';
import { nearestHolding, workspaceRoot } from './app';
import { tryReadText, writeAtomically } from './disk';

/** The last image that was reported, and the one before it. */
interface Memory {
  readonly format: 1;
  readonly last: ImageReport;
  readonly before?: ImageReport;
}

function load(path: string): Memory | undefined {
  try {
    const memory = JSON.parse(tryReadText(path) ?? 'null') as Memory | null;
    return memory?.format === 1 ? memory : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Remembers a report for the next one.
 *
 * @param directory absolute path of the app
 * @returns the report of the image before, undefined where there is none, `nowhere` where nothing can be kept
 */
export function exchangeReport(directory: string, report: ImageReport): ImageReport | undefined | 'nowhere' {
  // The `.cache` of the nearest `node_modules` is where tools keep what Git is not to see.
  const home = nearestHolding(directory, 'node_modules');
  if (home === undefined) return 'nowhere';
  const name = createHash('sha256')
    .update(relative(workspaceRoot(directory), directory))
    .digest('hex')
    .slice(0, 12);
  const path = join(home, 'node_modules', '.cache', 'fastapi-container', `image-${name}.json`);
  const memory = load(path);
  const before = memory?.last.id === report.id ? memory.before : memory?.last;
  const next: Memory = { format: 1, last: report, ...(before && { before }) };
  writeAtomically(path, JSON.stringify(next));
  return before;
}
