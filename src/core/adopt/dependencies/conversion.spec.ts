import { listing } from '../../../../test/support/listing';
import { inferOptions, type Adoption } from '../infer';
import { adoptProblems } from '../report';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n';

function adopted(files: Readonly<Record<string, string>>, decided: Readonly<Record<string, unknown>> = {}): Adoption {
  const tree = new Map(Object.entries({ 'services/shop/main.py': MAIN, ...files }));
  const options = { python: '3.12', ...decided };
  return inferOptions(listing(tree, 'services/shop'), options, 'shop', 'services/shop', { convert: true });
}

function lines(files: Readonly<Record<string, string>>, decided?: Readonly<Record<string, unknown>>): string[] {
  const adoption = adopted(files, decided);
  expect(adoptProblems(adoption)).toEqual([]);
  return (adoption.requirements ?? '').split('\n').filter((line) => line !== '');
}

function refused(files: Readonly<Record<string, string>>): string {
  const adoption = adopted(files);
  expect(adoption.requirements).toBeUndefined();
  return adoptProblems(adoption)
    .map(({ option, reason, fix }) => `${option} ${reason}: ${fix}`)
    .join('\n');
}

/** An app of poetry's, with what it asks for and what is locked. */
function poetry(asked: string, lock: string): Readonly<Record<string, string>> {
  return {
    'services/shop/pyproject.toml': `[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.10"\nfastapi = "*"\n${asked}\n`,
    'services/shop/poetry.lock': `[[package]]\nname = "fastapi"\nversion = "0.165.0"\n${lock}\n[metadata]\nlock-version = "2.1"\n`,
  };
}

function locked(name: string, version: string, more = ''): string {
  return `[[package]]\nname = "${name}"\nversion = "${version}"\n${more}\n`;
}

test('what follows from what is asked for is taken, and nothing else', () => {
  const needs = '[package.dependencies]\nidna = ">=2"\n';
  const lock = locked('anyio', '4.1', needs) + locked('idna', '3.20') + locked('pytest', '9.0');
  expect(lines(poetry('anyio = "*"', lock))).toEqual(['anyio==4.1', 'fastapi==0.165.0', 'idna==3.20']);
});

test('an extra of a package brings what it names, and an extra of the app what the image installs', () => {
  const uvicorn =
    '[package.dependencies]\nhttptools = {version = "*", optional = true, markers = "extra == \\"standard\\""}\n[package.extras]\nstandard = ["httptools (>=0.8)"]\n';
  const lock = locked('uvicorn', '0.54.0', uvicorn) + locked('httptools', '0.9.0') + locked('redis', '8.1');
  const asked =
    'uvicorn = {version = "*", extras = ["standard"]}\nredis = {version = "*", optional = true}\n[tool.poetry.extras]\ncache = ["redis"]';
  const files = poetry(asked, lock);
  expect(lines(files)).toEqual(['fastapi==0.165.0', 'httptools==0.9.0', 'uvicorn[standard]==0.54.0']);
  const installing = { ...files, 'services/shop/Dockerfile': 'FROM python:3.12\nRUN poetry install --extras cache\n' };
  expect(lines(installing)).toContain('redis==8.1');
});

test('a package counts for the Python of the image and for Linux', () => {
  const asked =
    'tomli = {version = "*", python = "<3.11"}\ncolorama = {version = "*", markers = "sys_platform == \'win32\'"}';
  const lock = locked('tomli', '2.5.0') + locked('colorama', '0.4.6');
  expect(lines(poetry(asked, lock))).toEqual(['fastapi==0.165.0']);
  expect(lines(poetry(asked, lock), { python: '3.10' })).toEqual(['fastapi==0.165.0', 'tomli==2.5.0']);
});

test('a marker of the processor stays, also for what follows from it', () => {
  const marker = "platform_machine == 'x86_64'";
  const lock =
    locked('torch', '2.9', '[package.dependencies]\nnvidia = "*"\n') + locked('nvidia', '13.0') + locked('click', '8');
  const asked = `torch = {version = "*", markers = "${marker}"}\nclick = "*"`;
  expect(lines(poetry(asked, lock))).toEqual([
    'click==8',
    'fastapi==0.165.0',
    `nvidia==13.0 ; ${marker}`,
    `torch==2.9 ; ${marker}`,
  ]);
});

