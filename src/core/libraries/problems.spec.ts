import { aroundOf, below, type Files } from '../../../test/support/libraries';
import { resolved } from '../../../test/support/memory';
import { boundaryProblems, dependencyConstraints } from './boundaries';
import { libraryFindings } from './problems';
import { renamedNotices } from './renamed';
import { tagsIn } from './tags';

function findings(files: Files, options: Record<string, unknown> = {}) {
  const all: Files = { 'apps/orders/fastapi-container.json': JSON.stringify(options), ...files };
  const directory = 'apps/orders';
  const workspace = {
    directory,
    read: (path: string) => all[path],
    files: () => below(all, directory),
    exists: (path: string) => Object.keys(all).some((file) => file.startsWith(`${directory}/${path}`)),
  };
  return libraryFindings(resolved({ name: 'orders', ...options }), workspace, aroundOf(all), 'add');
}

const told = (files: Files, options?: Record<string, unknown>) =>
  findings(files, options).problems.map(({ option, reason, fix }) => `${option} ${reason}. ${fix}`);

const pyproject = (name: string, dependencies: readonly string[] = []) =>
  `[project]\nname = "${name}"\nversion = "1.0"\ndependencies = ${JSON.stringify(dependencies)}\n[build-system]\n[tool.fastapi-container]\n`;

const SHARED: Files = {
  'libs/shared/pyproject.toml': pyproject('acme-shared'),
  'libs/shared/src/shared/__init__.py': 'ANSWER = 1\n',
};
const WITH = { libraries: ['../../libs/shared'], lock: true };
const IMPORT = 'import json\n\nfrom shared.money import EUR\n';

const NAMESPACE: Files = {
  'libs/money/pyproject.toml': pyproject('acme-money'),
  'libs/money/src/acme/money/__init__.py': '',
  'libs/mail/pyproject.toml': pyproject('acme-mail'),
  'libs/mail/src/acme/mail/__init__.py': 'import acme.money.eur\n',
};

describe('libraries that have parts in one namespace package', () => {
  const isFrom = (library: string, place: string) =>
    expect.stringContaining(`${place} is imported from libs/${library}, which`) as string;

  test.each<[string, string, string[]]>([
    ['a module', 'import acme.money', ['money']],
    ['something in one', 'from acme.money.eur import EUR', ['money']],
    ['both, out of the namespace', 'from acme import (\n    mail,\n    money as m,\n)', ['mail', 'money']],
    ['one of them twice', 'import acme.mail.a\nimport acme.mail.b', ['mail']],
    ['the namespace alone, and a part that none has', 'import acme\nfrom acme import other', []],
  ])('are told of by what is imported: %s', (_, text, expected) => {
    const files = { ...NAMESPACE, 'apps/orders/orders/main.py': text };
    expect(told(files)).toEqual(expected.map((library) => isFrom(library, 'apps/orders/orders/main.py:1')));
  });

  test('an app with a part of its own has the others from them, and a package of its own hides them', () => {
    const files = { ...NAMESPACE, 'apps/orders/src/acme/shop/main.py': 'import acme.money\nimport acme.shop.api\n' };
    expect(told(files, { source: 'src' })).toEqual([isFrom('money', 'apps/orders/src/acme/shop/main.py:1')]);
    expect(told({ ...files, 'apps/orders/src/acme/__init__.py': '' }, { source: 'src' })).toEqual([]);
  });

  test('what a library of the app imports from another part counts; what the options name is in order', () => {
    const mail = { libraries: ['../../libs/mail'], lock: true };
    expect(told(NAMESPACE, mail)).toEqual([isFrom('money', 'libs/mail/src/acme/mail/__init__.py:1')]);
    expect(told(NAMESPACE, { ...mail, libraries: ['../../libs/mail', '../../libs/money'] })).toEqual([]);
  });
});

