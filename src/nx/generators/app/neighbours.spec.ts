import { createTree } from '@nx/devkit/testing';
import { appGenerator } from './generate';

let roots: string[] = [];

jest.mock('../../nx-graph', () => ({
  knownProjects: () => roots.map((root) => ({ name: root.replaceAll('/', '-'), root, targets: ['container-check'] })),
}));

function generate(tree: ReturnType<typeof createTree>, directory: string, options: object = {}) {
  appGenerator(tree, { directory, ...options });
  roots = [...new Set([...roots, directory])];
  return JSON.parse(tree.read(`${directory}/fastapi-container.json`, 'utf8') ?? '') as { port?: number };
}

beforeEach(() => {
  roots = [];
  jest.spyOn(console, 'warn').mockImplementation();
});

test('a new app has the next local port that is free, in its options file, and keeps it', () => {
  const tree = createTree();
  expect(generate(tree, 'apps/orders').port).toBeUndefined();
  expect(generate(tree, 'apps/billing').port).toBe(8001);
  expect(generate(tree, 'apps/mail', { port: 8000 }).port).toBe(8000);
  expect(generate(tree, 'apps/stock').port).toBe(8002);
  // Those that are there stay as they are, also when they are generated again.
  expect(generate(tree, 'apps/orders', { logLevel: 'debug' }).port).toBeUndefined();
  expect(generate(tree, 'apps/billing', { logLevel: 'debug' }).port).toBe(8001);
});

test('the image of another app is refused, and nothing is written', () => {
  const tree = createTree();
  generate(tree, 'apps/orders', { image: { name: 'acme/shop' } });
  const before = tree.listChanges().length;
  expect(() => {
    generate(tree, 'apps/billing', { image: { name: 'acme/shop' } });
  }).toThrow(/image\.name = "acme\/shop"\n {4}Problem: is shared: the app in apps\/orders builds acme\/shop:latest/);
  expect(tree.listChanges().length).toBe(before);
});
