import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { VENV_PROGRAMS } from '../core/constants';
import { runInForeground, type Patience } from './foreground';
import { pythonProgram } from './own-program';
import { failureOf, ProgramFailed } from './programs';

/**
 * Variables of this process that the application sees: where programs and their libraries are. All others differ from one
 * machine to the next, and with them what an application that reads its settings says of itself.
 */
const PASSED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'DYLD_FALLBACK_LIBRARY_PATH',
] as const;

/** By this order of sets, texts in them among it, two runs are alike. */
const SEED = '0';

/** Another order of sets: a document that shows it is an accident. */
export const OTHER_SEED = '1';

/** The program was told to stop while the application was asked: nothing is to follow. */
export class Stopped extends Error {
  /** @param code exit code, as a shell tells it */
  constructor(readonly code: number) {
    super('stopped');
  }
}

/** An import takes seconds. One that waits for a server or a person never ends, and tells nobody. */
const PATIENCE = { doing: 'Waiting for the application to be imported', tellAfter: 5, endAfter: 120 };

/** Exit code of what Ctrl-C stopped, as a shell tells it. */
const INTERRUPTED = 130;

function environment({ openapi }: ResolvedApp, seed: string): NodeJS.ProcessEnv {
  const passed = PASSED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return {
    ...(Object.fromEntries(passed) as NodeJS.ProcessEnv),
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    PYTHONUTF8: '1',
    ...openapi.env,
    PYTHONHASHSEED: seed,
  };
}

/**
 * Asks the application for its OpenAPI document, in its virtual environment. No server starts, and no lifespan. What it
 * prints goes to the standard error.
 *
 * @param directory absolute path of the app
 * @param seed decides the order of sets
 * @returns what it says, which may be no document
 * @param patience how long the import may take
 * @throws Stopped where this process was told to stop meanwhile
 * @throws ProgramFailed where it cannot be imported, or gives no answer; its traceback, if any, is on the terminal then
 */
export async function openApiDocument(
  directory: string,
  app: ResolvedApp,
  seed = SEED,
  patience: Patience = PATIENCE,
): Promise<string> {
  const { module, attribute, factory } = app.application;
  const aside = mkdtempSync(join(tmpdir(), 'fastapi-container-openapi-'));
  const target = join(aside, 'openapi.json');
  try {
    const words = [resolve(directory, app.source), module, attribute, factory ? 'factory' : 'application', target];
    const python = join(directory, VENV_PROGRAMS, 'python');
    const { code, failure, stopped } = await runInForeground([python, ...pythonProgram('openapi.py'), ...words], {
      cwd: directory,
      env: environment(app, seed),
      aside: true,
      patience,
    });
    if (stopped) throw new Stopped(code > 128 ? code : INTERRUPTED);
    const failed = failure ?? failureOf(python, { status: code });
    if (failed !== undefined) throw new ProgramFailed(failed);
    // The application may end the program by means that Python tells nobody of, such as os._exit(0).
    if (!existsSync(target)) throw new ProgramFailed('the application ended python before it gave an answer');
    return readFileSync(target, 'utf8');
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
