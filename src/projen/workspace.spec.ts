import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javascript, Project } from 'projen';
import { FastApiContainerProject, FastApiContainerWorkspace } from '../index';

let outdir: string;

/** What projen would do at the end: install packages. */
process.env.PROJEN_DISABLE_POST = 'true';

const FILE = 'fastapi-container.workspace.json';
const read = (path: string) => readFileSync(join(outdir, path), 'utf8');
const root = () => new Project({ name: 'shop', outdir });
const app = (parent: Project, name = 'orders', options: object = {}) =>
  new FastApiContainerProject({ parent, name, outdir: `apps/${name}`, ...options });

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'projen-workspace-'));
  mkdirSync(join(outdir, '.git'));
  writeFileSync(join(outdir, 'package.json'), '{ "name": "@acme/shop" }');
});

afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
});

test('writes the options with what follows from them and from the apps of the definition, in any order', () => {
  for (const isFirst of [true, false]) {
    const parent = root();
    const make = () =>
      new FastApiContainerWorkspace(parent, { registry: 'ghcr.io/acme', compose: {}, devcontainer: 'vscode' });
    if (isFirst) make();
    app(parent, 'orders', { compose: {}, database: 'postgres' });
    if (!isFirst) make();
    parent.synth();
    expect(JSON.parse(read(FILE))).toMatchObject({ managedBy: 'projen', registry: 'ghcr.io/acme', compose: {} });
    expect(read('compose.yaml')).toContain('- apps/orders/compose.yaml');
    expect(read('.devcontainer/compose.yaml')).toContain('orders-postgres');
    expect(read('apps/orders/compose.yaml')).toContain('image: ghcr.io/acme/orders:');
  }
});

test('what the definition does not say any more goes', () => {
  const first = root();
  new FastApiContainerWorkspace(first, { registry: 'ghcr.io/acme', devcontainer: 'vscode' });
  app(first, 'orders', { compose: {} });
  first.synth();
  const second = root();
  new FastApiContainerWorkspace(second, {});
  app(second, 'orders', { compose: {} });
  second.synth();
  expect(existsSync(join(outdir, '.devcontainer/devcontainer.json'))).toBe(false);
  expect(read('apps/orders/compose.yaml')).toContain('image: orders:');
});

test('is called after the project, from the first run on', () => {
  rmSync(join(outdir, 'package.json'));
  const texts = [1, 2].map(() => {
    const parent = new javascript.NodeProject({ name: 'acme', defaultReleaseBranch: 'main', outdir });
    new FastApiContainerWorkspace(parent, { devcontainer: 'vscode' });
    app(parent);
    parent.synth();
    return read('.devcontainer/devcontainer.json') + read('.devcontainer/compose.yaml');
  });
  expect(texts[0]).toContain('name: acme-devcontainer');
  expect(texts[1]).toBe(texts[0]);
  expect(JSON.parse(read(FILE))).toMatchObject({ name: 'acme' });
});

test('an edit is kept', () => {
  for (const edit of ['', '// mine\n']) {
    const parent = root();
    new FastApiContainerWorkspace(parent, { devcontainer: 'vscode' });
    app(parent);
    parent.synth();
    const path = join(outdir, '.devcontainer/devcontainer.json');
    if (edit !== '') expect(read('.devcontainer/devcontainer.json')).toContain('// mine');
    writeFileSync(path, `${read('.devcontainer/devcontainer.json')}// mine\n`);
  }
});

test.each<[string, () => void, string]>([
  [
    'a project that is not the root',
    () => {
      new FastApiContainerWorkspace(app(root()), {});
    },
    'is not the root',
  ],
  [
    'two of them',
    () => {
      const parent = root();
      new FastApiContainerWorkspace(parent, {});
      new FastApiContainerWorkspace(parent, {});
    },
    'is there already',
  ],
  [
    'wrong options, all at once',
    () => {
      new FastApiContainerWorkspace(root(), { registry: 'https://x', ci: 'jenkins' as 'github' });
    },
    '2 problems',
  ],
  [
    'a file of a person',
    () => {
      writeFileSync(join(outdir, FILE), '{ "compose": {} }');
      new FastApiContainerWorkspace(root(), {});
    },
    'its options would be lost',
  ],
])('%s: one error, and nothing is written', (_, work, told) => {
  expect(work).toThrow(told);
  expect(existsSync(join(outdir, '.devcontainer'))).toBe(false);
});
