import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { ImageReport } from '../core/image-report';
import { workspaceRoot } from './app';
import { tryReadText, writeAtomically } from './disk';

/** The last image that was reported, and the one before it. */
interface Memory {
  readonly format: 1;
  readonly last: ImageReport;
  readonly before?: ImageReport;
}

/** The nearest `node_modules` above an app, whose `.cache` is where tools keep what Git is not to see. */
function cacheDirectory(directory: string, root: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    const modules = join(current, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache', 'fastapi-container');
    if (current === root || current === dirname(current)) return undefined;
  }
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
  const root = workspaceRoot(directory);
  const cache = cacheDirectory(directory, root);
  if (cache === undefined) return 'nowhere';
  const name = createHash('sha256').update(relative(root, directory)).digest('hex').slice(0, 12);
  const path = join(cache, `image-${name}.json`);
  const memory = load(path);
  const before = memory?.last.id === report.id ? memory.before : memory?.last;
  const next: Memory = { format: 1, last: report, ...(before && { before }) };
  writeAtomically(path, JSON.stringify(next));
  return before;
}
