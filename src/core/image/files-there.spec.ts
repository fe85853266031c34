import { plan, resolved, synth, type Memory } from '../../../test/support/memory';
import { noticesAround } from '../resolve/notices';
import type { Problem } from '../text/problems';
import { fileProblems } from './files-there';

function around(files: readonly string[], texts: Readonly<Record<string, string>> = {}) {
  return {
    directory: '.',
    read: (path: string) => texts[path],
    files: () => files,
    exists: (path: string) => files.includes(path),
    ignores: (path: string) => path.startsWith('dist'),
  };
}

function problems(
  named: readonly string[],
  files: readonly string[],
  texts = {},
  options: object = {},
): readonly Problem[] {
  const workspace = around(files, texts);
  return fileProblems(resolved({ image: { files: named }, ...options }), workspace.exists, workspace);
}

function notices(files: readonly string[], options: object = {}): string[] {
  return noticesAround(resolved(options), around(files)).map(({ message }) => message);
}

test('a name of nothing is told with what was meant', () => {
  const [problem, ...others] = problems(['alembic.in', 'migrations'], ['alembic.ini', 'migrations/env.py']);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ option: 'image.files[0]', value: 'alembic.in' });
  expect(problem?.fix).toContain('"alembic.ini"');
});

test('a directory that is misspelt', () => {
  expect(problems(['migration'], ['migrations/env.py'])[0]?.fix).toContain('"migrations"');
});

test('what Git ignores may come later, and is told until it is there', () => {
  expect(problems(['dist'], [])).toEqual([]);
  const options = { image: { files: ['dist/app.js'] } };
  expect(notices([], options).join()).toContain('dist/app.js is not there yet');
  expect(notices(['dist/app.js'], options)).toEqual([]);
});

test('a directory of which nothing gets into the image', () => {
  const [problem] = problems(['keys'], ['keys/a.pem', 'keys/b.env']);
  expect(problem?.reason).toContain('keys/a.pem, keys/b.env');
  expect(problem?.fix).toContain('"keys/a.pem", "keys/b.env"');
  expect(problems(['keys'], ['keys/a.pem', 'keys/readme.txt'])).toEqual([]);
  expect(problems(['keys', 'keys/a.pem'], ['keys/a.pem'])).toEqual([]);
  expect(problems(['keys'], ['keys/a.key'])[0]?.fix).toContain('mount it');
});

test.each([
  ['-----BEGIN PRIVATE KEY-----\n', 1],
  ['-----BEGIN RSA PRIVATE KEY-----\n', 1],
  ['-----BEGIN PUBLIC KEY-----\n', 0],
  ['-----BEGIN CERTIFICATE-----\n', 0],
])('a .pem file with %j', (text, count) => {
  expect(problems(['orders/jwt.pem'], ['orders/jwt.pem'], { 'orders/jwt.pem': text })).toHaveLength(count);
});

test('who owns the Dockerfile or its ignore file knows better', () => {
  for (const path of ['Dockerfile', '.dockerignore']) expect(problems(['x'], [], {}, { own: [path] })).toEqual([]);
});

test('what stays out of the image is told with what brings it in', () => {
  const files = [
    'orders/main.py',
    'orders/mail.md',
    'orders/.well-known/a.txt',
    'orders/defaults.env',
    'orders/jwt.pem',
  ];
  const [notice = '', ...others] = notices(files);
  expect(others).toEqual([]);
  expect(notice).toContain('orders/.well-known/a.txt, orders/defaults.env, orders/jwt.pem');
  expect(notice).toContain('"image": { "files": ["orders/.well-known", "orders/defaults.env", "orders/jwt.pem"] }');
  const named = ['orders/.well-known', 'orders/defaults.env', 'orders/jwt.pem'];
  expect(notices(files, { image: { files: named } })).toEqual([]);
  // And the way in is accepted.
  expect(problems(named, files)).toEqual([]);
});

test.each<[string, readonly string[], object]>([
  ['files of tools and secrets', ['orders/.gitignore', 'orders/.env', 'orders/tls.key', 'orders/.mypy_cache/x'], {}],
  ['files beside the package', ['.well-known/a.txt', 'defaults.env', 'README.md', '.python-version'], {}],
  ['a flat app', ['main.py', 'README.md', '.python-version', '.github/x.yml', 'tests/test_a.py'], { app: 'main:app' }],
  ['an ignore file of a person', ['orders/.well-known/a.txt'], { own: ['.dockerignore'] }],
])('nothing is told of %s', (_, files, options) => {
  const own = notices(files, options).filter((message) => message.startsWith('the image is built without'));
  expect(own).toEqual([]);
});

test.each<[string, string, object]>([
  ['a document that a flat app may read', 'mail.md', { app: 'main:app' }],
  ['a hidden directory below one of a flat app', 'static/.well-known/a.txt', { app: 'main:app' }],
  ['a file below the source root', 'src/orders/.data/a.json', { source: 'src' }],
])('%s is told', (_, file, options) => {
  expect(notices([file], options).join()).toContain(file);
});

test('what is named gets through the ignore file, and secrets below it do not', () => {
  const memory: Memory = new Map([['orders/.well-known/a.txt', 'a\n']]);
  const files = ['orders/.well-known', 'conf/.app.toml'];
  synth(memory, { image: { files } });
  const lines = (memory.get('.dockerignore') ?? '').split('\n');
  const at = (line: string) => lines.indexOf(line);
  expect(at('!/orders/.well-known')).toBeGreaterThan(at('**/.*'));
  expect(at('/orders/.well-known/**/*.key')).toBeGreaterThan(at('!/orders/.well-known'));
  const dockerfile = memory.get('Dockerfile') ?? '';
  expect(dockerfile).not.toContain('.well-known');
  expect(dockerfile).toContain('COPY --chmod=0755 conf/.app.toml conf/.app.toml\n');
  // A new app may be given its files later: from then on they have to be there.
  expect(() => plan(memory, { image: { files } })).toThrow(/conf\/\.app\.toml/);
  memory.set('conf/.app.toml', 'a = 1\n');
  expect(plan(memory, { image: { files } }).filter(({ action }) => action !== 'unchanged')).toEqual([]);
});
