import type { ReadText } from './options-file';

/** The repository around an app, as far as the core may look at it. */
export interface Workspace {
  /** The app's directory relative to the root of the workspace, `.` for the root itself. */
  readonly directory: string;
  /** Reads a file by its path relative to the root. */
  readonly read: ReadText;
}
