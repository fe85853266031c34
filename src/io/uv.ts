import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { LOCAL_VENV } from '../core/constants';
import { UV_FLOOR, UV_REQUIREMENT, UV_VERSION } from '../core/python/packages';
import { compareVersions } from '../core/text/versions';
import { indexEnvironment } from './index-environment';
import { mustRun, runProgram, tellProgress } from './programs';
import type { Interpreter } from './python';

/** Directory in which a user's programs keep what can be made again. */
function cacheDirectory(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'fastapi-container');
}

/**
 * The uv of this package's version table, installed from the package index the first time: once for a user, apart from
 * every app.
 *
 * @param env environment for pip, which tells the index
 * @throws ProgramFailed where it cannot be installed
 */
export function uvProgram({ command }: Interpreter, env: NodeJS.ProcessEnv): string {
  const home = join(cacheDirectory(), `uv-${UV_VERSION}`);
  const program = (root: string) => join(root, 'bin/uv');
  if (existsSync(program(home))) return program(home);
  mkdirSync(dirname(home), { recursive: true });
  tellProgress(`Installing ${UV_REQUIREMENT}, once for all apps`);
  // Made to the side: whoever looks sees a whole one or none.
  const aside = mkdtempSync(`${home}.`);
  try {
    mustRun([...command, '-m', 'venv', aside], { env, output: 'errors' });
    const inside = join(aside, 'bin/python');
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', UV_REQUIREMENT];
    mustRun([inside, ...install], { env, output: 'errors' });
    renameSync(aside, home);
  } catch (error) {
    // Another run may have been faster: its uv is the same.
    if (!existsSync(program(home))) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return program(home);
}

/**
 * The uv for an app whose dependencies are uv's: the user's own where it is new enough, since it made the lock, else the
 * one of this package.
 *
 * @param env environment with the PATH, and for pip, where that has to install one
 * @throws ProgramFailed where there is none and it cannot be installed
 */
export function hostUv(interpreter: Interpreter, env: NodeJS.ProcessEnv): string {
  const { failure, stdout } = runProgram(['uv', '--version'], { env });
  const version = /^uv (\d+(?:\.\d+)*)/.exec(failure === undefined ? stdout : '')?.[1];
  return version !== undefined && compareVersions(version, UV_FLOOR) >= 0 ? 'uv' : uvProgram(interpreter, env);
}

/** Variables by which a shell would make uv do something else than what it is called for. */
const MISLEADING = ['VIRTUAL_ENV', 'UV_FROZEN', 'UV_LOCKED', 'UV_NO_SYNC', 'UV_PROJECT', 'UV_PYTHON', 'UV_NO_DEV'];

/** The environment in which uv works for an app: with its `.venv` and its indexes, and without downloading a Python. */
export function uvEnvironment(app: ResolvedApp, directory: string): NodeJS.ProcessEnv {
  const kept = Object.entries(indexEnvironment(app, 'uv')).filter(([name]) => !MISLEADING.includes(name));
  return {
    ...Object.fromEntries<string | undefined>(kept),
    UV_PROJECT_ENVIRONMENT: join(directory, LOCAL_VENV),
    UV_PYTHON_DOWNLOADS: 'never',
  };
}
