import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inside, pause } from './cluster';
import { environment } from './shell';

/** What became of the requests of one kind of client. */
export interface Tally {
  readonly total: number;
  readonly failed: number;
  /** Their number, by what was wrong. */
  readonly failures: Readonly<Record<string, number>>;
}

/** New connections, and ones that are kept open. */
export interface Load {
  readonly fresh: Tally;
  readonly kept: Tally;
}

/** Clients of each kind. */
const CLIENTS = 5;

/** Seconds that a load goes on before and after what happens: old pods are forgotten late. */
const [BEFORE, AFTER] = [1, 3] as const;

let port = 10_000 + (process.pid % 30_000);

/** Asks a service while something happens. At most 150 s. */
export async function under(address: string, happens: () => unknown): Promise<Load> {
  const script = join(__dirname, 'load.py');
  const [program, args] = inside('python3', script, address, '/work', String(port), '150', String(CLIENTS));
  const child = spawn(program, args, { env: environment(), stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  const ended = new Promise((resolve) => child.on('close', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      resolve();
    });
    child.on('close', () => {
      resolve();
    });
  });
  try {
    await pause(BEFORE);
    await happens();
    await pause(AFTER);
  } finally {
    child.stdin.end();
    await ended;
  }
  const told = JSON.parse(output.split('\n')[1] ?? '') as Load & { port: number };
  ({ port } = told);
  return told;
}

/** One line for a person who reads the log. */
export function inWords(event: string, { fresh, kept }: Load): string {
  const words = (kind: string, { total, failed, failures }: Tally) =>
    `${kind} ${String(failed)} of ${String(total)}${failed === 0 ? '' : ` ${JSON.stringify(failures)}`}`;
  return `${event}: failed ${words('with new connections', fresh)}; ${words('with kept ones', kept)}`;
}
