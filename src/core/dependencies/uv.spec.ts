import { resolved } from '../../../test/support/memory';
import { requirement } from '../python/packages';
import type { Workspace } from '../workspace';
import { exportStaleness, exportText } from './uv-export';
import { nearestUvLock, readUvProject, type UvProject } from './uv-project';
import { uvProjectProblems } from './uv-rules';

const PYPROJECT = `[project]
name = "Orders_API"
version = "1"
requires-python = ">=3.12"
dependencies = [
  "fastapi[standard]>=0.115",
  "shared",
]

[tool.uv.sources]
shared = { workspace = true }
`;

function entry(name: string, version: string, source: string, more = ''): string {
  return `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { ${source} }\n${more}\n`;
}

const PYPI = 'registry = "https://pypi.org/simple"';
const WHEELS = 'wheels = [{ url = "https://example.com/a.whl", hash = "sha256:aa" }]';

/** A lock of a uv workspace: the app, a library that it uses, one that it does not, and what FastAPI brings. */
function lock(uvicorn = '0.54.0', more = ''): string {
  return [
    'version = 1\nrevision = 3\nrequires-python = ">=3.12"\n',
    entry(
      'orders-api',
      '1',
      'virtual = "apps/orders"',
      'dependencies = [{ name = "fastapi", extra = ["standard"] }, { name = "shared" }, { name = "pywin32", marker = "sys_platform == \'win32\'" }]\n[package.dev-dependencies]\ndev = [{ name = "ruff" }]\n',
    ),
    entry('shared', '1', 'editable = "libs/shared"', 'dependencies = [{ name = "idna" }]'),
    entry('other', '1', 'editable = "libs/other"'),
    entry(
      'fastapi',
      '0.165.0',
      PYPI,
      `${WHEELS}\n[package.optional-dependencies]\nstandard = [{ name = "uvicorn", extra = ["standard"] }]`,
    ),
    entry('uvicorn', uvicorn, PYPI, `${WHEELS}\n[package.optional-dependencies]\nstandard = [{ name = "httptools" }]`),
    entry('httptools', '0.8.0', PYPI, WHEELS),
    entry('idna', '3.0', PYPI, WHEELS),
    entry('pywin32', '1', PYPI),
    entry('ruff', '0.1', PYPI),
    more,
  ].join('');
}

function workspace(files: Readonly<Record<string, string>>): Workspace {
  return { directory: 'apps/orders', read: (path) => files[path] };
}

