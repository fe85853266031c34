import { appendFileSync, cpSync, existsSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findInterpreter } from '../src/io/python';
import { run, succeed } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** The Python that the options ask for, and another one. */
const [WANTED, OTHER] = ['3.13', '3.12'];

function python(version: string): string {
  const found = findInterpreter(version, [version]);
  if (!found) throw new Error(`These tests need Python ${version}, and it was not found`);
  return found.executable;
}

describe('install', () => {
  const root = workspace('install');
  const cli = (directory: string, ...args: string[]) =>
    run(directory, 'npx', ['fastapi-container', 'install', ...args]);

  /** An app that asks for one small package with a program. */
  function app(name: string): string {
    const directory = join(root, name);
    write(join(directory, 'fastapi-container.json'), JSON.stringify({ name: 'orders', python: WANTED }));
    write(join(directory, 'requirements.txt'), 'pygments\n');
    return directory;
  }
  const makeVenv = (directory: string, version: string) => succeed(directory, python(version), ['-m', 'venv', '.venv']);
  const versionOf = (directory: string) => read(directory, '.venv/pyvenv.cfg').match(/^version = (\d+\.\d+)/m)?.[1];
  const works = (directory: string) => run(directory, 'sh', ['-c', '.venv/bin/pygmentize -V']).status === 0;
  const where = (directory: string) =>
    run(directory, '.venv/bin/python', ['-c', 'import pygments; print(pygments.__file__)']).stdout;

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    succeed(root, 'git', ['init', '--quiet', '.']);
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
  });

  test(
    'never deletes an environment that it did not make, however often the requirements change',
    keepOnFailure(() => {
      const own = app('own');
      makeVenv(own, OTHER);
      write(join(own, '.venv/mine.txt'), 'mine');
      for (const line of ['', 'idna\n', 'iniconfig\n']) {
        appendFileSync(join(own, 'requirements.txt'), line);
        expect(cli(own)).toMatchObject({
          status: 0,
          stdout: expect.stringContaining('Using .venv as it is') as string,
        });
        expect(versionOf(own)).toBe(OTHER);
        expect(read(own, '.venv/mine.txt')).toBe('mine');
        expect(existsSync(join(own, '.venv/.gitignore'))).toBe(OTHER > '3.12');
      }
      expect(cli(own).stdout).toContain('up to date');
    }),
  );

  test(
    "an environment with the digest of version 0.1 in it is not taken for the tool's",
    keepOnFailure(() => {
      const old = app('old-stamp');
      makeVenv(old, OTHER);
      write(join(old, '.venv/.fastapi-container'), 'a'.repeat(64));
      write(join(old, '.venv/mine.txt'), 'mine');
      expect(cli(old).status).toBe(0);
      expect(read(old, '.venv/mine.txt')).toBe('mine');
    }),
  );

  test(
    'a link to an environment is not made anew, whatever lies there',
    keepOnFailure(() => {
      const [one, two] = [app('shared-1'), app('shared-2')];
      expect(cli(one).status).toBe(0);
      symlinkSync(join(one, '.venv'), join(two, '.venv'));
      write(join(one, '.venv/mine.txt'), 'mine');
      const { status, stderr } = cli(two);
      expect({ status, stderr }).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(`made in ${one}`) as string,
      });
      expect(read(one, '.venv/mine.txt')).toBe('mine');
    }),
  );

  test(
    'its own follows the options, the place and the requirements; Git sees nothing of it',
    keepOnFailure(() => {
      const ours = app('ours');
      write(join(ours, 'fastapi-container.json'), JSON.stringify({ name: 'orders', python: OTHER }));
      const first = cli(ours);
      expect(first.status).toBe(0);
      expect(first.stderr).toMatch(/Making .venv with Python 3.12 .*\n.*Installing requirements.txt/);
      expect(versionOf(ours)).toBe(OTHER);
      expect(read(ours, '.venv/.gitignore')).toBe('*\n');
      expect(succeed(ours, 'git', ['status', '--porcelain', '--untracked-files=all', '.']).stdout).not.toContain(
        '.venv',
      );
      app('ours');
      expect(cli(ours).status).toBe(0);
      expect(versionOf(ours)).toBe(WANTED);
      expect(cli(ours).stdout).toContain('up to date');

      const moved = join(root, 'moved');
      renameSync(ours, moved);
      expect(works(moved)).toBe(false);
      const again = cli(moved);
      expect(again.stderr).toContain(`the one that is there was made in ${ours}`);
      expect(works(moved)).toBe(true);

      const copied = join(root, 'copied');
      cpSync(moved, copied, { recursive: true, verbatimSymlinks: true });
      expect(cli(copied).status).toBe(0);
      expect(where(copied)).toContain(copied);
      expect(works(copied) && works(moved)).toBe(true);

      const linked = join(root, 'linked');
      symlinkSync(moved, linked);
      expect(cli(linked).stdout).toContain('up to date');
    }),
  );

  test(
    'an environment of yours that was moved or copied is refused with the way out, and stays',
    keepOnFailure(() => {
      const yours = app('yours');
      makeVenv(yours, WANTED);
      const moved = app('yours-moved');
      renameSync(join(yours, '.venv'), join(moved, '.venv'));
      const stamped = app('yours-stamped');
      makeVenv(stamped, WANTED);
      expect(cli(stamped).status).toBe(0);
      const copied = join(root, 'yours-copied');
      cpSync(stamped, copied, { recursive: true, verbatimSymlinks: true });
      for (const directory of [moved, copied]) {
        const { status, stderr } = cli(directory);
        expect({ status, stderr }).toMatchObject({
          status: 2,
          stderr: expect.stringMatching(/made in .*yours/) as string,
        });
        expect(stderr).toContain(`remove ${join(directory, '.venv')}`);
        expect(versionOf(directory)).toBe(WANTED);
      }
    }),
  );

  test(
    'what could not be installed leaves an environment that is ours all the same',
    keepOnFailure(() => {
      const failed = app('failed');
      write(join(failed, 'requirements.txt'), './nowhere\n');
      expect(cli(failed).status).toBe(2);
      write(join(failed, 'requirements.txt'), 'pygments\n');
      expect(cli(failed).status).toBe(0);
      write(join(failed, 'fastapi-container.json'), JSON.stringify({ name: 'orders', python: OTHER }));
      expect(cli(failed).status).toBe(0);
      expect(versionOf(failed)).toBe(OTHER);
    }),
  );
});
