import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { engineOf } from '../core/engines';
import { runtimeContract } from '../core/app/runtime-contract';
import { InvalidInputError } from '../core/text/problems';
import type { ResolvedApp } from '../core/app/resolved';
import { freePort } from './ports';
import { runProgram, tellProgress } from './programs';

const LOCAL = '127.0.0.1';

/** Seconds after which no first answer is expected any more. */
const MOST_SECONDS = 60;

/** Milliseconds between two questions: what is measured is not more exact than that. */
const BETWEEN = 5;

/** Lines of a container that ended that are shown. */
const LAST_LINES = 10;

/** Whether a path answers 200. The connection is a new one each time: the port is open before anybody listens behind it. */
async function isUp(port: number, path: string, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = host === undefined ? {} : { host };
    const request = get({ host: LOCAL, port, path, headers, agent: false, timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(false);
    });
  });
}

function notStarted(path: string, reason: string, output: string): InvalidInputError {
  const lines = output.trim().split('\n').slice(-LAST_LINES).join('\n      ');
  const said = lines === '' ? '' : `. It said:\n      ${lines}`;
  const fix = 'see that `container-run` starts it: what it needs there are options of "run". Or leave out --start';
  return new InvalidInputError('the image', [
    { option: '--start', reason: `${reason} before ${path} answered${said}`, allowed: 'an image that starts', fix },
  ]);
}

/**
 * Starts the image once, as `container-run` does but on a port of its own, and removes the container again.
 *
 * @param directory absolute path of the app
 * @returns milliseconds from the command of the engine to the first answer of the health route
 * @throws InvalidInputError where it does not answer
 */
export async function measureStart(app: ResolvedApp, directory: string): Promise<number> {
  const contract = runtimeContract(app);
  const { live, host } = contract.probes;
  const [engine, port] = [engineOf(app), await freePort(LOCAL)];
  const name = `fastapi-container-start-${String(process.pid)}-${String(port)}`;
  const [program = '', ...args] = engine.run({ ...contract, local: { ...contract.local, port } }, name);
  tellProgress(`Starting ${contract.image} until ${live} answers`);
  let output = '';
  let ended: string | undefined;
  const begin = performance.now();
  const child = spawn(program, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.on('error', (error) => (ended = `${program} cannot be started (${error.message})`));
  child.on('close', (code) => (ended ??= `the container ended with exit code ${String(code)}`));
  const remove = (): void => {
    child.kill('SIGKILL');
    runProgram(engine.remove(name));
  };
  // A container outlives the program that started it: who stops this process does not want to look for it.
  const stop = (signal: NodeJS.Signals): void => {
    remove();
    process.off(signal, stop).kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    while (!(await isUp(port, live, host))) {
      if (ended !== undefined) throw notStarted(live, ended, output);
      if (performance.now() - begin > MOST_SECONDS * 1000) {
        throw notStarted(live, `${String(MOST_SECONDS)} seconds passed`, output);
      }
      await pause(BETWEEN);
    }
    return Math.round(performance.now() - begin);
  } finally {
    remove();
    for (const signal of signals) process.off(signal, stop);
  }
}
