import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Change, Existing, Look } from '../../src/core/change';
import { planApp, type PlanOptions } from '../../src/core/plan';
import { resolve } from '../../src/core/resolve';
import type { ResolvedApp } from '../../src/core/resolved';
import { loadTemplates } from '../../src/io/templates';

/** An app's directory in memory: text by path. */
export type Memory = Map<string, string>;

export function look(memory: Memory): Look {
  return (path): Existing => {
    const text = memory.get(path);
    return text === undefined ? { kind: 'absent' } : { kind: 'file', text };
  };
}

/** Resolves options that have to be valid. */
export function resolved(options: object, directoryName = 'orders'): ResolvedApp {
  const result = resolve(options, directoryName);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.value;
}

/** Plans the files of an app in the memory. */
export function plan(memory: Memory, options: object, planOptions?: PlanOptions): readonly Change[] {
  const directories = [...memory.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? '');
  const given = { directories: [...new Set(directories)], shown: 'orders', ...planOptions };
  const planned = planApp(resolved(options), loadTemplates(), look(memory), given);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems, null, 2));
  return planned.value;
}

/** Plans, writes to the memory and returns the changes. */
export function synth(memory: Memory, options: object, planOptions?: PlanOptions): readonly Change[] {
  const changes = plan(memory, options, planOptions);
  for (const { path, action, after } of changes) {
    if (action === 'remove') memory.delete(path);
    if ((action === 'create' || action === 'update') && after !== undefined) memory.set(path, after);
  }
  return changes;
}

/** All files below a directory of the disk, by path with `/`. */
export function readTree(root: string): Memory {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')] as const)
      .sort(([left], [right]) => left.localeCompare(right)),
  );
}