function project(pyproject: string, around: Workspace): UvProject {
  const read = readUvProject(pyproject, around);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

const REQUIRED = (['fastapi', 'uvicorn', 'httptools'] as const).map(requirement);

function problems(pyproject: string, lockText?: string, options: object = {}) {
  const around = workspace(lockText === undefined ? {} : { 'uv.lock': lockText });
  const app = resolved({ dependencies: 'uv', python: '3.12', libraries: ['../../libs/shared'], ...options });
  return uvProjectProblems(app, project(pyproject, around), REQUIRED, around);
}

describe('the lock that counts', () => {
  test("is the nearest one upwards: the app's own before that of the workspace", () => {
    const files = { 'uv.lock': 'a', 'apps/uv.lock': 'b', 'apps/orders/uv.lock': 'c' };
    expect(nearestUvLock(workspace(files))?.shown).toBe('uv.lock');
    expect(nearestUvLock(workspace({ 'uv.lock': 'a', 'apps/uv.lock': 'b' }))?.shown).toBe('../uv.lock');
    expect(nearestUvLock(workspace({ 'uv.lock': 'a' }))).toMatchObject({ shown: '../../uv.lock', directory: '.' });
    expect(nearestUvLock(workspace({}))).toBeUndefined();
  });

  test('knows the app by its directory, whatever its name looks like', () => {
    expect(project(PYPROJECT, workspace({ 'uv.lock': lock() }))).toMatchObject({
      name: 'orders-api',
      locked: { name: 'orders-api' },
    });
    expect(project(PYPROJECT, { ...workspace({ 'uv.lock': lock() }), directory: 'apps/new' }).locked).toBeUndefined();
  });
});

test.each<[string, string | undefined, RegExp]>([
  ['no file', undefined, /is missing/],
  ['no TOML', '[project\n', /no TOML/],
  ['no [project] table', '[tool.ruff]\nline-length = 100\n', /no \[project\] table with a name/],
  ['a nameless one', '[project]\nversion = "1"\n', /no \[project\] table with a name/],
])('%s is a problem with a way out', (_, text, reason) => {
  const read = readUvProject(text, workspace({}));
  expect(read).toMatchObject({
    ok: false,
    problems: [{ option: 'pyproject.toml', reason: expect.stringMatching(reason) as string }],
  });
});

describe('what the image runs', () => {
  test('may come with an extra, with the lock and before there is one', () => {
    expect(problems(PYPROJECT, lock())).toEqual([]);
    expect(problems(PYPROJECT)).toEqual([]);
  });

  test('may come with a library', () => {
    const bare = PYPROJECT.replace('  "fastapi[standard]>=0.115",\n', '');
    expect(problems(bare, lock().replace('{ name = "idna" }', '{ name = "fastapi", extra = ["standard"] }'))).toEqual(
      [],
    );
  });

  test('and is missing is told with the line to type', () => {
    const text = PYPROJECT.replace('[standard]', '');
    expect(problems(text).map(({ option, fix }) => [option, fix])).toEqual([
      ['pyproject.toml', "in the directory of the app: `uv add 'uvicorn>=0.54.0,<1'`"],
      ['pyproject.toml', "in the directory of the app: `uv add 'httptools>=0.8.0,<1'`"],
    ]);
  });

  test('and a stale lock still has counts no more', () => {
    const text = PYPROJECT.replace('[standard]', '');
    expect(problems(text, lock())).toHaveLength(2);
    const dynamic = text.replace('version = "1"', 'dynamic = ["version", "dependencies"]');
    expect(problems(dynamic, lock())).toEqual([]);
  });

  test('counts only where its marker holds in the image', () => {
    const text = PYPROJECT.replace('[standard]>=0.115"', '>=0.165", "uvicorn[standard]; sys_platform == \'win32\'"');
    expect(problems(text)).toHaveLength(2);
  });

  test('and is too old is told with its line, and keeps its extras', () => {
    const [problem, ...more] = problems(PYPROJECT.replace('>=0.115', '==0.115.6'));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      option: 'pyproject.toml:6',
      fix: "in the directory of the app: `uv add 'fastapi[standard]>=0.162.0,<1'`",
    });
  });

  test('and was locked too old is told by the lock', () => {
    expect(problems(PYPROJECT, lock('0.30.0'))).toMatchObject([{ option: '../../uv.lock', value: 'uvicorn 0.30.0' }]);
  });

  test.each<[string, string, boolean]>([
    ['nothing', 'uvicorn', true],
    ['less than it takes', 'uvicorn>=0.20', true],
    ['that very version', 'uvicorn<0.60,>=0.30', true],
    ['a newer one, which the lock does not know yet', 'uvicorn>=0.54', false],
    ['an archive', 'uvicorn @ https://example.com/uvicorn.whl', false],
  ])('and was locked too old is told by the lock where pyproject.toml says %s of it', (_, line, told) => {
    const text = PYPROJECT.replace('  "shared",', `  "shared",\n  "${line}",`);
    expect(problems(text, lock('0.30.0')).map(({ value }) => value)).toEqual(told ? ['uvicorn 0.30.0'] : []);
  });

  test('and whose framework is the user’s choice may have any version', () => {
    const around = workspace({});
    const required = [{ ...requirement('fastapi'), anyVersion: true as const }];
    const read = project(PYPROJECT.replace('>=0.115', '==0.100'), around);
    expect(uvProjectProblems(resolved({ dependencies: 'uv' }), read, required, around)).toEqual([]);
  });
});

describe('Python', () => {
  test.each([
    ['>=3.12', true],
    ['==3.12.7', true],
    ['>=3.12.4,<3.14', true],
    ['~=3.12', true],
    ['>=3.13', false],
    ['<3.12', false],
    ['==3.11.*', false],
  ])('requires-python = "%s" admits the image’s 3.12: %s', (specifier, admitted) => {
    const told = problems(PYPROJECT.replace('>=3.12', specifier));
    expect(told.map(({ option }) => option)).toEqual(admitted ? [] : ['pyproject.toml:4']);
  });
});

