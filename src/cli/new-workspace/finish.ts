import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../../core/new-workspace/layout';
import { ownEnvironment } from '../../io/npm-installer';
import { runProgram } from '../../io/programs';
import { sayAside } from '../say';

/** Without the daemon of Nx, which would stay behind. */
const QUIET = { NX_DAEMON: 'false', NX_INTERACTIVE: 'false', NX_TUI: 'false' };

/**
 * Makes the contract of the service, from which the client follows.
 *
 * @param nx how a person calls Nx
 * @returns what is left to a person, as commands
 */
export function makeContract(target: string, { service }: Layout, nx: string): string[] {
  const doing = 'Installing the packages of the service, and making its contract';
  const argv = [join(target, 'node_modules/.bin/nx'), 'run', `${service.name}:openapi`, '--output-style=static'];
  const env = { ...ownEnvironment(process.env), ...QUIET };
  const { failure, stdout, stderr } = runProgram(argv, { cwd: target, env, doing });
  if (failure === undefined) return [];
  for (const line of (stdout + stderr).trim().split('\n').slice(-20)) console.error(`  ${line}`);
  sayAside(`The contract is not made yet: ${failure}. Its messages above say why.`);
  return [`${nx} openapi ${service.name}`];
}

/**
 * Makes the workspace a repository with a first commit, by which Nx tells what a change affects. Inside of another
 * repository it leaves that to its owner.
 *
 * @returns what is left to a person, as commands
 */
export function commitFirst(target: string): string[] {
  const git = (...words: string[]) => runProgram(['git', ...words], { cwd: target });
  const inside = git('rev-parse', '--is-inside-work-tree');
  if (inside.missing || (inside.failure === undefined && !existsSync(join(target, '.git')))) return [];
  if (inside.failure !== undefined) git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  return git('commit', '--quiet', '--message', 'A new workspace').failure === undefined
    ? []
    : ['git commit --message "A new workspace"'];
}
