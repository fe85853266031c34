import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, succeed } from './shell';

/** They stay from one run to the next: a first installation takes a minute. */
const HOME = join(__dirname, '../../node_modules/.cache');

/**
 * A program of a Python package, in an environment of its own.
 *
 * @param suite directory of the cache
 * @param program name of the program, where it is not that of the package
 */
export function fromPython(suite: string, name: string, version: string, program = name): string {
  const directory = join(HOME, suite, `${name}-${version}`);
  const path = join(directory, 'bin', program);
  if (!existsSync(path)) {
    succeed(__dirname, 'python3', ['-m', 'venv', directory]);
    succeed(__dirname, join(directory, 'bin/pip'), ['install', '--quiet', `${name}==${version}`]);
  }
  return path;
}

/** A program of a Go module; undefined where it cannot be had. */
export function fromGo(suite: string, path: string, version: string): string | undefined {
  const directory = join(HOME, suite, `go-${version}`);
  const program = join(directory, path.split('/').at(-1) ?? '');
  if (existsSync(program)) return program;
  try {
    if (run(__dirname, 'go', ['install', `${path}@${version}`], { GOBIN: directory }).status === 0) return program;
  } catch {
    // There is no Go.
  }
  return undefined;
}
