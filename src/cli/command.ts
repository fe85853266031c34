/** What was typed behind the name of a command, taken apart. */
export interface CommandLine {
  /** The words that are no flags, as they were typed: directories, for most commands. */
  readonly operands: readonly string[];
  /** Names of the switches that are on. */
  readonly switches: ReadonlySet<string>;
  /** Names of the switches that are turned off, as `--projen=false` does. */
  readonly off: ReadonlySet<string>;
  /** Options of the app, for commands that take them; of all others what their own flags with a text say. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Words behind `--`, for commands that pass them on. */
  readonly passedOn: readonly string[];
}

/** A flag without a value. */
export interface Switch {
  /** Without the hyphens, such as `json`. */
  readonly name: string;
  /** What it does, for the help. */
  readonly help: string;
}

/** A flag with a text behind it. */
export interface Decision extends Switch {
  /** What the help calls the text. */
  readonly value: string;
  /** It may be given more than once, or hold several texts with commas between them. */
  readonly multiple?: true;
  /** Commas belong to the text. */
  readonly repeat?: true;
}

/** 0 done or clean, 1 drift or something left to a person, 2 bad options or usage; of `run`, that of the program. */
export type ExitCode = number;

/** A command of the command line: everything that is known about it, in one place. */
export interface Command {
  readonly name: string;
  /** What it does, in the overview. */
  readonly summary: string;
  /** What is typed behind its name, such as `[directory...] [--json]`. */
  readonly usage: string;
  /** What it does, in whole sentences of at most 118 characters a line. */
  readonly description: readonly string[];
  readonly switches: readonly Switch[];
  /** Lines at the end of the help: exit codes, an example. */
  readonly closing?: readonly string[];
  /** Flags with a text behind them, that are no options of an app. */
  readonly decisions?: readonly Decision[];
  /** Whose options it takes as flags: those of an app, with `--name`, or those of the workspace. */
  readonly takesOptions?: 'app' | 'workspace';
  /** The command that is meant instead where a switch is typed, such as `--workspace`: what is made then has other options. */
  readonly instead?: Readonly<Record<string, Command>>;
  /** It passes on the words behind `--`. */
  readonly passesOn?: true;
  /** It writes files of the app, and none of them when it fails: its errors say so. */
  readonly writes?: true;
  /** The way out of a flag that it does not have. */
  readonly insteadOfFlags?: string;
  run(line: CommandLine): ExitCode | Promise<ExitCode>;
}
