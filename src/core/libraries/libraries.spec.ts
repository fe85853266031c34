import { declaredLibraries } from './declared';
import { edgesBetween, type Dependent, type LibraryModules } from './edges';
import { modulesOf, ownModulesOf } from './modules';
import { libraryNames, namedProjects, projectNames } from './names';
import { readPythonProject } from './python-project';

describe('modules of a library', () => {
  test.each<[string[], string | undefined, string[]]>([
    [['src/shared/__init__.py', 'src/shared/money.py', 'tests/__init__.py'], 'shared', ['shared']],
    [['src/shared.py', 'src/other/__init__.py', 'src/__init__.py'], 'acme', ['other', 'shared']],
    [['acme_shared/__init__.py', 'tests/__init__.py', 'setup.py', 'docs/conf.py'], 'acme-shared', ['acme_shared']],
    [['acme.py', 'conftest.py', 'noxfile.py'], 'acme', ['acme']],
    [['src/tools/__init__.py', 'tools/__init__.py', 'scripts/__init__.py'], 'x', ['tools']],
    [['src/acme/shared/__init__.py', 'src/shared/__init__.pyi', 'README.md'], 'x', ['acme.shared']],
    [['src/acme/eu/mail/__init__.py', 'src/acme/eu/util.py'], 'x', ['acme.eu.mail', 'acme.eu.util']],
    [['src/acme/__init__.py', 'src/acme/money/__init__.py', 'src/acme/data/x.py'], 'x', ['acme']],
    [['acme/money/__init__.py', 'acme/money/eur.py', 'docs/api/__init__.py'], 'acme-money', ['acme.money']],
    [['acme/__init__.py', 'acme/money/__init__.py'], 'acme-money', ['acme']],
    [[], undefined, []],
  ])('%j of %j: %j', (files, name, expected) => {
    expect(modulesOf(files, name)).toEqual(expected);
  });

  test('an app finds its own first, from its directory and from its source root', () => {
    const files = ['src/orders/main.py', 'main.py', 'tests/test_items.py', 'Dockerfile', 'orders/data.json'];
    expect([...ownModulesOf(files, 'src')].sort()).toEqual(['main', 'orders', 'src', 'tests']);
    expect([...ownModulesOf(files, '.')].sort()).toEqual(['main', 'src', 'tests']);
  });

  test('a part in a namespace package hides no other part, which a package of its own does', () => {
    const own = (...files: string[]) => [...ownModulesOf(files, 'src', new Set(['acme']))].sort();
    expect(own('src/acme/shop/__init__.py', 'src/acme/shop/main.py')).toEqual(['src']);
    expect(own('src/acme/__init__.py', 'src/acme/shop/main.py')).toEqual(['acme', 'src']);
    expect(own('src/acme.py')).toEqual(['acme', 'src']);
    expect(own('src/acmes/main.py')).toEqual(['acmes', 'src']);
  });
});

describe('names of projects', () => {
  const names = (directories: [string, string | undefined][], ...taken: string[]) => [
    ...projectNames(
      directories.map(([directory, written]) => ({ directory, written })),
      new Set(taken),
    ).values(),
  ];

  test('are those of the Python projects, or else the way to them', () => {
    expect(
      names([
        ['libs/shared', 'acme-shared'],
        ['libs/models', undefined],
      ]),
    ).toEqual(['acme-shared', 'models']);
    expect(names([['libs/shared', 'shared']], 'shared')).toEqual(['libs-shared']);
    expect(
      names([
        ['libs/shared', 'x'],
        ['more/shared', 'x'],
      ]),
    ).toEqual(['libs-shared', 'more-shared']);
    expect(names([['libs/shared', 'shared']], 'shared', 'libs-shared')).toEqual(['libs/shared']);
    expect(
      names([
        ['libs/a', 'x'],
        ['libs/b', 'x'],
        ['c', 'libs-a'],
      ]),
    ).toEqual(['libs/a', 'libs-b', 'libs-a']);
  });
});

test('a name that another file in the directory gives counts, for the library and for others', () => {
  const files: Record<string, string> = {
    'libs/a/project.json': '{ "name": "domain" }',
    'libs/a/package.json': '{ "name": "@acme/a" }',
    'web/package.json': '{ "name": "shop" }',
    'bare/project.json': '{}',
    'broken/package.json': '{',
  };
  const others = namedProjects(Object.keys(files), (path) => files[path]);
  const libraries = ['a', 'domain', 'shop', 'bare', 'orders', 'free'].map((written) => ({
    directory: `libs/${written}`,
    written,
  }));
  expect(Object.fromEntries(libraryNames(libraries, others, ['orders']))).toEqual({
    'libs/a': 'libs-a',
    'libs/domain': 'libs-domain',
    'libs/shop': 'libs-shop',
    'libs/bare': 'libs-bare',
    'libs/orders': 'libs-orders',
    'libs/free': 'free',
  });
});

