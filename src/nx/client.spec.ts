import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTree } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { TOOL_NAMES } from '../core/client/tools';
import { appGenerator } from './compose';
import type { KnownProject } from './nx-graph';
import client from './generators/client/generator';

let tree: Tree;
let mockProjects: KnownProject[] | undefined;

jest.mock('./nx-graph', () => ({ knownProjects: () => mockProjects }));

const contents = () => tree.listChanges().map(({ path, content }) => [path, String(content)]);
const manifest = (path: string) => JSON.parse(tree.read(path, 'utf8') ?? 'null') as Record<string, unknown>;

function failureOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

beforeEach(() => {
  tree = createTree();
  mockProjects = undefined;
  tree.write('package.json', '{ "name": "@acme/shop", "workspaces": ["apps/*"] }');
  for (const method of ['log', 'warn'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
  appGenerator(tree, { directory: 'apps/orders' });
});

afterEach(() => {
  jest.restoreAllMocks();
});

test('an app is meant by the name that Nx has for it, or by its directory', () => {
  mockProjects = [{ name: 'orders-of-nx', root: 'apps/orders', targets: ['container-check'] }];
  client(tree, { directory: 'libs/one', project: 'orders-of-nx' });
  client(tree, { directory: 'libs/two', project: 'apps/orders' });
  mockProjects = undefined;
  client(tree, { directory: 'libs/three', project: 'apps/orders' });
  const edge = (name: string) =>
    (manifest(`libs/${name}/package.json`).nx as { implicitDependencies: string[] }).implicitDependencies;
  expect(['one', 'two', 'three'].map(edge)).toEqual([['orders-of-nx'], ['orders-of-nx'], ['orders']]);
  expect(manifest('libs/one/package.json').name).toBe('@acme/one');
  expect(manifest('package.json').workspaces).toEqual(['apps/*', 'libs/one', 'libs/two', 'libs/three']);
});

test('twice changes nothing, and what comes next is told once', () => {
  const told = jest.spyOn(console, 'log');
  client(tree, { directory: 'libs/orders-client', project: 'apps/orders' })();
  expect(told.mock.calls.flat().join('\n')).toContain('Next: `npx nx openapi orders`, then `npm install`');
  told.mockClear();
  const before = contents();
  client(tree, { directory: 'libs/orders-client', project: 'apps/orders' })();
  expect(contents()).toEqual(before);
  expect(told.mock.calls.flat().join('\n')).not.toContain('Next:');
});

test.each<[string, Parameters<typeof client>[1], RegExp]>([
  ['no app', { directory: 'libs/a', project: 'order' }, /project = "order"[^]*is no app[^]*Allowed: apps\/orders/],
  ['an app outside', { directory: 'libs/a', project: '../orders' }, /is no app/],
  ['a directory outside', { directory: '../a', project: 'apps/orders' }, /not inside the workspace/],
  ['the root', { directory: '.', project: 'apps/orders' }, /is the root of the workspace/],
  ['the app itself', { directory: 'apps/orders', project: 'apps/orders' }, /holds something else/],
  ['a name of another', { directory: 'libs/a', project: 'apps/orders', name: 'web' }, /is the name of another project/],
  ['a name that is none', { directory: 'libs/a', project: 'apps/orders', name: 'A b' }, /is no name of an npm package/],
])('%s is refused, and the tree is as it was', (_, options, said) => {
  mockProjects = [
    { name: 'web', root: 'apps/web', targets: [] },
    { name: 'apps/orders', root: 'apps/orders', targets: ['container-check'] },
  ];
  const before = contents();
  expect(failureOf(() => client(tree, options))).toMatch(said);
  expect(contents()).toEqual(before);
});

test('the schema offers the generators that there are', () => {
  const schema = JSON.parse(readFileSync(join(__dirname, 'generators/client/schema.json'), 'utf8')) as {
    properties: { tool: { enum: string[] } };
  };
  expect(schema.properties.tool.enum).toEqual(TOOL_NAMES);
});
