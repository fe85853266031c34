import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../src/cli/commands/check';
import { synth } from '../src/cli/commands/synth';
import { toldBy } from './support/told';

/** A path that a person has taken over, with something in it that no build can read as a file. */

let root: string;
const before = process.cwd();

const at = (path: string) => join(root, path);
const options = (given: object) => {
  writeFileSync(at('fastapi-container.json'), JSON.stringify({ name: 'orders', ...given }));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-own-'));
  mkdirSync(at('.git'));
  process.chdir(root);
  options({});
  toldBy(synth, []);
});

afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true, force: true });
  jest.restoreAllMocks();
});

test.each<[what: string, path: string, put: () => void, told: string]>([
  [
    'a directory',
    'Dockerfile',
    () => {
      mkdirSync(at('Dockerfile'));
    },
    'a directory is in its place',
  ],
  [
    'a pipe',
    'Dockerfile',
    () => execFileSync('mkfifo', [at('Dockerfile')]),
    'something that is not a file is in its place',
  ],
  [
    'a link to nowhere',
    '.dockerignore',
    () => {
      symlinkSync('nowhere', at('.dockerignore'));
    },
    'a symbolic link is in its place, which leads to no file',
  ],
  [
    'a file where the package belongs',
    'orders/_container/__init__.py',
    () => {
      rmSync(at('orders/_container'), { recursive: true });
      writeFileSync(at('orders/_container'), '');
    },
    '_container is in the way: it is not a directory',
  ],
])('%s is a conflict, and told as what it is', (_, path, put, told) => {
  options({ own: [path], born: ['app'] });
  rmSync(at(path));
  put();
  const said = toldBy(check, []);
  expect(said).toContain('not in step');
  expect(said).toContain(
    `  conflict    ${path} (${told})\n    Ways out: move it away, and put a file of yours at ${path}`,
  );
});

test('a link to a file is as good as the file', () => {
  options({ own: ['Dockerfile', '.dockerignore'], born: ['app'] });
  rmSync(at('Dockerfile'));
  writeFileSync(at('theirs'), 'FROM scratch\n');
  symlinkSync('theirs', at('Dockerfile'));
  const said = toldBy(check, []);
  expect(said).toContain('in step with its options\n  owned       Dockerfile');
});