describe('local libraries', () => {
  test('that the options do not name are told with the option', () => {
    expect(problems(PYPROJECT, lock(), { libraries: [] })).toMatchObject([
      {
        option: 'libraries',
        fix: 'add it to the options: "libraries": ["../../libs/shared"] (as a flag: --libraries=../../libs/shared)',
      },
    ]);
  });

  test('that uv does not know of are told, too', () => {
    const told = problems(PYPROJECT, lock(), { libraries: ['../../libs/shared', '../../libs/other'] });
    expect(told).toMatchObject([{ value: '../../libs/other' }]);
    expect(told[0]?.fix).toContain('uv add --editable ../../libs/other');
  });
});

test.each<[string, string, string]>([
  ['a package without a wheel', PYPI, '"buildFromSource": ["odd"]'],
  ['a repository', 'git = "https://example.com/odd.git#abc"', 'ask for a release'],
  ['an archive in the workspace', 'path = "odd.whl"', 'packageIndex'],
])('%s is told from check on', (_, source, fix) => {
  const text = lock().replace('{ name = "idna" }', '{ name = "idna" }, { name = "odd" }');
  const told = problems(PYPROJECT, text + entry('odd', '1', source));
  expect(told).toMatchObject([
    { option: '../../uv.lock', value: 'odd 1', fix: expect.stringContaining(fix) as string },
  ]);
});

test('a package without a wheel may be built where the options say so', () => {
  const text = lock().replace('{ name = "idna" }', '{ name = "idna" }, { name = "odd" }') + entry('odd', '1', PYPI);
  expect(problems(PYPROJECT, text, { buildFromSource: ['Odd'] })).toEqual([]);
});

describe('the export is stale', () => {
  const around = workspace({ 'uv.lock': lock() });
  const text = exportText(
    project(PYPROJECT, around),
    'fastapi==0.165.0 \\\n    --hash=sha256:aa\nuvicorn==0.30.0 \\\n    --hash=sha256:aa\n',
  );
  const stale = (pyproject: string, lockText: string | undefined, exported: string | undefined = text) =>
    exportStaleness(
      exported,
      project(pyproject, workspace(lockText === undefined ? {} : { 'uv.lock': lockText })),
      '3.13',
    );

  test('not as long as nothing changed but comments, order and line ends', () => {
    expect(stale(PYPROJECT, lock())).toBeUndefined();
    const swapped = PYPROJECT.replace(
      '  "fastapi[standard]>=0.115",\n  "shared",',
      '  "shared", # ours\n  "fastapi[standard]>=0.115",',
    );
    expect(stale(swapped, lock().replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r\n'))).toBeUndefined();
  });

  test.each<[string, string, string | undefined, string, RegExp]>([
    ['when the lock changed', PYPROJECT, lock('0.55.0'), text, /older than what it was made from/],
    ['when a dependency changed', PYPROJECT.replace('0.115', '0.120'), lock(), text, /older/],
    ['when a source changed', PYPROJECT.replace('workspace = true', 'path = "../x"'), lock(), text, /older/],
    ['when an entry was taken out', PYPROJECT, lock(), text.replace(/^fastapi.*\n.*\n/m, ''), /no entry for fastapi/],
    ['without a lock', PYPROJECT, undefined, text, /there is none yet/],
    ['with a lock of others', PYPROJECT, lock().replace('apps/orders', 'apps/x'), text, /does not know orders-api/],
    ['in an unfinished merge', PYPROJECT, `<<<<<<< a\n=======\n>>>>>>> b\n${lock()}`, text, /unfinished Git merge/],
    [
      'when it was made from requirements.txt',
      PYPROJECT,
      lock(),
      '# Python 3.12, inputs sha256:aa\n',
      /was not made from/,
    ],
  ])('%s', (_, pyproject, lockText, exported, reason) => {
    expect(stale(pyproject, lockText, exported)).toMatch(reason);
  });
});
