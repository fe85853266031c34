import { delimiter, dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { runInForeground } from '../../../io/foreground';

/** What a target is run with. */
export interface RunOptions {
  /** The command line, which a shell reads. */
  readonly command: string;
  /** Directory to run it in, relative to the root of the workspace. */
  readonly cwd?: string;
  /** Words that were typed behind the target: no shell reads them. */
  readonly __unparsed__?: readonly string[];
}

/** Where programs of npm packages are found, as the scripts of a package find them. */
function searchPath(root: string): string {
  const before = [join(root, 'node_modules', '.bin'), dirname(process.execPath)];
  return [...before, process.env.PATH ?? ''].join(delimiter);
}

/**
 * Runs the command line of a target with the words that were typed behind it. The executor of Nx puts them into the line,
 * where a shell reads them: of a tag that is called after a branch it would run what is written in it. Here they are the
 * parameters of the shell, which it hands on as they are.
 */
export default async function run(
  { command, cwd = '.', __unparsed__: words = [] }: RunOptions,
  { root }: Pick<ExecutorContext, 'root'>,
): Promise<{ readonly success: boolean }> {
  const argv = ['/bin/sh', '-c', `${command} "$@"`, 'fastapi-container', ...words];
  const env = { ...process.env, PATH: searchPath(root) };
  const { code, failure } = await runInForeground(argv, { cwd: join(root, cwd), env });
  if (failure !== undefined) console.error(failure);
  return { success: code === 0 };
}
