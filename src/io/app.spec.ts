import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nearestHolding, projenDefinition, workspaceRoot } from './app';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-root-'));

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Makes files, `x/` for a directory, and tells the root of the workspace around an app. */
function rootOf(name: string, files: readonly string[], app: string): string {
  for (const path of [...files, `${app}/`]) {
    const target = join(root, name, path);
    mkdirSync(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(target, '');
  }
  return workspaceRoot(join(root, name, app)).slice(join(root, name).length + 1);
}

test.each([
  ['a workspace that is a directory of its repository', ['.git/', 'js/nx.json'], 'js/apps/orders', 'js'],
  ['a repository of Nx', ['.git/', 'nx.json'], 'apps/orders', ''],
  ['a repository without a host', ['.git/', 'services/x'], 'services/orders', ''],
  [
    'a definition of projen in the app, libraries beside it',
    ['.git/', 'services/orders/.projenrc.js'],
    'services/orders',
    '',
  ],
  ['a definition of projen in a workspace of Nx', ['nx.json', 'apps/orders/.projenrc.ts'], 'apps/orders', ''],
  ['definitions of projen without a repository', ['.projenrc.js', 'a/.projenrc.js'], 'a', ''],
  ['a checkout in a workspace', ['nx.json', 'vendor/other/.git'], 'vendor/other/apps/orders', 'vendor/other'],
])('the root of %s', (name, files, app, expected) => {
  expect(rootOf(name.replaceAll(' ', '-'), files, app)).toBe(expected);
});

test('what an installation left is looked for up to the root of the workspace, and no further', () => {
  rootOf('installed', ['.git/', 'node_modules/x/y', 'js/nx.json', 'js/node_modules/x/y'], 'js/apps/orders');
  const app = join(root, 'installed/js/apps/orders');
  expect(nearestHolding(app, 'node_modules/x/y')).toBe(join(root, 'installed/js'));
  rootOf('bare', ['.git/', 'node_modules/x/y', 'js/nx.json'], 'js/apps/orders');
  expect(nearestHolding(join(root, 'bare/js/apps/orders'), 'node_modules/x/y')).toBeUndefined();
});

test('a definition of projen is the nearest one, up to the root of the workspace', () => {
  const cases: readonly (readonly [string, readonly string[], string | undefined])[] = [
    ['defined', ['.git/', '.projenrc.ts'], '.projenrc.ts'],
    ['nearer', ['.git/', '.projenrc.js', 'apps/.projenrc.json'], 'apps/.projenrc.json'],
    ['beyond', ['.projenrc.js', 'apps/nx.json'], undefined],
    ['undefined', ['.git/', '.projenrc.py'], undefined],
  ];
  for (const [name, files, expected] of cases) {
    rootOf(name, files, 'apps/orders');
    const found = projenDefinition(join(root, name, 'apps/orders'));
    expect(found).toBe(expected === undefined ? undefined : join(root, name, expected));
  }
});
