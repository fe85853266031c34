import { aroundOf, below, type Files } from '../../../test/support/libraries';
import { loadTemplates } from '../../io/templates';
import { loadOptions, optionsFileOf } from '../input/options-file';
import type { Existing } from '../plan/change';
import { resolve } from '../resolve/resolve';
import { baseName } from '../text/paths';
import { readToml } from '../text/toml';
import { planLibrary, type LibraryWish } from './plan-library';

const pyproject = (name: string, dependencies: readonly string[] = []) =>
  `[project]\nname = "${name}"\nversion = "1.0"\ndependencies = ${JSON.stringify(dependencies)}\n[build-system]\nrequires = []\n`;

const ORDERS = {
  'apps/orders/fastapi-container.json': '{\n  // mine\n  "name": "orders"\n}\n',
  'apps/orders/orders/main.py': '',
};

const textLook = (text: string | undefined): Existing =>
  text === undefined ? { kind: 'absent' } : { kind: 'file', text };

function plan(
  files: Files,
  wish: Partial<LibraryWish> = {},
  there: Readonly<Record<string, Existing>> = {},
  real?: string,
) {
  const around = aroundOf(files);
  const directory = wish.directory ?? 'libs/shared';
  const read = (path: string) => files[path];
  const ground = {
    around,
    files: below(files, directory),
    real: real ?? directory,
    look: (path: string) => there[`${directory}/${path}`] ?? textLook(files[`${directory}/${path}`]),
    resolve: (path: string) => {
      const loaded = loadOptions(optionsFileOf(path), read);
      return loaded.ok ? resolve(loaded.value, baseName(path)) : loaded;
    },
    workspace: (path: string) => ({ directory: path, read, files: () => below(files, path) }),
  };
  const full: LibraryWish = { directory, tags: [], apps: [], door: 'nx', ...wish };
  return planLibrary(full, ground, loadTemplates(), 'again');
}

function refused(files: Files, wish?: Partial<LibraryWish>, there?: Readonly<Record<string, Existing>>): string[] {
  const result = plan(files, wish, there);
  return result.ok ? [] : result.problems.map(({ option, reason }) => `${option}: ${reason}`);
}

