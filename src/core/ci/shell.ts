import type { WorkspaceApp } from '../workspace/resolved';
import { lines } from './apps';

/** Sets BASE to a commit that is there: what has changed since is what the pipeline is about. */
export const FIND_BASE = [
  '# It is gone after a force push, and there is none before the first one: then there was nothing, and all is new.',
  'git cat-file -e "$BASE^{commit}" 2>/dev/null || BASE=$(git hash-object -t tree /dev/null)',
];

/** Lines that are done for each directory that a variable names, as $directory. */
export function forEach(variable: string, ...body: string[]): string[] {
  return [
    `mapfile -t directories <<< "$${variable}"`,
    'for directory in "${directories[@]}"; do',
    ...body.map((line) => `  ${line}`),
    'done',
  ];
}

/** Directories of apps, a line for each. */
export function directories(apps: readonly WorkspaceApp[]): string {
  return lines(apps.map(({ directory }) => directory));
}
