import { VENV_PROGRAMS } from '../core/constants';
import type { Command } from '../core/tasks';

/** The words of a command, as a step of projen runs them. */
export function argv({ from, argv: words }: Command): string[] {
  // Never a download: the package that wrote the task is installed. With Yarn Plug'n'Play only Yarn knows where.
  if (from === 'self')
    return [...(process.versions.pnp === undefined ? ['npx', '--no'] : ['yarn']), 'fastapi-container', ...words];
  if (from === 'path') return [...words];
  const [program = '', ...rest] = words;
  return [`${VENV_PROGRAMS}/${program}`, ...rest];
}
