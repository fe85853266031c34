import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { FastApiContainerProject } from '../src';
import { setJsonValue } from '../src/core/input/jsonc';
import { planOnDisk, readApp } from '../src/io/app';
import { applyChanges } from '../src/io/disk';
import { appGenerator } from '../src/nx/generators/app/generate';
import judge from '../src/nx/generators/judge/generator';
import sync from '../src/nx/generators/sync/generator';
import { readTree } from './support/memory';

/** A born app whose options name another application than the one that is there: every door says so, and writes nothing. */

let root: string;

beforeAll(() => {
  process.env.PROJEN_DISABLE_POST = 'true';
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-moved-'));
  mkdirSync(join(root, '.git'));
  writeFileSync(join(root, 'nx.json'), '{}');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const SAYS = 'there is no module shop.main';
const WAY_OUT = '"app": "orders.main:app"';

function born(): string {
  const app = join(root, 'apps/orders');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'fastapi-container.json'), '{ "name": "orders" }');
  applyChanges(app, planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders')));
  return app;
}

function rename(app: string): void {
  const file = join(app, 'fastapi-container.json');
  writeFileSync(file, setJsonValue(readFileSync(file, 'utf8'), ['name'], 'shop'));
}

/** What an error says; the files are as they were. */
function refusal(directory: string, work: () => void): string {
  const before = readTree(directory);
  let message = 'it was accepted';
  try {
    work();
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(readTree(directory)).toEqual(before);
  return message;
}

test('the command line', () => {
  const app = born();
  rename(app);
  const said = refusal(app, () => planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders')));
  expect(said).toContain(SAYS);
  expect(said).toContain(WAY_OUT);
});

test('the generator of Nx', () => {
  const app = born();
  const tree = new FsTree(root, false);
  const said = refusal(app, () => appGenerator(tree, { directory: 'apps/orders', name: 'shop' }));
  expect(said).toContain(SAYS);
  expect(said).toContain(WAY_OUT);
  expect(tree.listChanges()).toEqual([]);
});

test('the sync generators of Nx', () => {
  const app = born();
  rename(app);
  const tree = new FsTree(root, false);
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(sync(tree)).toEqual({});
  expect(warned.mock.calls.join('\n')).toContain(SAYS);
  warned.mockRestore();
  expect(tree.listChanges()).toEqual([]);
  const said = refusal(app, () => {
    judge(tree);
  });
  expect(said).toContain(SAYS);
});

test('projen', () => {
  const outdir = join(root, 'orders');
  const make = (name: string, options: object = {}) => {
    new FastApiContainerProject({ name, outdir, projenrcJson: true, ...options }).synth();
  };
  make('orders');
  const said = refusal(outdir, () => {
    make('shop');
  });
  expect(said).toContain(SAYS);
  expect(said).toContain(WAY_OUT);
  make('shop', { app: 'orders.main:app' });
  expect(readTree(outdir).has('orders/_container/__init__.py')).toBe(true);
});