function made(files: Files, wish?: Partial<LibraryWish>) {
  const result = plan(files, wish);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

test('a new library has its files, and the app its name and the lock', () => {
  const { seeds, apps, left } = made(ORDERS, { apps: ['apps/orders'], tags: ['scope:shared'] });
  expect(seeds.map(({ path }) => path)).toEqual([
    'pyproject.toml',
    'README.md',
    '.gitignore',
    'src/shared/__init__.py',
    'src/shared/py.typed',
    'tests/test_shared.py',
  ]);
  expect(apps).toEqual([
    {
      directory: 'apps/orders',
      added: ['libs/shared'],
      text: '{\n  // mine\n  "name": "orders",\n  "libraries": [\n    "../../libs/shared"\n  ],\n  "lock": true\n}\n',
    },
  ]);
  expect(left).toEqual([]);
});

test.each([
  ['say "hi" \\ to # all', 'a "b" \\ c'],
  ['\u007F """ \u2028', ''],
])('no description and no tag breaks a file: %j', (description, tag) => {
  const { seeds } = made({}, { description, tags: [tag], name: 'Acme.Shared-2' });
  const table = readToml(seeds.find(({ path }) => path === 'pyproject.toml')?.content ?? '') as {
    project: { description: string; name: string };
    tool: { flit: { module: object }; 'fastapi-container': { tags: string[] } };
  };
  expect(table.project).toMatchObject({ description, name: 'Acme.Shared-2' });
  expect(table.tool.flit.module).toEqual({ name: 'acme_shared_2' });
  expect(table.tool['fastapi-container'].tags).toEqual([tag]);
  const source = seeds.find(({ path }) => path.endsWith('__init__.py'))?.content ?? '';
  expect(source.split('"""')).toHaveLength(5);
});

test('of a library that is there no file changes, and what it needs is added with it', () => {
  const files = {
    ...ORDERS,
    'apps/orders/fastapi-container.json':
      '{\n  "name": "orders",\n  "lock": true,\n  "libraries": [\n    "../../libs/base", // first\n    "../../libs/other" // last\n  ]\n}\n',
    'libs/shared/pyproject.toml': pyproject('acme-shared', ['models', 'base']),
    'libs/models/pyproject.toml': pyproject('models', ['deep']),
    'libs/base/pyproject.toml': pyproject('base'),
    'libs/other/pyproject.toml': pyproject('other'),
    'libs/deep/pyproject.toml': pyproject('deep'),
  };
  const { seeds, apps } = made(files, { apps: ['apps/orders'] });
  expect(seeds).toEqual([]);
  expect(apps[0]?.added).toEqual(['libs/shared', 'libs/models', 'libs/deep']);
  expect(apps[0]?.text).toBe(
    '{\n  "name": "orders",\n  "lock": true,\n  "libraries": [\n    "../../libs/base", // first\n    "../../libs/other", // last\n' +
      '    "../../libs/shared",\n    "../../libs/models",\n    "../../libs/deep"\n  ]\n}\n',
  );
  const again = made(
    { ...files, 'apps/orders/fastapi-container.json': apps[0]?.text ?? '' },
    { apps: ['apps/orders'] },
  );
  expect(again).toEqual({ seeds: [], apps: [], left: [] });
});

test('what a library was made with may be typed again', () => {
  const wish = { name: 'acme-shared', description: 'Money', tags: ['a', 'b'] };
  const { seeds } = made(ORDERS, wish);
  const files = Object.fromEntries(seeds.map(({ path, content }) => [`libs/shared/${path}`, content]));
  expect(made({ ...ORDERS, ...files }, { ...wish, apps: ['apps/orders'] })).toMatchObject({ seeds: [] });
});

test('a list that the app inherits is taken over', () => {
  const files = {
    ...ORDERS,
    'base.json': '{ "libraries": ["../../libs/base"], "lock": true }',
    'apps/orders/fastapi-container.json': '{ "extends": "../../base.json" }',
  };
  const [app] = made(files, { apps: ['apps/orders'] }).apps;
  expect(JSON.parse(app?.text ?? '')).toEqual({
    extends: '../../base.json',
    libraries: ['../../libs/base', '../../libs/shared'],
  });
});

test('an app of uv is left to uv first', () => {
  const files = { ...ORDERS, 'apps/orders/fastapi-container.json': '{ "name": "orders", "dependencies": "uv" }' };
  const wish = { apps: ['apps/orders'] };
  const { apps, left, seeds } = made(files, wish);
  expect([apps.length, seeds.length > 0]).toEqual([0, true]);
  // What it asks for already is not the library that is yet to be made.
  for (const need of ['fastapi', 'other @ file:../../libs/other'])
    expect(made({ ...files, 'apps/orders/pyproject.toml': pyproject('orders', [need]) }, wish).apps).toEqual([]);
  const asking = { ...files, 'apps/orders/pyproject.toml': pyproject('orders', ['Shared']) };
  expect(made({ ...asking, 'libs/shared/pyproject.toml': pyproject('shared') }, wish).apps).toHaveLength(1);
  expect(left).toEqual([expect.stringContaining('`uv add --editable ../../libs/shared`, then again') as string]);
});

describe('refused, before anything is written, is', () => {
  test.each<[string, Files, Partial<LibraryWish>, string]>([
    [
      'the name of a module of Python',
      {},
      { directory: 'libs/json' },
      'directory: "json" would shadow a module of Python',
    ],
    [
      'the name of a package',
      {},
      { directory: 'libs/FastAPI' },
      'directory: "fastapi" would shadow an installed package',
    ],
    ['a keyword', {}, { name: 'class' }, 'name: "class" is a Python keyword'],
    ['no identifier', {}, { directory: 'libs/3d' }, 'directory: "3d" is no Python identifier'],
    ['no name of a project', {}, { name: 'a b' }, 'name: cannot be the name of a Python project'],
    ['the package of an app', ORDERS, { name: 'orders' }, 'name: "orders" is the package of the app in apps/orders'],
    [
      'what an app gets by a requirement',
      { ...ORDERS, 'apps/orders/requirements.txt': 'PyYAML\n' },
      { directory: 'libs/yaml', apps: ['apps/orders'] },
      'directory: "yaml" would shadow a package that the app asks for',
    ],
    [
      'a module of another library',
      { 'libs/x/pyproject.toml': pyproject('x'), 'libs/x/src/shared/__init__.py': '' },
      {},
      'directory: "shared" is a module of libs/x',
    ],
    [
      'the name of another library',
      { 'libs/x/pyproject.toml': pyproject('Shared') },
      {},
      'directory: is the name of the Python project in libs/x',
    ],
    [
      'a directory with other files',
      { 'libs/shared/notes.txt': '' },
      {},
      'directory: holds files (notes.txt) and no pyproject.toml',
    ],
    ['a directory with an app in it', ORDERS, { directory: 'apps' }, 'directory: holds the app in apps/orders'],
    ['an app', ORDERS, { directory: 'apps/orders' }, 'directory: holds the app in apps/orders'],
    ['a description of two lines', {}, { description: 'a\nb' }, 'description: is not one line'],
    [
      'a library without a build system',
      { 'libs/shared/pyproject.toml': '[project]\nname = "x"\n' },
      {},
      'libs/shared/pyproject.toml: does not say how the library is built',
    ],
    [
      'a library without a name',
      { 'libs/shared/pyproject.toml': '[build-system]\n' },
      {},
      'libs/shared/pyproject.toml: has no [project] table with a name',
    ],
    [
      'another name for a library that is there',
      { 'libs/shared/pyproject.toml': pyproject('shared') },
      { name: 'other' },
      'name: does nothing: libs/shared is there',
    ],
    [
      'a description for one',
      { 'libs/shared/pyproject.toml': pyproject('shared') },
      { description: 'y' },
      'description: does nothing: libs/shared is there',
    ],
    [
      'tags for one',
      { 'libs/shared/pyproject.toml': pyproject('shared') },
      { tags: ['x'] },
      'tags: does nothing: libs/shared is there',
    ],
    [
      'a library that cannot be read',
      { 'libs/shared/pyproject.toml': '[project' },
      {},
      'libs/shared/pyproject.toml: is no TOML',
    ],
    [
      'a library that needs itself',
      {
        'libs/shared/pyproject.toml': pyproject('shared', ['b']),
        'libs/b/pyproject.toml': pyproject('b', ['c']),
        'libs/c/pyproject.toml': pyproject('c', ['Shared']),
      },
      {},
      'libs/shared/pyproject.toml: needs itself: libs/shared -> libs/b -> libs/c -> libs/shared',
    ],
    [
      'a library that hides a module of Python',
      { 'libs/shared/pyproject.toml': pyproject('shared'), 'libs/shared/src/json/__init__.py': '' },
      {},
      'libs/shared: "json" would shadow a module of Python',
    ],
    [
      'a library with the package of the app that is to use it',
      { ...ORDERS, 'libs/shared/pyproject.toml': pyproject('x'), 'libs/shared/src/orders/__init__.py': '' },
      { apps: ['apps/orders'] },
      'libs/shared: "orders" is the package of the app in apps/orders',
    ],
    [
      'an app that projen writes',
      { ...ORDERS, 'apps/orders/fastapi-container.json': '{ "managedBy": "projen" }' },
      { apps: ['apps/orders'] },
      'app: its options are written by projen',
    ],
    [
      'an app with wrong options',
      { ...ORDERS, 'apps/orders/fastapi-container.json': '{ "port": 1 }' },
      { apps: ['apps/orders'] },
      'port: ',
    ],
  ])('%s', (_, files, wish, expected) => {
    const problems = refused(files, wish);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
  });

  test.each<[string, string, Existing, string]>([
    [
      'a library in Latin-1',
      'libs/shared/pyproject.toml',
      { kind: 'other', what: 'it is not in UTF-8', encoded: 'unknown' },
      'libs/shared/pyproject.toml: it is not in UTF-8',
    ],
    [
      'a library in UTF-16',
      'libs/shared/pyproject.toml',
      { kind: 'other', what: 'it is in UTF-16', encoded: 'UTF-16' },
      'libs/shared/pyproject.toml: it is in UTF-16',
    ],
    [
      'a link in the place of pyproject.toml',
      'libs/shared/pyproject.toml',
      { kind: 'other', what: 'a symbolic link is in its place' },
      'libs/shared/pyproject.toml: a symbolic link is in its place',
    ],
    [
      'a link in the place of another file',
      'libs/shared/README.md',
      { kind: 'other', what: 'a symbolic link is in its place' },
      'libs/shared/README.md: a symbolic link is in its place',
    ],
    [
      'a file that Git ignores',
      'libs/shared/tests/test_shared.py',
      { kind: 'file', text: '' },
      'libs/shared/tests/test_shared.py: is there already, and would be written over',
    ],
  ])('%s, which no listing tells', (_, path, existing, expected) => {
    expect(refused({}, {}, { [path]: existing })).toEqual([expected]);
  });

  test.each<[string, string, Files?]>([
    ['libs/a b', 'acme-a-b'],
    ['libs/\u00FCn\u00EF', 'acme-uni'],
    ['libs/__proto__', 'acme-proto'],
    ['libs/\u65E5\u672C', 'acme'],
    [`libs/${'x'.repeat(90)}!`, `acme-${'x'.repeat(55)}`],
    ['libs/json', 'acme-json'],
    ['libs/json', 'libs-json', { 'libs/x/pyproject.toml': pyproject('Acme.JSON') }],
  ])('%s, with a name that is not refused itself: %s', (directory, name, files = {}) => {
    const result = plan(files, { directory });
    expect(result).toMatchObject({ problems: [{ fix: `give it another name, such as --name=${name}` }] });
    expect(made(files, { directory, name }).seeds.length).toBeGreaterThan(0);
  });

  test('all of it at once', () => {
    const files = { ...ORDERS, 'apps/orders/fastapi-container.json': '{ "managedBy": "projen" }' };
    expect(
      refused(
        { ...files, 'libs/json/pyproject.toml': '[build-system]\n', 'libs/json/src/json/__init__.py': '' },
        { directory: 'libs/json', apps: ['apps/orders'] },
      ),
    ).toHaveLength(3);
  });
});
