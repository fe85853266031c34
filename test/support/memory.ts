import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { OPTIONS_FILE } from '../../src/core/constants';
import { pendingChanges, type Change, type Existing, type Look } from '../../src/core/plan/change';
import { planApp, type PlanOptions } from '../../src/core/plan/plan';
import { resolve } from '../../src/core/resolve/resolve';
import type { ResolvedApp } from '../../src/core/app/resolved';
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

/** Puts options into the options file, as a person does: what is recorded there stays. */
function setOptions(memory: Memory, options: object): object {
  const text = memory.get(OPTIONS_FILE);
  const { born, ...before } = JSON.parse(text ?? '{}') as Record<string, unknown>;
  const after = { ...options, ...(born === undefined ? {} : { born }) };
  if (text === undefined || JSON.stringify(before) !== JSON.stringify(options)) {
    memory.set(OPTIONS_FILE, `${JSON.stringify(after, null, 2)}\n`);
  }
  return after;
}

/** Plans the files of an app in the memory. */
export function plan(memory: Memory, options: object, planOptions?: PlanOptions): readonly Change[] {
  const directories = [...memory.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? '');
  const workspace = {
    directory: '.',
    read: (path: string) => memory.get(path),
    files: () => [...memory.keys()].sort(),
  };
  const given = { directories: [...new Set(directories)], shown: 'orders', workspace, ...planOptions };
  const planned = planApp(resolved(setOptions(memory, options)), loadTemplates(), look(memory), given);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems, null, 2));
  return planned.value;
}

/** Plans, writes to the memory and returns the changes. */
export function synth(memory: Memory, options: object, planOptions?: PlanOptions): readonly Change[] {
  const changes = plan(memory, options, planOptions);
  for (const change of pendingChanges(changes)) {
    if (change.action === 'remove') memory.delete(change.path);
    else memory.set(change.path, change.after);
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
