import { existsSync } from 'node:fs';
import { basename, relative, resolve as resolvePath } from 'node:path';
import { launchFile } from '../../core/debug/launch';
import { flagsOf } from '../../core/input/flags';
import { DEFAULT_SERVICE, layoutOf } from '../../core/new-workspace/layout';
import { resolve } from '../../core/resolve/resolve';
import { InvalidInputError, type Problem } from '../../core/text/problems';
import { installerOf } from '../../io/npm-installer';
import type { Command, CommandLine, ExitCode } from '../command';
import { emptyProblem } from '../new-workspace/ground';
import { commitFirst, makeContract } from '../new-workspace/finish';
import { fillWorkspace } from '../new-workspace/fill';
import { say } from '../say';

const EXAMPLE = 'npm create fastapi-container@latest my-workspace';

function directoryProblem(operands: readonly string[], target: string): Problem | undefined {
  const allowed = 'one new or empty directory';
  if (operands.length !== 1) {
    const value = operands.length === 0 ? {} : { value: operands };
    const reason = operands.length === 0 ? 'is missing' : 'is given more than once';
    return { option: 'directory', ...value, reason, allowed, fix: `for example: ${EXAMPLE}` };
  }
  const [value] = operands;
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(basename(target))) {
    const reason = `${value === '.' ? `is called ${basename(target)}, which ` : ''}cannot be the name of a package`;
    const fix = 'use lower case letters, digits, `.`, `_` and `-`, beginning with a letter or digit';
    return { option: 'directory', value, reason, allowed: 'a name such as my-workspace', fix };
  }
  const occupied = existsSync(target) ? emptyProblem(target) : undefined;
  return occupied && { option: 'directory', value, allowed, ...occupied };
}

function run({ operands, options: { name: typed, ...options } }: CommandLine): ExitCode {
  const target = resolvePath(operands[0] ?? '.');
  const resolved = resolve({ ...options, name: typed ?? DEFAULT_SERVICE }, DEFAULT_SERVICE);
  const layout = layoutOf(resolved.ok ? resolved.value.name : DEFAULT_SERVICE);
  const wrong = directoryProblem(operands, target);
  const problems = [wrong ?? [], ...[resolved, layout].map((result) => (result.ok ? [] : result.problems))].flat();
  if (problems.length > 0 || !layout.ok || !resolved.ok) throw new InvalidInputError('the command line', problems);
  const installer = installerOf(process.env);
  const name = basename(target);
  fillWorkspace({
    target,
    name,
    layout: layout.value,
    installer,
    flags: flagsOf(options),
    launch: launchFile(resolved.value),
  });
  const left = [...makeContract(target, layout.value, installer.nx), ...commitFirst(target)];
  const shown = relative(process.cwd(), target);
  const start = installer.name === 'npm' ? 'npm start' : `${installer.name} run start`;
  const next = [...(shown === '' ? [] : [`cd ${shown}`]), ...left, start];
  say([`${name} is ready. Next:`, ...next.map((line) => `  ${line}`)].join('\n'));
  return left.length === 0 ? 0 : 1;
}

/** Makes a workspace from nothing. */
export const createWorkspace: Command = {
  name: 'create',
  summary: 'makes a workspace from nothing: Nx, a service, its client and a page',
  usage: '<directory> [--name <name>] [options]',
  description: [
    'Makes a workspace in a directory that is new or empty: Nx, a service, its TypeScript client, and a page that shows it.',
    'It installs with the package manager that called it. --name and the options are those of the service, which',
    'is called api otherwise.',
  ],
  switches: [],
  closing: [
    `Example: ${EXAMPLE} -- --name=orders --port=9000`,
    '',
    'Exit code: 0 done, 1 something is left to you, 2 nothing was made.',
  ],
  takesOptions: 'app',
  writes: true,
  run,
};
