// The commands that the demo runs: quiet, and none outlives it.
import { spawn, spawnSync } from 'node:child_process';

const running = new Set();
let interrupted = false;
let tidyingUp = false;

/** Why the demo ended early: what failed, and what it had printed. */
export class Failure extends Error {
  constructor(message, output = '') {
    super(message);
    this.output = output;
  }
}

/** Quiet, repeatable runs: no daemon, no prompts, no colours, and nothing of a repository that git is working on. */
function environment(extra) {
  const quiet = {
    ...{ CI: 'true', NO_COLOR: '1' },
    ...{ NX_DAEMON: 'false', NX_TUI: 'false', NX_INTERACTIVE: 'false', NX_NO_CLOUD: 'true' },
    ...{ npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' },
  };
  const env = { ...process.env, ...quiet, ...extra };
  for (const name of ['NODE_ENV', 'FORCE_COLOR', 'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) delete env[name];
  return env;
}

/** Parent and command line of every process, by its number. */
function processes() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const rows = [...(stdout ?? '').matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)];
  return new Map(rows.map(([, pid, parent, line]) => [Number(pid), { parent: Number(parent), line }]));
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

/** A command with all processes that it starts. They form a group of their own, so that Ctrl-C is ours to handle. */
export class Command {
  output = '';
  /** How it ended: unknown while it runs. */
  code = undefined;
  #process;
  #descendants = new Map();

  constructor(cwd, program, args, env = {}) {
    if (interrupted && !tidyingUp) throw new Failure('interrupted');
    const stdio = ['ignore', 'pipe', 'pipe'];
    this.#process = spawn(program, args, { cwd, env: environment(env), detached: true, stdio });
    running.add(this);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output += text));
    }
    this.ended = new Promise((resolve) => {
      const end = (code) => {
        this.code ??= code;
        if (this.#descendants.size === 0) running.delete(this);
        resolve(this.code);
      };
      this.#process.on('close', (code, signal) => end(code ?? signal));
      this.#process.on('error', (error) => {
        this.output += `${program} cannot be started: ${error.message}\n`;
        end(127);
      });
    });
  }

  get #alive() {
    return this.code === undefined && this.#process.pid !== undefined;
  }

  /** Notes which processes belong to it, since Nx puts those of a task into groups of their own. */
  remember() {
    if (!this.#alive) return;
    const all = processes();
    const belongs = (pid) => pid === this.#process.pid || (all.has(pid) && belongs(all.get(pid).parent));
    for (const [pid, { parent, line }] of all) {
      if (belongs(parent)) this.#descendants.set(pid, line);
    }
  }

  /** Ends what is left of it, at once. */
  killNow() {
    this.remember();
    if (this.#alive) kill(-this.#process.pid, 'SIGKILL');
    const all = this.#descendants.size > 0 ? processes() : new Map();
    for (const [pid, line] of this.#descendants) {
      if (all.get(pid)?.line === line) kill(pid, 'SIGKILL');
    }
    running.delete(this);
  }

  /** Asks it to end, and does not wait for ever. */
  async stop() {
    this.remember();
    if (this.#alive) kill(-this.#process.pid, 'SIGTERM');
    let timer;
    await Promise.race([this.ended, new Promise((resolve) => (timer = setTimeout(resolve, 15_000)))]);
    clearTimeout(timer);
    this.killNow();
  }
}

/** Runs a command to its end. It has to succeed, unless `any` outcome is of interest. @returns what it printed */
export async function run(cwd, program, args, { env, outcome = 'success' } = {}) {
  const command = new Command(cwd, program, args, env);
  const code = await command.ended;
  if (interrupted && !tidyingUp) throw new Failure('interrupted');
  if (code !== 0 && outcome === 'success') {
    throw new Failure(`${[program, ...args].join(' ')} ended with ${code}`, command.output);
  }
  return command.output;
}

async function stopAll() {
  await Promise.all([...running].map((command) => command.stop()));
}

/** Stops everything that still runs. From then on a signal is ignored: what follows is short. @returns whether one came */
export async function beginTidyingUp() {
  await new Promise((resolve) => setTimeout(resolve, 50)); // a signal that came during synchronous work is handled now
  await stopAll();
  tidyingUp = true;
  return interrupted;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // The second one tells nothing new: npm passes on what the terminal has sent here too.
    if (interrupted || tidyingUp) return;
    interrupted = true;
    void stopAll();
  });
}

process.on('exit', () => {
  for (const command of running) command.killNow();
});
