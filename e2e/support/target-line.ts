import { join } from 'node:path';
import { resolve } from '../../src/core/resolve/resolve';
import type { TaskName } from '../../src/core/tasks';
import { projectOf } from '../../src/nx/project';
import { read } from './workspace';

/** What a target begins with to be sure of what it needs. */
const FIRST = /^(?:fastapi-container \w+ "\{projectRoot\}" --quiet(?: --run)? && )+cd "\{projectRoot\}" && /;

/** The command line that Nx runs for a target of an app once what it needs is there, and where it does. */
export function lineOf(root: string, directory: string, target: TaskName): { cwd: string; line: string } {
  const resolved = resolve(JSON.parse(read(root, directory, 'fastapi-container.json')), 'app');
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const { targets = {} } = projectOf({ app: resolved.value, directory, bases: [] });
  const { command, cwd } = (targets[target]?.options ?? {}) as { command?: string; cwd?: string };
  return {
    cwd: cwd === undefined && !FIRST.test(command ?? '') ? root : join(root, directory),
    line: String(command).replace(FIRST, '').replaceAll('{projectRoot}', directory),
  };
}