test('what a Python project has that no app names is told, and fails nothing: a package may bring it', () => {
  const files: Files = {
    'libs/plain/pyproject.toml': '[project]\nname = "plainlib"\nversion = "1.0"\n',
    'libs/plain/src/plainlib/__init__.py': '',
    'apps/orders/orders/main.py': 'import plainlib.money\n',
  };
  const { problems, notices } = findings(files);
  expect(problems).toEqual([]);
  expect(notices.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^apps\/orders\/orders\/main.py:1 imports plainlib, which is in libs\/plain: .*`add libs\/plain --app/,
    ),
  ]);
  expect(findings({ ...files, 'apps/orders/requirements.txt': 'plainlib\n' }).notices).toEqual([]);
});

describe('an import of a library that the options do not name', () => {
  test('is told with its place and the way out', () => {
    expect(told({ ...SHARED, 'apps/orders/orders/api/prices.py': IMPORT })).toEqual([
      'apps/orders/orders/api/prices.py:3 is imported from libs/shared, which the options do not name: the image would not have it. ' +
        '`add libs/shared --app apps/orders`, or "libraries": ["../../libs/shared"] in its options',
    ]);
    expect(told({ ...SHARED, 'apps/orders/orders/prices.py': IMPORT }, WITH)).toEqual([]);
    const managed = findings({ ...SHARED, 'apps/orders/orders/prices.py': IMPORT }, { managedBy: 'projen' });
    expect(managed.problems[0]?.fix).toBe('write libraries: ["../../libs/shared"] in the projen call');
  });

  test.each<[string, Files, Record<string, unknown>?]>([
    ['Python has it', { ...SHARED, 'libs/shared/src/json/__init__.py': '', 'apps/orders/orders/a.py': 'import json' }],
    ['the app has it', { ...SHARED, 'apps/orders/shared.py': '', 'apps/orders/orders/a.py': IMPORT }],
    ['the app has it in its source', { ...SHARED, 'apps/orders/src/shared/x.py': IMPORT }, { source: 'src' }],
    [
      'a requirement has its name',
      { ...SHARED, 'apps/orders/requirements.txt': 'Shared>=1\n', 'apps/orders/orders/a.py': IMPORT },
    ],
    [
      'a requirement brings it',
      {
        ...SHARED,
        'libs/shared/src/yaml/__init__.py': '',
        'apps/orders/requirements.txt': 'PyYAML\n',
        'apps/orders/orders/a.py': 'import yaml',
      },
    ],
    [
      'the library comes from an index',
      { ...SHARED, 'apps/orders/requirements.txt': 'acme_shared==1.0\n', 'apps/orders/orders/a.py': IMPORT },
    ],
    [
      'the lock has it',
      {
        ...SHARED,
        'apps/orders/requirements.lock': 'shared==1.0 \\\n    --hash=sha256:0\n',
        'apps/orders/orders/a.py': IMPORT,
      },
    ],
    [
      'the environment has it from elsewhere',
      {
        ...SHARED,
        'apps/orders/.venv/lib/python3.13/site-packages/shared/__init__.py': '',
        'apps/orders/orders/a.py': IMPORT,
      },
    ],
    [
      'only type checkers follow it',
      { ...SHARED, 'apps/orders/orders/a.py': 'if TYPE_CHECKING:\n    from shared import X\n' },
    ],
    [
      'it may be missing',
      { ...SHARED, 'apps/orders/orders/a.py': 'try:\n    import shared\nexcept ImportError:\n    shared = None\n' },
    ],
    ['it is in a text', { ...SHARED, 'apps/orders/orders/a.py': '"""\nimport shared\n"""\n# import shared\n' }],
    [
      'only tests and scripts have it',
      { ...SHARED, 'apps/orders/tests/test_a.py': IMPORT, 'apps/orders/scripts/a.py': IMPORT },
    ],
    ['it is relative', { ...SHARED, 'apps/orders/orders/a.py': 'from .shared import x\nfrom . import shared\n' }],
    [
      'a Python project of others has it',
      { 'x/pyproject.toml': '[project]\nname = "x"\n', 'x/shared/__init__.py': '', 'apps/orders/orders/a.py': IMPORT },
    ],
    ['nobody has it', { ...SHARED, 'apps/orders/orders/a.py': 'import unheard_of\n' }],
  ])('is none where %s', (_, files, ...[options]) => {
    expect(told(files, options)).toEqual([]);
  });

  test('is one where somebody installed the library by hand', () => {
    const venv = 'apps/orders/.venv/lib/python3.12/site-packages';
    const files = {
      ...SHARED,
      [`${venv}/shared/__init__.py`]: '',
      [`${venv}/acme_shared-1.0.dist-info/direct_url.json`]: '{}',
    };
    expect(told({ ...files, 'apps/orders/orders/a.py': IMPORT })).toHaveLength(1);
  });

  test('is one in a library that the app uses, too', () => {
    const models = { 'libs/models/pyproject.toml': pyproject('models'), 'libs/models/src/models/__init__.py': '' };
    const files = { ...SHARED, ...models, 'libs/shared/src/shared/m.py': 'from shared import x\nimport models\n' };
    expect(told(files, WITH)).toEqual([
      expect.stringMatching(/^libs\/shared\/src\/shared\/m\.py:2 is imported from libs\/models/) as string,
    ]);
    expect(told(files)).toEqual([]);
  });
});

describe('what libraries need of each other', () => {
  const chain: Files = {
    ...SHARED,
    'libs/shared/pyproject.toml': pyproject('acme-shared', ['orjson', 'Acme.Models>=1']),
    'libs/models/pyproject.toml': pyproject('acme-models', ['base']),
    'libs/models/src/models/__init__.py': 'import base\n',
    'libs/base/pyproject.toml': pyproject('base'),
    'libs/base/src/base/__init__.py': '',
  };

  test('has to be named as well, all of it, and is told once', () => {
    const problems = told({ ...chain, 'libs/shared/src/shared/m.py': 'import models\n' }, WITH);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('lacks ../../libs/models: libs/shared/pyproject.toml:4 asks for Acme.Models>=1');
    expect(problems[1]).toContain('lacks ../../libs/base: libs/models/pyproject.toml:4 asks for base');
    const all = ['../../libs/shared', '../../libs/models', '../../libs/base'];
    expect(problems[0]).toContain(`"libraries": ${JSON.stringify(all)}`);
    expect(told(chain, { libraries: all, lock: true })).toEqual([]);
  });

  test('may go in a circle without an end', () => {
    const circle = { ...chain, 'libs/base/pyproject.toml': pyproject('base', ['acme-shared']) };
    expect(told(circle, WITH)).toHaveLength(2);
  });
});

describe('a module of two libraries', () => {
  const twin = { ...SHARED, 'libs/twin/pyproject.toml': pyproject('twin'), 'libs/twin/src/shared/__init__.py': '' };
  const files = { ...twin, 'apps/orders/orders/a.py': IMPORT };

  test('is a problem where nothing says which one is meant, or both are installed', () => {
    expect(told(files)).toEqual([
      expect.stringContaining(
        'orders/a.py:3 shared is a module of libs/shared and libs/twin, and the options name neither',
      ) as string,
    ]);
    const both = { libraries: ['../../libs/shared', '../../libs/twin'], lock: true };
    expect(told(files, both)).toEqual([expect.stringContaining('and both are installed') as string]);
  });

  test('is worth a word where one is named', () => {
    const { problems, notices } = findings(files, WITH);
    expect(problems).toEqual([]);
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('libs/shared and libs/twin') as string,
    ]);
  });
});

describe('boundaries', () => {
  const nxJson = (...depConstraints: unknown[]) =>
    JSON.stringify({ plugins: ['x', { plugin: 'fastapi-container/nx', options: { depConstraints } }] });
  const rules = (...list: unknown[]) => dependencyConstraints(nxJson(...list)).constraints;
  const only = (sourceTag: string, ...onlyDependOnLibsWithTags: string[]) => ({ sourceTag, onlyDependOnLibsWithTags });
  const tags: Readonly<Record<string, string[]>> = {
    app: ['scope:orders', 'type:app'],
    shared: ['scope:shared'],
    billing: ['scope:billing'],
    bare: [],
  };
  const broken = (target: string, ...list: unknown[]) =>
    boundaryProblems([{ source: 'app', target, at: 'a.py:1' }], rules(...list), (directory) => tags[directory] ?? [])
      .length;

  test.each<[string, unknown[], number]>([
    ['shared', [only('scope:orders', 'scope:orders', 'scope:shared')], 0],
    ['billing', [only('scope:orders', 'scope:orders', 'scope:shared')], 1],
    ['bare', [only('scope:orders', 'scope:shared')], 1],
    ['bare', [only('scope:orders', '*')], 0],
    ['billing', [only('*', 'scope:*')], 0],
    ['bare', [only('scope:*', 'scope:*')], 1],
    ['shared', [only('scope:billing', 'scope:billing')], 1],
    ['shared', [only('scope:orders', 'scope:shared'), only('type:app', 'type:lib')], 1],
    ['shared', [{ allSourceTags: ['scope:orders', 'type:app'], onlyDependOnLibsWithTags: [] }], 1],
    ['shared', [{ allSourceTags: ['scope:orders', 'type:x'], onlyDependOnLibsWithTags: [] }, only('*', '*')], 0],
    ['shared', [only('/^scope:o/', '/^scope:(shared|x)$/')], 0],
    ['billing', [only('scope:orders', 'scope:s*d', '/(/')], 1],
    ['billing', [], 0],
  ])('the use of %s under %j breaks %d', (target, list, count) => {
    expect(broken(target, ...list)).toBe(count);
  });

  test('that are no rules are told, and stop nothing else', () => {
    const { constraints, problems } = dependencyConstraints(
      nxJson(
        only('a', 'b'),
        3,
        { sourceTag: 'a' },
        { onlyDependOnLibsWithTags: [] },
        { ...only('a'), bannedExternalImports: [] },
      ),
    );
    expect(constraints).toHaveLength(1);
    expect(problems.map(({ option }) => option)).toEqual(
      [1, 2, 3, 4].map((at) => `nx.json: depConstraints[${String(at)}]`),
    );
    const wrong = { plugins: [{ plugin: 'fastapi-container/nx', options: { depConstraints: {} } }] };
    expect(dependencyConstraints(JSON.stringify(wrong)).problems).toHaveLength(1);
    for (const text of [undefined, '', '{', '{ "plugins": 3 }', '{ "plugins": ["fastapi-container/nx"] }']) {
      expect(dependencyConstraints(text)).toEqual({ constraints: [], problems: [] });
    }
  });

  test('go by the tags of options, pyproject.toml and project.json together', () => {
    const around = aroundOf({
      'apps/orders/fastapi-container.json': '{ "tags": ["a"] }',
      'apps/orders/project.json': '{ "tags": ["b", "a", 3] }',
      'apps/orders/package.json': '{ "nx": { "tags": ["c"] } }',
      'libs/shared/pyproject.toml': '[project]\nname = "x"\n[tool.fastapi-container]\ntags = ["s"]\n',
    });
    expect(tagsIn('apps/orders', around)).toEqual(['a', 'b', 'c']);
    expect(tagsIn('libs/shared', around)).toEqual(['s']);
    expect(tagsIn('nowhere', around)).toEqual([]);
  });
});

describe('a library whose name another project has', () => {
  const notices = (files: Files) =>
    renamedNotices(resolved(WITH), 'apps/orders', aroundOf(files)).map(({ message }) => message);
  const app = { 'apps/orders/fastapi-container.json': JSON.stringify({ name: 'orders', ...WITH }) };

  test('is told with the name that Nx has for it, and with the other project', () => {
    expect(notices({ ...app, ...SHARED })).toEqual([]);
    expect(notices({ ...app, ...SHARED, 'packages/x/package.json': '{ "name": "acme-shared" }' })).toEqual([
      'Nx calls libs/shared libs-shared: packages/x has the name acme-shared, and one name twice would stop Nx',
    ]);
    const twin = { 'libs/twin/pyproject.toml': pyproject('acme-shared') };
    expect(notices({ ...app, ...SHARED, ...twin })).toHaveLength(1);
    expect(notices({ ...app, ...SHARED, ...twin, 'libs/shared/project.json': '{ "name": "mine" }' })).toEqual([]);
  });
});
