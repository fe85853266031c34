import { loadTemplates } from '../../io/templates';
import type { Existing } from '../plan/change';
import { makeClient, nextForClient } from './make';
import { directoryProblem, type ClientWishes } from './rules';

const app = { name: 'orders', directory: 'apps/orders' };
const wishes: ClientWishes = { name: undefined, directory: 'libs/orders-client', tool: undefined };
const contract = { 'apps/orders/openapi.json': '{"openapi":"3.1.0","paths":{}}' };

/** A workspace of files, with what is in the client's directory. */
function ground(files: Record<string, string>, directory = wishes.directory) {
  const below = Object.entries(files).filter(([path]) => path.startsWith(`${directory}/`));
  return {
    read: (path: string) => files[path],
    exists: (path: string) => path in files,
    entries: [...new Set(below.map(([path]) => path.slice(directory.length + 1).split('/')[0] ?? ''))],
    look: (path: string): Existing => {
      const text = files[`${directory}/${path}`];
      return text === undefined ? { kind: 'absent' } : { kind: 'file', text };
    },
    templates: loadTemplates(),
    manifests: () => Object.keys(files).filter((path) => path.endsWith('package.json')),
    manifestIsWritten: false,
  };
}

const make = (files: Record<string, string>, given: Partial<ClientWishes> = {}, of = app) =>
  makeClient({ ...wishes, ...given }, of, ground(files));

/** The files that are created. */
function created(files: Record<string, string>, given: Partial<ClientWishes> = {}, of = app): Record<string, string> {
  const made = make(files, given, of);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return Object.fromEntries(
    made.value.changes.map((change) => [change.path, change.action === 'create' ? change.after : change.action]),
  );
}

function reasons(files: Record<string, string>, given: Partial<ClientWishes> = {}, of = app): string[] {
  const made = make(files, given, of);
  return made.ok ? [] : made.problems.map(({ option, reason }) => `${option} ${reason}`);
}

/** The workspace after a run. */
function after(files: Record<string, string>, given: Partial<ClientWishes> = {}): Record<string, string> {
  const made = created(files, given);
  return {
    ...files,
    ...Object.fromEntries(Object.entries(made).map(([path, text]) => [`libs/orders-client/${path}`, text])),
  };
}

describe('a client', () => {
  test('is a package with its own settings, and its package.json comes last', () => {
    const files = created(contract);
    expect(Object.keys(files)).toEqual([
      'openapi-ts.config.ts',
      'src/index.ts',
      'tsconfig.json',
      '.gitignore',
      'README.md',
      'package.json',
    ]);
    expect(files['openapi-ts.config.ts']).toContain("input: '../../apps/orders/openapi.json'");
    const manifest = JSON.parse(files['package.json'] ?? '') as Record<string, unknown>;
    expect(manifest).toMatchObject({
      name: 'orders-client',
      type: 'module',
      exports: { '.': './src/index.ts' },
      devDependencies: { '@hey-api/openapi-ts': '0.95.0', typescript: '~5.9.3' },
    });
    expect(manifest).not.toHaveProperty('nx');
    expect(files['README.md']).toContain('npm run --workspace orders-client generate');
  });

  test('tells Nx what its tasks read and write, and which app it depends on', () => {
    const files = created({
      ...contract,
      'nx.json': '{}',
      'package.json': '{"name":"@acme/shop","devDependencies":{"typescript":"~6.0.1"}}',
    });
    const { name, nx, devDependencies } = JSON.parse(files['package.json'] ?? '') as {
      name: string;
      nx: { implicitDependencies: string[]; targets: { generate: { inputs: unknown[]; outputs: string[] } } };
      devDependencies: Record<string, string>;
    };
    expect(name).toBe('@acme/orders-client');
    expect(devDependencies.typescript).toBe('~6.0.1');
    expect(nx.implicitDependencies).toEqual(['orders']);
    expect(nx.targets.generate.inputs).toContain('{workspaceRoot}/apps/orders/openapi.json');
    expect(nx.targets.generate.outputs).toEqual(['{projectRoot}/src/generated']);
  });

  test('names commands that reach Nx, by the package manager of the workspace', () => {
    const there = { ...contract, 'nx.json': '{}', 'package.json': '{"name":"shop"}' };
    expect(created(there)['README.md']).toContain('npx nx run orders-client:generate\n');
    const made = make({ ...there, 'yarn.lock': '' });
    expect(made.ok && nextForClient(made.value, '...').join('\n')).toContain('`yarn nx run orders-client:generate`');
    expect(created({ ...there, 'yarn.lock': '' })['README.md']).toContain('yarn nx run orders-client:generate\n');
  });

  // Plug'n'Play does not find it there: the tools say so in an error of their own.
  test.each(['hey-api', 'orval'] as const)('of %s imports no code of the tool into its settings', (tool) => {
    const files = created(contract, { tool });
    const config = files[tool === 'orval' ? 'orval.config.ts' : 'openapi-ts.config.ts'] ?? '';
    expect(config).not.toMatch(/^import (?!type )/m);
  });

  test('of orval says which Node it needs', () => {
    const files = created(contract, { tool: 'orval' });
    expect(Object.keys(files)).toContain('src/request.ts');
    expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({ engines: { node: '>=22.18.0' } });
    const made = make(contract, { tool: 'orval' });
    expect(made.ok && nextForClient(made.value, '`nx openapi orders`').join('\n')).toContain('needs Node >=22.18.0');
  });

  test('of an app at the root reaches its contract', () => {
    const files = created({ 'openapi.json': '{}' }, {}, { name: 'shop', directory: '.' });
    expect(files['openapi-ts.config.ts']).toContain("input: '../../openapi.json'");
  });

  test.each(['hey-api', 'orval'])(
    'that is there is left alone, also where its files were edited or deleted: %s',
    (tool) => {
      const files = after(contract, { tool });
      expect(created(files, { tool })).toEqual({});
      expect(created(files)).toEqual({});
      delete files['libs/orders-client/src/index.ts'];
      files['libs/orders-client/tsconfig.json'] = '{}';
      files['libs/orders-client/src/more.ts'] = 'export {};';
      expect(created(files, { tool })).toEqual({});
    },
  );

  test('that was cut off while it was written is completed', () => {
    const files = after(contract);
    delete files['libs/orders-client/package.json'];
    delete files['libs/orders-client/README.md'];
    expect(Object.keys(created(files))).toEqual(['README.md', 'package.json']);
  });
});

