import { spawnSync, type SpawnSyncReturns, type StdioOptions } from 'node:child_process';
import { basename } from 'node:path';
import { visible } from '../core/text/problems';

/** How a program is run. */
export interface ProgramOptions {
  /** Its directory, the current one by default. */
  readonly cwd?: string;
  /** Its environment, this process's by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** What it reads from its standard input, nothing by default. */
  readonly input?: string;
  /**
   * Where its messages go: to the terminal, all of them to its standard error, of the errors alone, or into the answer.
   *
   * @default "caught"
   */
  readonly output?: 'shown' | 'aside' | 'errors' | 'caught';
  /** What it does, in words. Told before it starts: for work that takes more than two seconds. */
  readonly doing?: string;
}

/** A program that has ended, or could not be started. */
export interface Ended {
  /** Exit code; undefined where it was not started or was stopped by a signal. */
  readonly status: number | undefined;
  /** What it wrote, where that was caught. */
  readonly stdout: string;
  readonly stderr: string;
  /** Why it did not do its work, in the words that every message uses; undefined where it did. */
  readonly failure: string | undefined;
  /** It could not be started at all. */
  readonly missing: boolean;
}

/** A program that did not do its work. The message tells which and why; its own messages have gone to the terminal. */
export class ProgramFailed extends Error {}

/** Standard input, output and error of each kind of output. Who is shown nothing shall not wait for the terminal. */
const STDIO: Readonly<Record<NonNullable<ProgramOptions['output']>, StdioOptions>> = {
  shown: 'inherit',
  aside: ['pipe', 2, 'inherit'],
  errors: ['pipe', 'ignore', 'inherit'],
  caught: 'pipe',
};

/** By these a program writes colours even into what is no terminal. Nx sets the first for all that it runs. */
const COLORS_ANYWAY = ['FORCE_COLOR', 'CLICOLOR_FORCE', 'PYTHON_COLORS', 'PY_COLORS'];

/** The environment of a program whose output is read: signs for colours are none of what it has to tell. */
function withoutColor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !COLORS_ANYWAY.includes(name));
  return { ...Object.fromEntries<string | undefined>(kept), NO_COLOR: '1' };
}

/** How it went, for {@link failureOf}. */
export interface HowItEnded {
  readonly status?: number | null;
  readonly signal?: NodeJS.Signals | null;
  readonly error?: Error | undefined;
}

/** Why a program did not do its work; undefined where it did. The one wording for all programs. */
export function failureOf(path: string, { status, signal, error }: HowItEnded): string | undefined {
  const program = basename(path);
  if (error && (error as NodeJS.ErrnoException).code === 'ENOENT') return `${program} is not installed here`;
  if (error) return `${program} cannot be started: ${error.message}`;
  if (signal) return `${program} was stopped by ${signal}`;
  return status === 0 ? undefined : `${program} ended with exit code ${String(status)}`;
}

/** Tells on the standard error what is being done. */
export function tellProgress(doing: string): void {
  console.error(visible(`${doing} ...`));
}

/** Runs a program to its end. Never throws for what the program does. */
export function runProgram(argv: readonly string[], options: ProgramOptions = {}): Ended {
  const [program = '', ...args] = argv;
  const { cwd, env = process.env, input = '', output = 'caught', doing } = options;
  if (doing !== undefined) tellProgress(doing);
  // Node leaves out what was not caught, and everything of a program that was not started.
  const ended: Partial<SpawnSyncReturns<string>> = spawnSync(program, args, {
    cwd,
    env: output === 'caught' ? withoutColor(env) : env,
    input,
    stdio: STDIO[output],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return {
    status: ended.status ?? undefined,
    stdout: ended.stdout ?? '',
    stderr: ended.stderr ?? '',
    failure: failureOf(program, ended),
    missing: ended.error !== undefined && ended.pid === 0,
  };
}

/**
 * Runs a program that has to do its work.
 *
 * @throws ProgramFailed where it does not
 */
export function mustRun(argv: readonly string[], options: ProgramOptions = {}): Ended {
  const ended = runProgram(argv, options);
  if (ended.failure !== undefined) throw new ProgramFailed(ended.failure);
  return ended;
}

/** Whether a program is there and answers. */
export function answers(argv: readonly string[]): boolean {
  return runProgram(argv).failure === undefined;
}