describe('pyproject.toml', () => {
  test('tells name, needs with their place, sources, tags', () => {
    const text = `[project]
name = "Acme_Shared"
dependencies = ["acme.models>=1", "orjson", "local @ file:///x", "elsewhere"]
[project.optional-dependencies]
test = ["hypothesis"]
[dependency-groups]
dev = ["pytest>=9", { include-group = "lint" }, "tools-dev"]
lint = ["ruff", { include-group = "dev" }]
[tool.uv.sources]
tools_dev = { path = "../../tools/dev" }
orjson = { index = "ours" }
elsewhere = { path = "../../../elsewhere" }
[tool.fastapi-container]
tags = ["scope:shared"]
`;
    const project = readPythonProject('libs/shared', text);
    expect(project).toMatchObject({
      name: 'acme-shared',
      written: 'Acme_Shared',
      isMarked: true,
      hasBuildSystem: false,
    });
    expect(project?.tags).toEqual(['scope:shared']);
    expect(project?.needs.filter(({ always }) => always).map(({ name, line }) => [name, line])).toEqual([
      ['acme-models', 3],
      ['local', 3],
      ['elsewhere', 3],
    ]);
    expect(project?.needs.find(({ name }) => name === 'tools-dev')?.directory).toBe('tools/dev');
    expect(project?.needs.find(({ name }) => name === 'elsewhere')?.directory).toBeUndefined();
    expect(project?.development).toEqual([
      'pytest>=9',
      'ruff',
      'tools-dev',
      'hypothesis',
      'ruff',
      'pytest>=9',
      'tools-dev',
    ]);
  });

  test.each([
    '[project',
    '[project]\nname = 3\ndependencies = "x"',
    'dependency-groups = 3',
    '[tool]\nfastapi-container = 1',
    '',
  ])('%j is no reason to fail', (text) => {
    expect(readPythonProject('x', text)?.name).toBeUndefined();
  });
});

describe('libraries that an app names', () => {
  const declared = (files: Record<string, string>) => declaredLibraries('apps/orders', (path) => files[path]);

  test('are read from its own file or from what it extends, and nothing leads out of the workspace', () => {
    const own = '{ "libraries": ["../../libs/shared", "../../../out", "/etc", 3], "source": "src" }';
    expect(declared({ 'apps/orders/fastapi-container.json': own })).toEqual({
      name: 'orders',
      module: 'orders',
      directories: ['libs/shared'],
      source: 'src',
      tags: [],
      inOwnFile: true,
    });
    const files = { 'base.json': '{ "libraries": ["../../libs/shared"] }' };
    const extending = { ...files, 'apps/orders/fastapi-container.json': '{ "extends": "../../base.json" }' };
    expect(declared(extending)).toMatchObject({ directories: ['libs/shared'], inOwnFile: false });
    for (const text of ['', '{', '[]', '{ "libraries": {} }', '{ "extends": "x" }']) {
      expect(declared({ 'apps/orders/fastapi-container.json': text }).directories).toEqual([]);
    }
  });
});

describe('edges', () => {
  const shared: LibraryModules = { directory: 'libs/shared', name: 'acme-shared', modules: ['shared'] };
  const models: LibraryModules = { directory: 'libs/models', name: 'models', modules: ['models'] };
  const app = (more: Partial<Dependent>): Dependent => ({
    directory: 'apps/orders',
    declared: [],
    imports: [],
    own: new Set(['orders', 'tests']),
    ...more,
  });
  const edges = (more: Partial<Dependent>, libraries = [shared, models]) =>
    edgesBetween([app(more)], libraries).map(({ target, file }) => (file === undefined ? target : [target, file]));
  const pyproject = (text: string) => readPythonProject('apps/orders', text);
  const file = 'apps/orders/fastapi-container.json';

  test('one file that alone decides is named, and no other', () => {
    expect(edges({ declared: ['libs/shared', 'libs/none'], declaredIn: file })).toEqual([['libs/shared', file]]);
    expect(edges({ declared: ['libs/shared'] })).toEqual(['libs/shared']);
    expect(edges({ imports: ['shared.money', 'orders.api', 'json'] })).toEqual(['libs/shared']);
    const imported = { imports: ['shared', 'models'], declared: ['libs/shared'], declaredIn: file };
    expect(edges(imported)).toEqual([['libs/shared', file], 'libs/models']);
  });

  test('a name in pyproject.toml leads to the project that calls itself so, a path to the directory', () => {
    const projectFile = 'apps/orders/pyproject.toml';
    const text = '[project]\nname = "orders"\ndependencies = ["Acme_Shared>=1", "models", "httpx"]\n';
    const project = pyproject(text);
    expect(project && edges({ project, projectFile })).toEqual(['libs/shared', 'libs/models']);
    const withPath = pyproject(`${text}[tool.uv.sources]\nmodels = { path = "../../libs/models" }\n`);
    const found = withPath && edges({ project: withPath, projectFile });
    expect(found).toEqual(['libs/shared', ['libs/models', projectFile]]);
  });

  test('what two libraries have leads to neither; what the app itself has leads nowhere', () => {
    const twin = { ...models, directory: 'libs/twin', name: 'acme-shared', modules: ['shared'] };
    expect(edges({ imports: ['shared'] }, [shared, twin])).toEqual([]);
    const project = pyproject('[project]\nname = "orders"\ndependencies = ["acme-shared"]\n');
    expect(project && edges({ project }, [shared, twin])).toEqual([]);
    expect(edges({ declared: ['libs/twin'] }, [shared, twin])).toEqual(['libs/twin']);
    const namesake = { ...shared, modules: ['orders'] };
    expect(edges({ imports: ['orders.main'] }, [namesake])).toEqual([]);
  });
});
