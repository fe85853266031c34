import { InvalidInputError, type Problem } from '../core/text/problems';
import { mustRun, ProgramFailed, runProgram } from './programs';

function refuse(problem: Problem): InvalidInputError {
  return new InvalidInputError('the command line', [problem]);
}

/** Runs Git in a directory. @returns what it prints; undefined where it says no */
function git(directory: string, ...words: readonly string[]): string | undefined {
  const { failure, stdout, missing } = runProgram(['git', ...words], { cwd: directory });
  if (missing) throw refuse({ option: 'git', reason: 'is not installed here', fix: 'install it, or correct the PATH' });
  return failure === undefined ? stdout : undefined;
}

/**
 * The commit at which the work in a directory and a revision last were the same. What happened to the revision since is no
 * change of this work.
 *
 * @throws InvalidInputError where there is no such revision or no such commit
 */
export function commonCommit(directory: string, revision: string): string {
  if (git(directory, 'rev-parse', '--is-inside-work-tree') === undefined) {
    const fix = 'compare in a clone of the repository';
    throw refuse({ option: '--base', value: revision, reason: 'this is no Git repository', fix });
  }
  const commit = git(directory, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)?.trim();
  if (commit === undefined || commit === '') {
    const fix = 'fetch it, for example `git fetch origin main`; or name another revision, such as --base=HEAD~1';
    throw refuse({ option: '--base', value: revision, reason: 'there is no such revision in this clone', fix });
  }
  const common = git(directory, 'merge-base', commit, 'HEAD')?.trim();
  if (common !== undefined && common !== '') return common;
  const reason = 'has no commit in common with HEAD in this clone';
  const fix = 'get the whole history: `git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout';
  throw refuse({ option: '--base', value: revision, reason, fix });
}

/** The text that a file of a directory has in a commit; undefined where it has none. */
export function textInCommit(directory: string, commit: string, name: string): string | undefined {
  const file = `${commit}:./${name}`;
  if (git(directory, 'cat-file', '-e', file) === undefined) return undefined;
  try {
    return mustRun(['git', 'show', file], { cwd: directory }).stdout;
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw refuse({ option: name, reason: `cannot be read from ${commit}: ${error.message}`, fix: 'run `git fsck`' });
  }
}
