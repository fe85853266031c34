import { join } from 'node:path';
import { resolve } from '../../src/core/resolve';
import type { TaskName } from '../../src/core/tasks';
import { targetsOf } from '../../src/nx/targets';
import { read } from './workspace';

/** The command line that Nx runs for a target of an app, and where it does. */
export function lineOf(root: string, directory: string, target: TaskName): { cwd: string; line: string } {
  const resolved = resolve(JSON.parse(read(root, directory, 'fastapi-container.json')), 'app');
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const { command, cwd } = targetsOf(resolved.value, directory)[target]?.options ?? {};
  return {
    cwd: cwd === undefined ? root : join(root, directory),
    line: String(command).replaceAll('{projectRoot}', directory),
  };
}
