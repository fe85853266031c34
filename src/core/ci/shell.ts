import type { WorkspaceApp } from '../workspace/resolved';
import { lines } from './apps';

/** Sets BASE to a commit that is there: what has changed since is what the pipeline is about. */
export const FIND_BASE = [
  '# It is gone after a force push, and there is none before the first one: everything since the root then.',
  `git cat-file -e "$BASE^{commit}" 2>/dev/null || BASE=$(git rev-list --max-parents=0 HEAD | tail -n 1)`,
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
