import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { PYPROJECT_FILE, REQUIREMENTS_FILE, UV_LOCK_FILE, VENV_PROGRAMS } from '../core/constants';
import { readUvProject, type UvProject } from '../core/dependencies/uv-project';
import { toRun } from '../core/plan/door';
import { sourceOfProgram } from '../core/python/programs';
import { requirementFor } from '../core/python/packages';
import { InvalidInputError, unwrap } from '../core/text/problems';
import { doorOnDisk, workspaceOf } from '../io/app';
import { tryReadText } from '../io/disk';
import { indexEnvironment } from '../io/index-environment';
import type { Maker } from '../io/local-venv';
import type { Interpreter } from '../io/python';
import { hostUv, uvEnvironment } from '../io/uv';
import { ownCalls } from './called';
import type { Target } from './targets';

const SUBJECT = 'the installation';

/** What uv is to install from. An environment cannot be made of a lock that is not there. */
function lockedProject({ path, shown }: Target, app: ResolvedApp): UvProject {
  const project = unwrap(readUvProject(tryReadText(join(path, PYPROJECT_FILE)), workspaceOf(path)), SUBJECT);
  if (project.locked) return project;
  const { lockFile, name } = project;
  throw new InvalidInputError(SUBJECT, [
    {
      option: lockFile?.shown ?? UV_LOCK_FILE,
      reason: lockFile ? `does not know ${name} yet` : 'is missing: what is installed is what was locked',
      fix: `lock first: ${toRun(doorOnDisk(path, app), 'lock', app.name, shown, ownCalls())}`,
    },
  ]);
}

/** What an environment has to have on its path. One of an older version lacks the app's own directory. */
export function sourceOnPath({ source }: ResolvedApp): string {
  return `${source} on the path`;
}

/** Digest of everything that decides what uv installs. */
export function uvFingerprint(target: Target, app: ResolvedApp): string {
  const { lockFile, inputs } = lockedProject(target, app);
  const pyproject = tryReadText(join(target.path, PYPROJECT_FILE));
  return createHash('sha256')
    .update(JSON.stringify([app.python, sourceOnPath(app), inputs, lockFile?.text, pyproject]))
    .digest('hex');
}

/** The command that brings the environment in step with the lock, and its process environment. */
export function uvSync(
  target: Target,
  app: ResolvedApp,
  python: Interpreter,
  madeBy: Maker,
): { readonly argv: string[]; readonly env: NodeJS.ProcessEnv } {
  const { name } = lockedProject(target, app);
  const uv = hostUv(python, indexEnvironment(app, 'pip'));
  // In an environment of somebody else there may be more than was locked.
  const keep = madeBy === 'somebody else' ? ['--inexact'] : [];
  const interpreter = join(target.path, VENV_PROGRAMS, 'python');
  const argv = [uv, 'sync', '--quiet', '--frozen', '--package', name, '--python', interpreter, ...keep];
  return { argv, env: uvEnvironment(app, target.path) };
}

/**
 * The command that adds the packages which bring programs.
 *
 * @param forDevelopers whether the image has no use for them, whatever brings them
 */
export function uvAddPrograms(programs: readonly string[], forDevelopers?: true): string {
  const sources = programs.map((program) => sourceOfProgram(program, forDevelopers));
  const groups = [
    ['uv add', sources.filter(({ file }) => file === REQUIREMENTS_FILE)],
    ['uv add --dev', sources.filter(({ file }) => file !== REQUIREMENTS_FILE)],
  ] as const;
  const commands = groups.flatMap(([command, wanted]) => {
    const packages = new Set(wanted.map((source) => `'${requirementFor(source.package)}'`));
    return packages.size === 0 ? [] : [[command, ...packages].join(' ')];
  });
  return commands.join(' && ');
}
