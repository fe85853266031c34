import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTree } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import library from './generators/library/generator';
import type { KnownProject } from './nx-graph';

let tree: Tree;
let mockProjects: KnownProject[] | undefined;

jest.mock('./nx-graph', () => ({ knownProjects: () => mockProjects }));

const PYPROJECT = '[project]\nname = "aa"\nversion = "1.0"\n[build-system]\nrequires = ["flit_core>=3.11,<4"]\n';
const LATIN_1 = Buffer.from(`${PYPROJECT}# caf\u00E9\n`, 'latin1');

function failureOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

const contents = () => tree.listChanges().map(({ path, content }) => [path, content?.toString('hex')]);

beforeEach(() => {
  tree = createTree();
  mockProjects = undefined;
  for (const method of ['log', 'warn'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  ['Latin-1', LATIN_1, 'not in UTF-8'],
  ['UTF-16', Buffer.from(`\uFEFF${PYPROJECT}`, 'utf16le'), 'in UTF-16'],
])('a library in %s is never written over', (_, bytes, expected) => {
  tree.write('libs/aa/pyproject.toml', bytes);
  const before = contents();
  expect(failureOf(() => library(tree, { directory: 'libs/aa' }))).toContain(expected);
  expect(contents()).toEqual(before);
});

test('nor is what is on the disk alone, and options in another encoding are told as what they are', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-nx-library-')));
  try {
    mkdirSync(join(root, 'libs/aa'), { recursive: true });
    mkdirSync(join(root, 'libs/bb'));
    mkdirSync(join(root, 'apps/orders'), { recursive: true });
    writeFileSync(join(root, 'apps/orders/fastapi-container.json'), Buffer.from('{ } // caf\u00E9\n', 'latin1'));
    writeFileSync(join(root, 'nx.json'), '{}');
    writeFileSync(join(root, 'libs/aa/pyproject.toml'), LATIN_1);
    symlinkSync('nowhere', join(root, 'libs/bb/README.md'));
    tree = new FsTree(root, false);
    expect(failureOf(() => library(tree, { directory: 'libs/aa' }))).toContain('not in UTF-8');
    expect(failureOf(() => library(tree, { directory: 'libs/bb' }))).toMatch(/libs\/bb\/README\.md\n.*symbolic link/);
    symlinkSync('bb', join(root, 'libs/link'));
    expect(failureOf(() => library(tree, { directory: 'libs/link' }))).toContain('is a link to libs/bb');
    const asked = failureOf(() => library(tree, { directory: 'libs/q', app: ['apps/orders'] }));
    expect(asked).toMatch(/apps\/orders\/fastapi-container\.json\n.*not in UTF-8/);
    expect(tree.listChanges()).toEqual([]);
    expect(readFileSync(join(root, 'libs/aa/pyproject.toml'))).toEqual(LATIN_1);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('lists have no blanks, and none is of blanks alone', () => {
  expect(failureOf(() => library(tree, { directory: 'libs/zz', app: [''] }))).toMatch(/app = .*\n.*nothing behind it/);
  expect(failureOf(() => library(tree, { directory: 'libs/zz', tags: [' ', ''] }))).toMatch(/tags = .*\n.*nothing/);
  expect(tree.exists('libs/zz')).toBe(false);
  library(tree, { directory: 'libs/zz', tags: ['a', '', ' c'] });
  expect(tree.read('libs/zz/pyproject.toml', 'utf8')).toContain('tags = ["a", "c"]');
});
