import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { FastApiContainerProject } from '../src';
import type { Output } from '../src/core/outputs/output';
import { OUTPUTS, listFiles } from '../src/core/outputs/render';
import { managedState, withHeader } from '../src/core/text/managed-file';
import { planOnDisk, readApp } from '../src/io/app';
import { applyChanges } from '../src/io/disk';
import { loadTemplates } from '../src/io/templates';
import sync from '../src/nx/generators/sync/generator';
import { plan, readTree, resolved, synth, type Memory } from './support/memory';

/** What it takes to add a generated file: this declaration, and a place in the list. Everything else follows. */
const toy: Output = {
  about: 'a toy',
  part: 'image',
  neighbours: { goWith: { path: 'Dockerfile', when: 'always' } },
  render: (app) =>
    app.rootPath === undefined
      ? []
      : [{ ownership: 'managed', path: 'toys/toy.conf', content: withHeader(`prefix ${app.rootPath}\n`) }],
  former: () => ['toys/toy.conf'],
  hints: [{ line: /^prefix /, option: 'rootPath', as: (line) => ({ rootPath: line.slice('prefix '.length) }) }],
};

const list = OUTPUTS as Output[];
let root: string;

beforeAll(() => {
  process.env.PROJEN_DISABLE_POST = 'true';
  list.push(toy);
});

afterAll(() => {
  list.pop();
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-output-'));
  mkdirSync(join(root, '.git'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const PATH = 'toys/toy.conf';
const ON = { name: 'orders', rootPath: '/api' };
const OFF = { name: 'orders' };

test('it is rendered, and removed again when no option wants it', () => {
  const memory: Memory = new Map();
  synth(memory, ON);
  expect(memory.get(PATH)).toContain('prefix /api');
  synth(memory, OFF);
  expect(memory.has(PATH)).toBe(false);
});

test('it is kept when it was edited, with the option that says the same', () => {
  const memory: Memory = new Map();
  synth(memory, ON);
  memory.set(PATH, `${memory.get(PATH) ?? ''}prefix /mine\n`);
  const conflict = plan(memory, ON).find(({ path }) => path === PATH);
  expect(conflict).toMatchObject({ action: 'conflict', yours: ['prefix /mine'] });
  expect(conflict?.action === 'conflict' ? conflict.waysOut[0] : '').toContain('rootPath says `prefix /mine`');
  expect(plan(memory, OFF).find(({ path }) => path === PATH)).toMatchObject({ action: 'conflict' });
});

test('it is left alone together with the file that it goes with', () => {
  const memory: Memory = new Map([['Dockerfile', 'FROM scratch\n']]);
  synth(memory, ON);
  expect(memory.has(PATH)).toBe(false);
});

test('it is listed', () => {
  const listed = listFiles(resolved(ON), loadTemplates());
  expect(listed).toContainEqual({ path: PATH, ownership: 'managed', about: 'a toy' });
});

describe('it is written, and removed, by', () => {
  function put(directory: string, options: object): string {
    const app = join(root, directory);
    mkdirSync(join(app, 'orders'), { recursive: true });
    writeFileSync(join(app, 'orders', 'main.py'), 'app = FastAPI()\n');
    writeFileSync(join(app, 'fastapi-container.json'), JSON.stringify({ ...options, born: ['app'] }));
    return app;
  }

  test.each<[string, (options: object) => Memory]>([
    [
      'the command line',
      (options) => {
        const app = put('apps/orders', options);
        applyChanges(app, planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders')));
        return readTree(app);
      },
    ],
    [
      'Nx',
      (options) => {
        const app = put('apps/orders', options);
        writeFileSync(join(root, 'nx.json'), '{}');
        const tree = new FsTree(root, false);
        sync(tree);
        flushChanges(root, tree.listChanges());
        return readTree(app);
      },
    ],
    [
      'projen',
      (options) => {
        const outdir = join(root, 'orders');
        new FastApiContainerProject({ name: 'orders', outdir, projenrcJson: true, ...options }).synth();
        return readTree(outdir);
      },
    ],
  ])('%s', (_, through) => {
    expect(managedState(through(ON).get(PATH) ?? '')).toMatchObject({ untouched: true, body: 'prefix /api\n' });
    expect(through(OFF).has(PATH)).toBe(false);
  });
});
