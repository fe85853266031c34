import { resolved } from '../../../test/support/memory';
import { ownMetadataNotices } from './own-metadata';

const PROJECT = '[project]\nname = "Front_API"\ndynamic = ["version"]\n';

function told(files: Readonly<Record<string, string>>, options: object = {}): string[] {
  return ownMetadataNotices(resolved({ app: 'front.main:app', ...options }), {
    directory: 'apps/front',
    read: (path) => files[path.replace('apps/front/', '')],
    files: () => Object.keys(files),
  }).map(({ option, message }) => `${option} ${message}`);
}

test.each([
  ['from importlib.metadata import version\n\nV = version("front-api")\n', 3],
  ["import importlib.metadata\nV = importlib.metadata.version('front.api')\n", 2],
  ['import importlib.metadata as m\n\n\n@route\ndef v():\n    return m.metadata("Front_API")["Summary"]\n', 6],
])('a question for the own distribution is told with its line: %j', (source, line) => {
  expect(told({ 'pyproject.toml': PROJECT, 'front/main.py': source })).toEqual([
    expect.stringMatching(new RegExp(`^front/main\\.py:${String(line)} asks for the metadata of front-api`)),
  ]);
});

test('a package that asks by its own name is meant, where the distribution has that name', () => {
  const source = 'import importlib.metadata\n\n__version__ = importlib.metadata.version(__package__)\n';
  const named = (name: string) =>
    told({ 'pyproject.toml': `[project]\nname = "${name}"\n`, 'front/__init__.py': source });
  expect(named('front')).toHaveLength(1);
  expect(named('other')).toEqual([]);
});

test.each<[string, Record<string, string>]>([
  ['another distribution', { 'front/main.py': 'from importlib.metadata import version\nversion("fastapi")\n' }],
  [
    'one that may be missing',
    {
      'front/main.py':
        'from importlib import metadata\ntry:\n    V = metadata.version("front-api")\nexcept metadata.PackageNotFoundError:\n    V = "0"\n',
    },
  ],
  ['a function of that name', { 'front/main.py': 'def version(x): ...\nversion("front-api")\n' }],
  ['tests', { 'front/tests/test_a.py': 'from importlib.metadata import version\nversion("front-api")\n' }],
  ['what is not in the image', { 'tools/a.py': 'from importlib.metadata import version\nversion("front-api")\n' }],
  [
    'a project without a name',
    { 'pyproject.toml': '[tool.ruff]\n', 'front/a.py': 'importlib; version("front-api")\n' },
  ],
])('nothing is said of %s', (_, files) => {
  expect(told({ 'pyproject.toml': PROJECT, ...files })).toEqual([]);
});

test('nothing is said where the image is the person’s', () => {
  const source = 'from importlib.metadata import version\nversion("front-api")\n';
  expect(told({ 'pyproject.toml': PROJECT, 'front/main.py': source }, { own: ['Dockerfile'] })).toEqual([]);
});
