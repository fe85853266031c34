import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { UV_REQUIREMENT, UV_VERSION } from '../core/packages';
import type { Interpreter } from './python';

const windows = process.platform === 'win32';

/** Directory in which a user's programs keep what can be made again. */
function cacheDirectory(): string {
  const fallback = windows ? process.env.LOCALAPPDATA : process.env.XDG_CACHE_HOME;
  return join(fallback ?? join(homedir(), '.cache'), 'fastapi-container');
}

/** A program that did not do its work; its own messages have gone to the standard error. */
export class ProgramFailed extends Error {}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (status !== 0) throw new ProgramFailed(`${program} ${error?.message ?? `ended with exit code ${String(status)}`}`);
}

/**
 * The uv of this package's version table, installed from the package index the first time: once for a user, apart from
 * every app.
 *
 * @param env environment for pip, which tells the index
 */
export function uvProgram({ command }: Interpreter, env: NodeJS.ProcessEnv): string {
  const home = join(cacheDirectory(), `uv-${UV_VERSION}`);
  const program = (root: string) => join(root, windows ? 'Scripts/uv.exe' : 'bin/uv');
  if (existsSync(program(home))) return program(home);
  mkdirSync(dirname(home), { recursive: true });
  // Made to the side: whoever looks sees a whole one or none.
  const aside = mkdtempSync(`${home}.`);
  try {
    const [python = '', ...words] = command;
    run(python, [...words, '-m', 'venv', aside], env);
    const inside = join(aside, windows ? 'Scripts/python.exe' : 'bin/python');
    run(inside, ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', UV_REQUIREMENT], env);
    renameSync(aside, home);
  } catch (error) {
    // Another run may have been faster: its uv is the same.
    if (!existsSync(program(home))) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return program(home);
}
