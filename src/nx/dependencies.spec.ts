import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDependencies } from './plugin';
import type { Context } from './dependencies';

let root: string;

/** A workspace on the disk, and what Nx knows of it: projects are directories two levels deep. */
function contextOf(files: Readonly<Record<string, string>>, unknown: readonly string[] = []): Context {
  const projectFileMap: Record<string, { file: string; hash: string }[]> = {};
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    const name = path.split('/')[1] ?? '';
    projectFileMap[name] ??= [];
    if (!unknown.includes(path)) projectFileMap[name].push({ file: path, hash: `${path} ${text}` });
  }
  const home = (name: string) => Object.keys(files).find((path) => path.split('/')[1] === name) ?? '';
  const projects = Object.fromEntries(
    Object.keys(projectFileMap).map((name) => [name, { root: home(name).split('/').slice(0, 2).join('/') }]),
  );
  return { projects, fileMap: { projectFileMap }, workspaceRoot: root };
}

const SHARED = {
  'libs/shared/pyproject.toml': '[project]\nname = "acme-shared"\n[tool.fastapi-container]\n',
  'libs/shared/src/shared/__init__.py': '',
};
const OPTIONS = 'apps/orders/fastapi-container.json';
const DECLARED = '{ "libraries": ["../../libs/shared"] }';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-graph-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test('one edge for each pair, with the file that decides where it is one', () => {
  const files = {
    ...SHARED,
    [OPTIONS]: DECLARED,
    'apps/orders/orders/main.py': 'import shared\nimport shared.money\n',
  };
  expect(createDependencies(undefined, contextOf(files))).toEqual([
    { source: 'orders', target: 'shared', type: 'static', sourceFile: OPTIONS },
  ]);
});

test('libraries with parts in one namespace package are each known by their own', () => {
  const files = {
    'libs/money/pyproject.toml': '[project]\nname = "acme-money"\n[tool.fastapi-container]\n',
    'libs/money/src/acme/money/__init__.py': '',
    'libs/mail/pyproject.toml': '[project]\nname = "acme-mail"\n[tool.fastapi-container]\n',
    'libs/mail/src/acme/mail/__init__.py': 'from acme.money import EUR\n',
    [OPTIONS]: '{}',
    'apps/orders/acme/orders/main.py': 'from acme import mail\n',
    'apps/billing/fastapi-container.json': '{}',
    'apps/billing/billing/main.py': 'import acme.money.eur, acme.other\n',
    'apps/alone/fastapi-container.json': '{}',
    'apps/alone/acme/__init__.py': 'import acme.money\n',
  };
  expect(createDependencies(undefined, contextOf(files))).toEqual([
    { source: 'orders', target: 'mail', type: 'implicit' },
    { source: 'billing', target: 'money', type: 'implicit' },
    { source: 'mail', target: 'money', type: 'implicit' },
  ]);
});

test('what Nx does not know is named by no edge', () => {
  const pyproject = 'apps/orders/pyproject.toml';
  const files = {
    ...SHARED,
    [OPTIONS]: '{}',
    [pyproject]: '[project]\nname = "orders"\ndependencies = ["acme-shared"]\n',
    'apps/orders/orders/main.py': 'import shared\n',
  };
  expect(createDependencies(undefined, contextOf(files))).toEqual([
    { source: 'orders', target: 'shared', type: 'implicit' },
  ]);
  expect(createDependencies(undefined, contextOf(files, [pyproject, 'apps/orders/orders/main.py']))).toEqual([]);
});

test('a file that has gone, and one that cannot be read, import nothing; what is edited is read again', () => {
  const main = 'apps/orders/orders/main.py';
  const files = { ...SHARED, [OPTIONS]: '{}', [main]: 'import shared  # gone\n' };
  const context = contextOf(files);
  rmSync(join(root, main));
  expect(createDependencies(undefined, context)).toEqual([]);
  mkdirSync(join(root, main));
  expect(createDependencies(undefined, context)).toEqual([]);
  rmSync(join(root, main), { recursive: true });
  writeFileSync(join(root, main), 'import shared  # gone\n');
  expect(createDependencies(undefined, context)).toHaveLength(1);
  expect(createDependencies(undefined, contextOf({ ...files, [main]: '# import shared\n' }))).toEqual([]);
  expect(createDependencies(undefined, contextOf({ ...files, [main]: 'import shared\n' }))).toHaveLength(1);
});

test('nothing that is in a file makes it fail, and the other apps have their edges', () => {
  const broken = [
    '[',
    '\0',
    '{ "libraries": "x" }',
    '{ "extends": "../../.." }',
    `{ "extends": "${'x'.repeat(5000)}" }`,
  ];
  for (const text of broken) {
    const files = {
      ...SHARED,
      [OPTIONS]: text,
      'apps/orders/pyproject.toml': text,
      'libs/broken/pyproject.toml': `${text}\n[tool.fastapi-container]\n`,
      'apps/billing/fastapi-container.json': DECLARED,
      'apps/billing/billing/main.py': `'''${'\\'.repeat(1001)}`,
    };
    expect(createDependencies(undefined, contextOf(files))).toEqual([
      { source: 'billing', target: 'shared', type: 'static', sourceFile: 'apps/billing/fastapi-container.json' },
    ]);
  }
  for (const context of [{}, { projects: { a: {} } }, { projects: { a: { root: 'a' } }, fileMap: {} }]) {
    expect(createDependencies(undefined, context as unknown as Context)).toEqual([]);
  }
});
