import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow, ignoredBelow } from './files-below';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-files-'));

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeAll(() => {
  mkdirSync(join(root, '.git'));
  put('.gitignore', '*.log\n');
  put('app/.gitignore', 'data/\n/local.py\n');
  for (const path of ['main.py', 'local.py', 'a.log', 'pkg/local.py', 'pkg/data/x.csv']) put(`app/${path}`);
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test('the files of the app come by the patterns of the app and of those above it', () => {
  expect(filesBelow(join(root, 'app'))).toEqual(['.gitignore', 'main.py', 'pkg/local.py']);
});

test.each([
  ['main.py', false],
  ['local.py', true],
  ['pkg/local.py', false],
  ['pkg/b.log', true],
  ['data/x', true],
  ['not/there/data/x', true],
  // Patterns of a directory say nothing about itself, and nothing about what lies outside of it.
  ['.', false],
  ['..', false],
  ['../data/x', false],
  ['../x.log', true],
])('whether Git ignores %s in the app: %s', (path, expected) => {
  expect(ignoredBelow(join(root, 'app'))(path)).toBe(expected);
});
