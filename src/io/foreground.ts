import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { basename } from 'node:path';
import { failureOf, tellProgress } from './programs';

/** How a program is run in the foreground: on the terminal, until it ends or is stopped. */
export interface ForegroundOptions {
  readonly cwd: string;
  /** Its output goes to the standard error: the standard output belongs to another one. */
  readonly aside?: boolean;
  /** Its environment, this process's by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** For a program that answers nobody and has to end by itself. */
  readonly patience?: Patience;
}

/** How long a program is waited for. It has no standard input. */
export interface Patience {
  /** What takes so long, in words. */
  readonly doing: string;
  /** Seconds after which that is told. */
  readonly tellAfter: number;
  /** Seconds after which it is ended. */
  readonly endAfter: number;
}

/** A program that ran in the foreground. */
export interface ForegroundEnd {
  /** Its exit code, as a shell tells it: 128 and the number of the signal that ended it. */
  readonly code: number;
  /** Why it could not be started, or was ended; undefined where it ended by itself. */
  readonly failure: string | undefined;
  /** This process was told to stop meanwhile, so that nothing is to follow. */
  readonly stopped: boolean;
}

/** Of these a terminal tells every process in the foreground, the program too. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGHUP'];

/** Exit code of a program that could not be started, as a shell tells it. */
const NOT_STARTED = 127;

/** Waits for a program as long as that may take. @returns tells whether it took longer, and waits no more */
function waitWith(child: ChildProcess, { doing, tellAfter, endAfter }: Patience): () => boolean {
  let expired = false;
  const end = (): void => {
    expired = true;
    child.kill('SIGKILL');
  };
  const timers = [
    setTimeout(tellProgress, tellAfter * 1000, `${doing}; it is ended after ${String(endAfter)} seconds`),
    setTimeout(end, endAfter * 1000),
  ];
  return () => {
    timers.forEach(clearTimeout);
    return expired;
  };
}

/**
 * Runs a program in the foreground. Signals to this process reach it once: what a terminal has told it already is not
 * told again, everything else is passed on. This process ends after it, so that nobody takes a port for free too early.
 */
export async function runInForeground(argv: readonly string[], options: ForegroundOptions): Promise<ForegroundEnd> {
  const [program = '', ...args] = argv;
  const { cwd, env, aside = false, patience } = options;
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  let stopped = false;
  const child = spawn(program, args, {
    ...{ cwd, env },
    stdio: [patience ? 'ignore' : 'inherit', aside ? 2 : 'inherit', 'inherit'],
  });
  const waited = patience && waitWith(child, patience);
  const pass = (signal: NodeJS.Signals): void => {
    stopped = true;
    if (!onTerminal || !FROM_TERMINAL.includes(signal)) child.kill(signal);
  };
  const signals = [...FROM_TERMINAL, 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise<ForegroundEnd>((resolve) => {
      child.on('error', (error) => {
        resolve({ code: NOT_STARTED, failure: failureOf(program, { error }), stopped });
      });
      child.on('close', (status, signal) => {
        const code = signal === null ? (status ?? 1) : 128 + constants.signals[signal];
        const failure =
          waited?.() === true ? `${basename(program)} did not end in ${String(patience?.endAfter)} seconds` : undefined;
        resolve({ code, failure, stopped });
      });
    });
  } finally {
    waited?.();
    for (const signal of signals) process.off(signal, pass);
  }
}
