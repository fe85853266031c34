import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** What a command that ended left behind. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, for assertions that do not care. */
  readonly output: string;
}

/**
 * Quiet, repeatable runs: no daemon, no prompts, no colours, and not the test runner's NODE_ENV. And quick ones: plugins
 * of Nx run in its own process but in the tests of the plugin (`ISOLATED`), pip compiles no package of which a test
 * imports a part, and npm asks no second time in CI, where all that its cache has is of this run.
 */
export function environment(extra: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const { NODE_ENV: _node, FORCE_COLOR: _color, ...inherited } = process.env;
  return {
    ...inherited,
    CI: 'true',
    NO_COLOR: '1',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_INTERACTIVE: 'false',
    NX_NO_CLOUD: 'true',
    NX_ISOLATE_PLUGINS: 'false',
    PIP_COMPILE: 'false',
    npm_config_prefer_offline: String(process.env.CI === 'true'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    ...extra,
  };
}

/** The directories of installed programs that npx looks into, from a directory upwards. */
function programDirectories(cwd: string): string[] {
  const parent = dirname(cwd);
  return [join(cwd, 'node_modules/.bin'), ...(parent === cwd ? [] : programDirectories(parent))];
}

/**
 * What npx comes to where the program is installed: the program itself, with what is installed on its PATH. To start npm
 * for it takes longer than most of what is tested. What is `Running` is called through npx, as by people.
 */
function withoutNpx(
  cwd: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): [command: string, args: readonly string[], env: NodeJS.ProcessEnv] {
  const [name = '', ...words] = args;
  const directories = programDirectories(resolve(cwd));
  const found = directories.map((directory) => join(directory, name)).find((path) => existsSync(path));
  if (command !== 'npx' || name.startsWith('-') || found === undefined) return [command, args, env];
  return [found, words, { ...env, PATH: [...directories, env.PATH].join(delimiter) }];
}

/** Runs a command to its end. */
export function run(
  cwd: string,
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Ended {
  const [program, words, variables] = withoutNpx(cwd, command, args, environment(env));
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd,
    env: variables,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { status, stdout, stderr, output: stdout + stderr };
}

/** Runs a command that has to succeed. */
export function succeed(
  cwd: string,
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Ended {
  const ended = run(cwd, command, args, env);
  if (ended.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} in ${cwd} ended with ${String(ended.status)}:\n${ended.output}`);
  }
  return ended;
}

/** Runs a command to its end while this process goes on, for instance with answering what the command asks for. */
export async function runAside(
  cwd: string,
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<Ended> {
  const child = spawn(command, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout, stderr, output: stdout + stderr });
    });
  });
}

/** A command that runs until it is stopped, with all processes that it started. */
export class Running {
  output = '';
  private readonly process: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(cwd: string, command: string, args: readonly string[]) {
    this.process = spawn(command, args, { cwd, env: environment(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.process.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => {
      this.process.on('close', (status) => {
        resolve(status);
      });
    });
  }

  async stop(): Promise<void> {
    try {
      process.kill(-(this.process.pid ?? 0), 'SIGTERM');
    } catch {
      // It has ended already.
    }
    await this.ended;
  }

  /** Stops the command alone, as `kill` does: it has to stop what it has started. @returns its exit code */
  async terminate(): Promise<number | null> {
    this.process.kill('SIGTERM');
    return this.ended;
  }
}
