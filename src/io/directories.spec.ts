import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { directoriesOnce } from './directories';
import { lookBelow } from './disk';
import { filesBelow } from './files-below';
import { isIgnored } from './git-ignore';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-directories-'));

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeAll(() => {
  mkdirSync(join(root, '.git', 'info'), { recursive: true });
  put('.git/info/exclude', '*.bak\n');
  put('.gitignore', '*.log\n/build\n');
  put('apps/.gitignore', '!keep.log\n');
  put('apps/one/.gitignore', 'data\n');
  for (const directory of ['apps/one', 'apps/two', 'build/apps/three', 'apps/one/data/four'])
    for (const name of ['a.log', 'keep.log', 'a.bak', 'a.py']) put(`${directory}/${name}`);
  put('other/.git', 'gitdir: elsewhere\n');
  put('other/app/a.log');
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const DIRECTORIES = [
  'apps/one',
  '.',
  'build',
  'build/apps/three',
  'apps/two',
  'apps/one/data/four',
  'apps',
  'other/app',
];

test.each([['in this order'], ['in the other order']])(
  'directories that are looked at together tell the same as each alone, %s',
  (order) => {
    const together = directoriesOnce();
    const asked = order === 'in this order' ? DIRECTORIES : [...DIRECTORIES].reverse();
    for (const directory of [...asked, ...asked]) {
      const path = join(root, directory);
      expect([directory, filesBelow(path, {}, together)]).toEqual([directory, filesBelow(path)]);
    }
  },
);

test('what Git ignores is told by all files above, and by none above a directory that it ignores', () => {
  const { ignored } = directoriesOnce();
  const told = (directory: string, name: string) => {
    const path = join(root, directory);
    return isIgnored(ignored(path), join(path, name), false);
  };
  expect(['a.log', 'keep.log', 'a.bak', 'a.py'].map((name) => told('apps/one', name))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(told('build/apps/three', 'a.log')).toBe(false);
  expect(told('other/app', 'a.log')).toBe(false);
  expect(told('apps/two', 'a.log')).toBe(true);
});

test('a directory is listed once, and anew in the next run', () => {
  const { entries } = directoriesOnce();
  const path = join(root, 'listed');
  put('listed/a');
  const names = (of: typeof entries) => of(path).map(({ name }) => name);
  expect(names(entries)).toEqual(['a']);
  put('listed/b');
  expect(names(entries)).toEqual(['a']);
  expect(names(directoriesOnce().entries).sort()).toEqual(['a', 'b']);
});

test('what is no directory, or not there, holds nothing', () => {
  const { entries } = directoriesOnce();
  expect([entries(join(root, 'nowhere')), entries(join(root, '.gitignore'))]).toEqual([[], []]);
});

test('a listing tells what is at a path, and leaves open what only the disk knows', () => {
  for (const name of ['File', 'UPPER', 'upper', 'größe', 'sub/a']) put(`seen/${name}`);
  symlinkSync('File', join(root, 'seen', 'link'));
  const { entries, seen } = directoriesOnce();
  const told = (name: string) => {
    const found = seen(join(root, 'seen', name));
    return typeof found === 'object' ? found.name : found;
  };
  expect(told('File')).toBeUndefined();
  entries(join(root, 'seen'));
  expect(['File', 'sub', 'link', 'none', '.git'].map(told)).toEqual(['File', 'sub', 'link', 'absent', 'absent']);
  // A disk that takes upper and lower case, or two ways to write a letter, for the same has these files.
  expect(['file', 'FILE', 'UPPER', 'größe', 'grösse'].map(told)).toEqual(Array(5).fill(undefined));
  expect(told('sub/a')).toBeUndefined();
  // What cannot be listed tells nothing.
  entries(join(root, 'seen', 'nowhere'));
  expect(told('nowhere/a')).toBeUndefined();
});

test('to look with listings tells the same as to look without', () => {
  for (const name of ['file', 'below/file']) put(`looked/${name}`, 'text');
  for (const [target, name] of [
    ['file', 'link'],
    ['below', 'inner'],
    [tmpdir(), 'outer'],
    ['nowhere', 'dangling'],
  ] as const)
    symlinkSync(target, join(root, 'looked', name));
  const directories = directoriesOnce();
  for (const path of ['looked', 'looked/below', 'looked/inner']) directories.entries(join(root, path));
  const paths = ['file', 'link', 'below', 'none', 'none/a', 'file/a', 'dangling', 'dangling/a', 'outer', 'outer/a'];
  const below = ['below/file', 'below/none', 'inner', 'inner/file', 'inner/none', 'File', 'Below/file'];
  const looks = [lookBelow(join(root, 'looked'), directories.seen), lookBelow(join(root, 'looked'))];
  const [listed, asked] = looks.map((look) => [...paths, ...below].map((path) => [path, look(path)]));
  expect(listed).toEqual(asked);
});
