// Telling a story on the terminal: numbered steps with the time that they took, quiet commands, servers that are stopped.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { stripVTControlCharacters } from 'node:util';

const begin = Date.now();
let step = 0;
const running = new Set();

/** Seconds since the start. */
export function elapsed() {
  return `${((Date.now() - begin) / 1000).toFixed(0)} s`;
}

/** Begins a step. */
export function tell(text) {
  step += 1;
  console.log(`\n${step}. ${text}  [${elapsed()}]`);
}

/** Prints lines below a step. */
export function show(text, most = 40) {
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, most).map((line) => `     ${line}`);
  console.log(shown.join('\n'));
  if (lines.length > most) console.log(`     ... and ${lines.length - most} more lines`);
}

/** Without a daemon, prompts or colours. */
export function quietEnvironment() {
  return {
    ...process.env,
    CI: undefined,
    NO_COLOR: '1',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_INTERACTIVE: 'false',
    NX_NO_CLOUD: 'true',
  };
}

function end(cwd, command, args, env) {
  const options = { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  return { status, output: stripVTControlCharacters(`${stdout}${stderr}${error?.message ?? ''}`) };
}

/** Runs a command and returns what it printed. One that fails ends the story with its output. */
export function run(cwd, command, args, env = quietEnvironment()) {
  const { status, output } = end(cwd, command, args, env);
  if (status === 0) return output;
  throw new Error(`${command} ${args.join(' ')} failed\n${output}`);
}

/** Runs a command that has to fail, and returns what it printed. One that succeeds ends the story. */
export function fails(cwd, command, args) {
  const { status, output } = end(cwd, command, args, quietEnvironment());
  if (status !== 0) return output;
  throw new Error(`${command} ${args.join(' ')} did not fail\n${output}`);
}

function stop(child) {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

/** Runs a server while something is done with it. */
export async function withServer(cwd, command, args, work) {
  const child = spawn(command, args, {
    cwd,
    env: quietEnvironment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    await Promise.race([
      work(),
      ended.then(() => {
        throw new Error(`${command} ${args.join(' ')} ended early`);
      }),
    ]);
  } catch (error) {
    throw new Error(`${error.message}\n${output}`, { cause: error });
  } finally {
    stop(child);
    await ended;
    running.delete(child);
  }
}

/** Asks a URL, for a while if nothing answers yet, and prints it with the answer. */
export async function ask(url, init = {}) {
  const end = Date.now() + 90_000;
  for (;;) {
    try {
      const response = await fetch(url, init);
      const body = await response.text();
      show(`${init.method ?? 'GET'} ${url} -> ${response.status} ${body.slice(0, 100)}`);
      if (!response.ok) throw Object.assign(new Error(`${url} answered ${response.status}`), { answered: true });
      return;
    } catch (error) {
      if (error.answered || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** A port that is free at this moment. */
export async function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

process.on('SIGINT', () => {
  running.forEach(stop);
  process.exit(130);
});