test('of several versions the one counts that the image gets', () => {
  const lock =
    locked('numpy', '2.2', 'markers = "python_version < \\"3.11\\""') +
    locked('numpy', '2.4', 'markers = "python_version >= \\"3.11\\""');
  expect(lines(poetry('numpy = "*"', lock))).toContain('numpy==2.4');
  const unclear = locked('numpy', '2.2') + locked('numpy', '2.4');
  expect(refused(poetry('numpy = "*"', unclear))).toMatch(/several versions of numpy.*leave out --convert/);
  const bounds =
    '[[tool.poetry.dependencies.numpy]]\nversion = "<2.3"\npython = "<3.11"\n[[tool.poetry.dependencies.numpy]]\nversion = ">=2.3"\npython = ">=3.11"\n';
  expect(lines(poetry(bounds, lock))).toContain('numpy==2.4');
});

test('a repository and an archive keep their addresses', () => {
  const git =
    '[package.source]\ntype = "git"\nurl = "https://example.com/one.git"\nreference = "v1"\nresolved_reference = "abc"\n';
  const archive = '[package.source]\ntype = "url"\nurl = "https://example.com/two-1.zip"\n';
  expect(lines(poetry('one = "*"\ntwo = "*"', locked('one', '1', git) + locked('two', '1', archive)))).toEqual([
    'fastapi==0.165.0',
    'one @ git+https://example.com/one.git@abc',
    'two @ https://example.com/two-1.zip',
  ]);
});

describe('a package from a directory', () => {
  const directory = '[package.source]\ntype = "directory"\nurl = "../../libs/shared"\n';
  const files = poetry('shared = {path = "../../libs/shared"}', locked('shared', '1', directory));

  test('becomes a library', () => {
    const project = '[project]\nname = "shared"\nversion = "1"\n[build-system]\nrequires = ["flit_core"]\n';
    const { options } = adopted({ ...files, 'libs/shared/pyproject.toml': project });
    expect(options).toMatchObject({ libraries: ['../../libs/shared'], lock: true });
  });

  test.each([
    ['has no [project] table', { ...files, 'libs/shared/pyproject.toml': '[tool.poetry]\nname = "shared"\n' }],
    ['there is no libs/shared/pyproject.toml', files],
    [
      'outside of the repository',
      poetry('shared = {path = "../../../shared"}', locked('shared', '1', directory.replace('libs', '..'))),
    ],
  ])('that cannot be one is told: %s', (why, tree) => {
    const { options, notes } = adopted(tree);
    expect(options).not.toHaveProperty('libraries');
    expect(notes.map(({ text }) => text).join('\n')).toMatch(
      new RegExp(`the image would lack shared: .*${why.replace(/[[\]]/g, '\\$&')}`),
    );
  });
});

test('what cannot be converted is refused, with the way out', () => {
  const files = poetry('', '');
  const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [
      { ...files, 'services/shop/requirements.txt': 'fastapi\n' },
      /requirements\.txt is there.*move requirements\.txt away/,
    ],
    [
      { 'services/shop/pyproject.toml': files['services/shop/pyproject.toml'] ?? '' },
      /poetry\.lock is missing: leave out/,
    ],
    [
      { 'services/shop/pyproject.toml': '[project]\nname = "a"\ndependencies = ["fastapi"]\n' },
      /pyproject\.toml alone/,
    ],
    [{}, /there is no lock to convert: leave out/],
    [{ ...files, 'services/shop/poetry.lock': '<<<<<<< ours' }, /poetry\.lock is no lock that can be read: lock again/],
    [poetry('redis = "*"', ''), /does not know redis.*run `poetry lock`/],
    [
      { 'services/shop/Pipfile': '[packages]\nfastapi = "*"\n', 'services/shop/Pipfile.lock': '{' },
      /Pipfile\.lock is no lock/,
    ],
  ];
  for (const [tree, message] of cases) expect(refused(tree)).toMatch(message);
});

test('a lock of great depth or with circles comes to an end', () => {
  const chain = Array.from({ length: 3000 }, (_, at) =>
    locked(`p${String(at)}`, '1', `[package.dependencies]\np${String((at + 1) % 3000)} = "*"\n`),
  );
  expect(lines(poetry('p0 = "*"', chain.join('')))).toHaveLength(3001);
});

test('an index of its own is named, and its address is not', () => {
  const source = '[[tool.poetry.source]]\nname = "acme"\nurl = "https://me:hunter2@packages.example.com/simple"\n';
  const { notes, requirements } = adopted(poetry(source, ''));
  expect(JSON.stringify([notes, requirements])).not.toContain('hunter2');
  expect(notes.map(({ text }) => text).join()).toMatch(/the source acme is a package index of your own.*packageIndex/);
});
