import { createTree } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { appGenerator } from './compose';
import app from './generators/app/generator';
import judge from './generators/judge/generator';
import sync from './generators/sync/generator';
import workspace from './generators/workspace/generator';

let tree: Tree;

jest.mock('./nx-graph', () => ({
  knownProjects: () =>
    ['apps/billing', 'apps/orders']
      .filter((root) => tree.exists(`${root}/fastapi-container.json`))
      .map((root) => ({ name: root.slice(5), root, targets: ['container-check'] })),
}));

const FILE = 'fastapi-container.workspace.json';
const read = (path: string) => tree.read(path, 'utf8') ?? '';
const options = () => JSON.parse(read(FILE)) as Record<string, unknown>;

/** The tree as it is, as far as it was written. */
const state = () => tree.listChanges().map(({ path, type, content }) => [path, type, String(content)]);

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

let warned: jest.SpyInstance;

beforeEach(() => {
  tree = createTree();
  tree.write('package.json', '{ "name": "@acme/shop" }');
  tree.write('nx.json', '{}\n');
  warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  appGenerator(tree, { directory: 'apps/orders', compose: {} });
});

afterEach(() => {
  jest.restoreAllMocks();
});

test('creates the options with what follows from them, and twice is once', () => {
  workspace(tree, { compose: true, devcontainer: 'vscode', node: 22 });
  expect(options()).toEqual({
    $schema: './node_modules/fastapi-container/workspace.schema.json',
    ...{ compose: {}, devcontainer: 'vscode', node: '22' },
  });
  expect(read('compose.yaml')).toContain('- apps/orders/compose.yaml');
  expect(read('.devcontainer/devcontainer.json')).toContain('"acme-shop"');
  expect(read('nx.json')).toContain('fastapi-container/nx');
  const before = state();
  workspace(tree, {});
  expect(state()).toEqual(before);
  expect(sync(tree)).toEqual({});
});

test('changes options of a file that is there, and keeps the rest of it', () => {
  tree.write(FILE, '{\n  // ours\n  "devcontainer": "vscode"\n}\n');
  workspace(tree, { registry: 'ghcr.io/acme' });
  expect(read(FILE)).toBe('{\n  // ours\n  "devcontainer": "vscode",\n  "registry": "ghcr.io/acme"\n}\n');
});

test('the registry is in front of the images, and sync tells what follows', () => {
  workspace(tree, { registry: 'ghcr.io/acme' });
  const { outOfSyncMessage } = sync(tree);
  expect(outOfSyncMessage).toContain('orders in apps/orders: compose.yaml (the options changed)');
  expect(read('apps/orders/compose.yaml')).toContain('image: ghcr.io/acme/orders:');
});

test('an app that comes later, or goes, changes the files of the workspace', () => {
  workspace(tree, { compose: true });
  jest.spyOn(process, 'cwd').mockReturnValue(tree.root);
  app(tree, { directory: 'apps/billing', compose: true });
  expect(sync(tree).outOfSyncMessage).toBe(
    'The workspace is not in step with its options: compose.yaml (the options changed)',
  );
  expect(read('compose.yaml')).toContain('- apps/billing/compose.yaml');
});

test('an edited file is left, and told', () => {
  workspace(tree, { devcontainer: 'vscode' });
  tree.write('.devcontainer/devcontainer.json', `${read('.devcontainer/devcontainer.json')}// mine\n`);
  workspace(tree, { node: '22' });
  expect(read('.devcontainer/devcontainer.json')).toContain('// mine');
  expect(warned.mock.calls.flat().join('\n')).toContain('left alone  .devcontainer/devcontainer.json');
  expect(sync(tree)).toEqual({});
  expect(warned.mock.calls.flat().join('\n')).toContain('The workspace, left to you: .devcontainer/devcontainer.json');
  workspace(tree, { overwrite: true });
  expect(read('.devcontainer/devcontainer.json')).not.toContain('// mine');
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['wrong values', { registry: 'https://x', ci: 'jenkins', node: 18 }, ['registry', 'ci', 'node']],
  ['options of apps', { port: 9000 }, ['is an option of an app, and none of the workspace']],
  ['no option', { registy: 'x' }, ['did you mean "registry"']],
])('%s are told at once, and nothing is written', (_, flags, told) => {
  const before = state();
  const failure = failureOf(() => {
    workspace(tree, flags);
  });
  for (const text of told) expect(failure).toContain(text);
  expect(failure).toContain('Nothing was written.');
  expect(state()).toEqual(before);
});

test('with an app that is wrong nothing is planned from the others', () => {
  tree.write('apps/billing/fastapi-container.json', '{ "port": 1 }');
  const before = state();
  expect(
    failureOf(() => {
      workspace(tree, { devcontainer: 'vscode' });
    }),
  ).toContain('the options of apps/billing cannot be used');
  expect(state()).toEqual(before);
});

test('wrong options stop no app, and fail the judge', () => {
  workspace(tree, { devcontainer: 'vscode' });
  tree.write(FILE, '{ "port": 1 }');
  tree.write('apps/orders/fastapi-container.json', '{ "name": "orders", "port": 9000, "born": ["app"] }');
  expect(sync(tree).outOfSyncMessage).toContain('orders in apps/orders');
  expect(
    failureOf(() => {
      judge(tree);
    }),
  ).toContain(`${FILE}: port is an option of an app`);
});

test.each(['apps', 'apps/orders'])('a file of the workspace in %s fails the judge: nothing reads it', (directory) => {
  tree.write(`${directory}/${FILE}`, '{}');
  expect(
    failureOf(() => {
      judge(tree);
    }),
  ).toContain(`${directory}/${FILE} is below the root of the workspace`);
});

test('without its options its files go, and nothing else', () => {
  workspace(tree, { devcontainer: 'vscode', compose: true });
  tree.delete(FILE);
  expect(sync(tree).outOfSyncMessage).toContain('.devcontainer/devcontainer.json (no option needs it any more)');
  for (const path of ['compose.yaml', '.devcontainer/devcontainer.json', '.devcontainer/compose.yaml'])
    expect(tree.exists(path)).toBe(false);
  expect(tree.exists('apps/orders/compose.yaml')).toBe(true);
});

test('what projen writes is left to it', () => {
  tree.write(FILE, '{ "managedBy": "projen", "devcontainer": "vscode" }');
  expect(
    failureOf(() => {
      workspace(tree, { node: '22' });
    }),
  ).toContain('is written by projen');
  expect(sync(tree)).toEqual({});
  expect(tree.exists('.devcontainer/devcontainer.json')).toBe(false);
  expect(warned.mock.calls.flat().join('\n')).toContain('run `npx projen`');
});