describe('nothing is written where', () => {
  test.each(['package.json', 'notes.txt', 'src/index.ts', 'tsconfig.json'])(
    'a %s of somebody else is there',
    (path) => {
      expect(reasons({ ...contract, [`libs/orders-client/${path}`]: 'mine' })).toEqual([
        expect.stringMatching(`^directory holds something else: ${path}`) as string,
      ]);
    },
  );

  test('a client of another app, or by another tool, is there', () => {
    const files = after(contract);
    expect(reasons(files, {}, { name: 'billing', directory: 'apps/billing' })).toEqual([
      expect.stringContaining('holds a client that is not made from apps/billing/openapi.json') as string,
    ]);
    expect(reasons(files, {}, { name: 'shop', directory: '.' })).toHaveLength(1);
    files['libs/orders-client/openapi-ts.config.ts'] = 'export default { input: "./../../apps/orders/openapi.json" };';
    expect(reasons(files)).toEqual([]);
    expect(reasons(files, { tool: 'orval' })).toEqual([expect.stringContaining('is made with hey-api') as string]);
  });

  test('the tool would not start, and the way out is the one that does', () => {
    for (const version of ['7.0.2', '^7.0.0', '~7.1']) {
      const files = { ...contract, 'package.json': JSON.stringify({ devDependencies: { typescript: version } }) };
      expect(reasons(files)).toEqual([expect.stringContaining(`does not start with TypeScript ${version}`) as string]);
      expect(created(files, { tool: 'orval' })['package.json']).toContain(`"typescript": "${version}"`);
    }
  });

  test('names are none, and all problems are told at once', () => {
    expect(reasons(contract, { name: 'Orders Client', tool: 'oval' })).toEqual([
      'name is no name of an npm package',
      'tool is no tool that makes clients',
    ]);
  });

  test.each([
    ['{ "workspaces": ["libs/*"] }', undefined],
    ['{ "workspaces": { "packages": ["libs/c", "libs/orders-client"] } }', undefined],
    ['{}', "packages: ['libs/**']\n"],
  ])('another package of the workspace has the name: %s', (root, pnpm) => {
    const files = {
      ...contract,
      'package.json': root,
      ...(pnpm === undefined ? {} : { 'pnpm-workspace.yaml': pnpm }),
      'libs/c/package.json': '{ "name": "shopc" }',
    };
    expect(reasons(files, { name: 'shopc' })).toEqual([
      expect.stringContaining('name is the name of the package in libs/c/package.json') as string,
    ]);
    expect(reasons(files, { name: 'shopd' })).toEqual([]);
    expect(reasons(after(files), { name: 'orders-client' })).toEqual([]);
  });

  test('but a package that is no member of it may have any name', () => {
    for (const root of ['{}', '{ "workspaces": ["libs/*", "!libs/c"] }', '{ "workspaces": ["apps/*"] }']) {
      const files = { ...contract, 'package.json': root, 'libs/c/package.json': '{ "name": "shopc" }' };
      expect(reasons(files, { name: 'shopc' })).toEqual([]);
    }
  });

  test('the directory is the root, or has signs that break out of a file', () => {
    const problems = (directory: string, of = app) => directoryProblem(directory, of).map(({ option }) => option);
    expect(problems('.')).toEqual(['directory']);
    expect(problems("libs/it's")).toEqual(['directory']);
    expect(problems('libs/a', { name: 'b', directory: 'apps/`b`' })).toEqual(['app']);
    expect(problems('libs/orders-client')).toEqual([]);
  });
});

test('what comes next begins with the contract, where there is none yet', () => {
  const made = make({ 'package.json': '{}' });
  expect(made.ok && nextForClient(made.value, '`nx openapi orders`')).toEqual([
    '',
    'Next: `nx openapi orders`, then `npm install`, then `npm run --workspace orders-client generate`',
  ]);
});
