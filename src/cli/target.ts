/** An app that a command is to look at. */
export interface Target {
  /** Absolute path. */
  readonly path: string;
  /** Path relative to the current directory, with `/`: the form in which messages name it. */
  readonly shown: string;
  /** It is the workspace, and no app. */
  readonly isWorkspace?: true;
}
