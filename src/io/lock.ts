import { rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { InvalidInputError } from '../core/text/problems';
import { isRunning, tryReadText } from './disk';
import { tellProgress } from './programs';

/** How long another process is waited for, in seconds: an installation over a slow line takes minutes. */
const PATIENCE = 900;

/** Time between two looks, in milliseconds. */
const PAUSE = 200;

/** A lock without a name in it is being written, or its writer was killed: after this time, in milliseconds, the latter. */
const NAMELESS = 5000;

/** Who holds a lock. A process is known on its own machine only. */
const me = (): string => `${String(process.pid)} ${hostname()}`;

/** The process that holds a lock, in words; undefined where nobody does any more. */
function holderOf(path: string): string | undefined {
  const text = tryReadText(path);
  if (text === undefined) return undefined;
  const [, pid, host] = /^(\d+) (.*)$/.exec(text) ?? [];
  if (pid === undefined || host === undefined) {
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return age > NAMELESS ? undefined : 'another process';
  }
  if (host !== hostname()) return `process ${pid} of ${host}`;
  return isRunning(Number(pid)) ? `process ${pid}` : undefined;
}

/** Takes the lock, unless it is taken. The system makes the file for one of two processes only. */
function take(path: string): boolean {
  try {
    writeFileSync(path, me(), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/**
 * Does work that no two processes may do at once, one after the other. The lock of a process that is gone is taken over.
 *
 * @param path absolute path of the lock, a file that is there for as long as the work takes
 * @param doing what the other process is waited for, in words
 * @param patience seconds to wait
 * @throws InvalidInputError where the other process takes longer than that
 */
export function oneAtATime<T>(path: string, doing: string, work: () => T, patience = PATIENCE): T {
  const end = Date.now() + patience * 1000;
  let told = false;
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder === undefined) {
      rmSync(path, { force: true });
      continue;
    }
    if (Date.now() > end) {
      const fix = `wait for it or end it; if it is gone, remove ${path}`;
      throw new InvalidInputError('the installation', [{ option: path, reason: `${holder} is ${doing}`, fix }]);
    }
    if (!told) tellProgress(`Waiting for ${holder}, which is ${doing}`);
    told = true;
    pause(PAUSE);
  }
  try {
    return work();
  } finally {
    if (tryReadText(path) === me()) rmSync(path, { force: true });
  }
}
