import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import type { ManagedFile, Neighbours } from './output';

/** One kind of generated file of a workspace, and all that is to be known about it: the same as an output of an app. */
export interface WorkspaceOutput {
  /** What it is for, in a few words, for people. */
  readonly about: string;
  /** The files that the options lead to, in the order of writing; none where no option wants any. Paths from the root. */
  readonly render: (workspace: ResolvedWorkspace, facts: WorkspaceFacts) => readonly ManagedFile[];
  /** Paths at which other options, or an older version, may have left a managed file of this kind. */
  readonly former: readonly string[];
  readonly neighbours?: Neighbours;
}
