import { resolved } from '../../../test/support/memory';
import { noticesAround } from './notices';

test('a requirements.txt that nothing reads is told, where it is in the directory of an app of uv', () => {
  const around = {
    directory: 'apps/orders',
    read: (path: string) => (path === 'apps/orders/requirements.txt' ? '' : undefined),
  };
  const app = resolved({ dependencies: 'uv' });
  expect(noticesAround(app, around)).toMatchObject([{ option: 'dependencies' }]);
  expect(noticesAround(app, { ...around, directory: 'apps/billing' })).toEqual([]);
  expect(noticesAround(resolved({}), around)).toEqual([]);
});

describe('an older framework than the one that is tested', () => {
  const around = (files: Readonly<Record<string, string>>) => ({
    directory: 'apps/orders',
    read: (path: string) => files[path.replace('apps/orders/', '')],
  });
  const messages = (options: object, files: Readonly<Record<string, string>>) =>
    noticesAround(resolved(options), around(files)).map(({ option, message }) => `${option} ${message}`);
  const theirs = { own: ['requirements.txt'], born: ['app'] };

  test('is told with its line, where the requirements are the user’s', () => {
    const files = { 'requirements.txt': '-r base.txt\n', 'base.txt': 'uvicorn\nfastapi==0.115.6\n' };
    expect(messages(theirs, files)).toEqual([
      expect.stringContaining('base.txt:2 fastapi==0.115.6 is older than FastAPI'),
    ]);
    expect(messages({}, files)).toEqual([]);
    expect(messages(theirs, { 'requirements.txt': 'fastapi>=0.115\n' })).toEqual([]);
    expect(messages(theirs, { 'requirements.txt': 'fastapi==0.115 ; python_version < "3.9"\n' })).toEqual([]);
  });

  test('is told with the lock, where the dependencies are uv’s', () => {
    const pyproject = (range: string) =>
      `[project]\nname = "orders"\nversion = "1"\ndependencies = ["fastapi${range}"]\n`;
    const lock = (version: string, registry = 'https://pypi.org/simple') =>
      `version = 1\n[[package]]\nname = "orders"\nsource = { virtual = "." }\ndependencies = [{ name = "fastapi" }]\n[[package]]\nname = "fastapi"\nversion = "${version}"\nsource = { registry = "${registry}" }\n`;
    const uv = { dependencies: 'uv' };
    expect(messages(uv, { 'pyproject.toml': pyproject('==0.115.6'), 'uv.lock': lock('0.115.6') })).toEqual([
      expect.stringContaining('pyproject.toml:4 fastapi==0.115.6 is older'),
    ]);
    expect(messages(uv, { 'pyproject.toml': pyproject('>=0.100'), 'uv.lock': lock('0.115.6') })).toEqual([
      expect.stringContaining('uv.lock fastapi 0.115.6 is older'),
    ]);
    expect(messages(uv, { 'pyproject.toml': pyproject(''), 'uv.lock': lock('0.165.0') })).toEqual([]);
  });

  test('a package that uv has from another index is told, without its password, unless the options name that index', () => {
    const files = {
      'pyproject.toml': '[project]\nname = "orders"\nversion = "1"\ndependencies = ["fastapi"]\n',
      'uv.lock':
        'version = 1\n[[package]]\nname = "orders"\nsource = { virtual = "." }\ndependencies = [{ name = "fastapi" }]\n[[package]]\nname = "fastapi"\nversion = "0.165.0"\nsource = { registry = "https://me:hunter2@packages.example.com/simple" }\n',
    };
    const told = messages({ dependencies: 'uv' }, files);
    expect(told).toEqual([expect.stringMatching(/packageIndex uv\.lock has fastapi from packages\.example\.com/)]);
    expect(told.join()).not.toContain('hunter2');
    expect(messages({ dependencies: 'uv', packageIndex: { secret: 'ACME_INDEX' } }, files)).toEqual([]);
  });
});
