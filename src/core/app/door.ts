import type { Manager } from '../options';
import type { Workspace } from '../workspace';

/** Where an app is generated from: each door has words of its own for the same thing. */
export type Door = 'nx' | 'projen' | 'command line';

/** The door of an app: projen writes its options, or the workspace is one of Nx, or neither. */
export function doorOf(managedBy: Manager | undefined, workspace: Workspace): Door {
  if (managedBy === 'projen') return 'projen';
  return workspace.read('nx.json') === undefined ? 'command line' : 'nx';
}
