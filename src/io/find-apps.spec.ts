import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkoutsWithApps, findApps, foreignBelow } from './find-apps';

let root: string;

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function app(directory: string): void {
  put(join(directory, 'fastapi-container.json'), '{}');
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-walk-'));
  mkdirSync(join(root, '.git'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test('no name hides an app', () => {
  const names = ['build', 'coverage', 'dist', 'site-packages', 'target', 'venv', '.hidden', 'out'];
  for (const name of names) app(`services/${name}`);
  app('.');
  expect(findApps(root)).toEqual(['.', ...names.map((name) => `services/${name}`).sort()]);
});

test('what Git ignores is left out: by the nearest file that speaks about it, with exceptions', () => {
  put('.gitignore', '/generated/\n*.tmp\nservices/*\n!services/kept\nCase\n');
  put('services/kept/.gitignore', 'fixtures\n!x.tmp\n');
  put('.git/info/exclude', 'mine\n');
  const left = ['generated/a', 'a.tmp/b', 'services/other', 'services/kept/fixtures/c', 'mine', 'Case'];
  const found = ['services/kept', 'services/kept/x.tmp', 'case', 'sub/generated'];
  for (const directory of [...left, ...found]) app(directory);
  expect(findApps(root)).toEqual([...found].sort());
});

test('an options file that is ignored itself makes no app', () => {
  put('.gitignore', 'local/fastapi-container.json\n');
  app('local');
  app('other');
  expect(findApps(root)).toEqual(['other']);
});

test('files of patterns above the directory count as well, unless they leave out the directory itself', () => {
  put('.gitignore', 'skipped\nbuild/\n');
  for (const directory of ['services/skipped', 'services/orders', 'build/services/made']) app(directory);
  expect(findApps(join(root, 'services'))).toEqual(['orders']);
  expect(findApps(join(root, 'build'))).toEqual(['services/made']);
});

test('packages, environments and other checkouts are left out, by what is in them', () => {
  app('orders');
  for (const directory of ['node_modules/x', 'env/lib/x', 'conda/x', 'vendor/other', 'vendor/tree']) app(directory);
  put('env/pyvenv.cfg');
  mkdirSync(join(root, 'conda/conda-meta'));
  mkdirSync(join(root, 'vendor/other/.git'));
  // That of a work tree or a submodule is a file.
  put('vendor/tree/.git', 'gitdir: ../../.git/worktrees/tree\n');
  expect(findApps(root)).toEqual(['orders']);
  const isForeign = foreignBelow(root);
  const foreign = (directory: string) => isForeign(`${directory}/fastapi-container.json`);
  for (const directory of ['node_modules/x', 'env/lib/x', 'conda/x', 'vendor/other', 'vendor/tree']) {
    expect([directory, foreign(directory)]).toEqual([directory, true]);
  }
  expect(foreign('orders')).toBe(false);
  expect(isForeign('fastapi-container.json')).toBe(false);
  // The checkout that was asked about is none of another.
  expect(findApps(join(root, 'vendor/other'))).toEqual(['.']);
});

test('checkouts that are passed over are known by name, if they hold apps', () => {
  for (const directory of ['vendor/other/apps/a', 'vendor/tree', 'env/lib/x', 'ignored/checkout']) app(directory);
  for (const directory of ['vendor/other', 'vendor/empty', 'ignored/checkout'])
    mkdirSync(join(root, directory, '.git'), { recursive: true });
  put('vendor/tree/.git', 'gitdir: ../../.git/worktrees/tree\n');
  put('env/pyvenv.cfg');
  put('.gitignore', 'ignored\n');
  expect(checkoutsWithApps(root)).toEqual(['vendor/other', 'vendor/tree']);
  expect(findApps(root)).toEqual([]);
});

test('links are not followed, and a directory that may not be entered is passed over', () => {
  app('orders');
  symlinkSync(join(root, 'orders'), join(root, 'twin'));
  mkdirSync(join(root, 'data'));
  chmodSync(join(root, 'data'), 0o000);
  expect(findApps(root)).toEqual(['orders']);
  chmodSync(join(root, 'data'), 0o700);
});

const LEAVING_OUT = ['# a comment', '', 'one', '/two', 'three/', 'four/five', '/six/seven', '**/eight', 'nine/**'];
LEAVING_OUT.push('te*n', 'a/**/z', 'kept/inner', '[bc]x', '\\!odd', '\\#odd', 'space ', '*.d', '?y');
const TAKING_BACK = ['!kept', '!good.d', '!deep/one', '!three/', '!cx'];

test.each<[string, (depth: number) => boolean]>([
  ['with exceptions everywhere', () => true],
  ['without exceptions', () => false],
  ['with exceptions below patterns without', (depth) => depth > 0],
  ['with exceptions above patterns without', (depth) => depth === 0],
  ['with exceptions in the middle', (depth) => depth === 1],
])('Git itself says the same, for patterns of every form at every depth, %s', (_, takesBack) => {
  rmSync(join(root, '.git'), { recursive: true });
  spawnSync('git', ['init', '--quiet', root]);
  const names = ['one', 'two', 'three', 'four/five', 'six/seven', 'eight', 'nine/x', 'teen', 'a/m/n/z', 'kept', 'cx'];
  names.push('!odd', '#odd', 'space', 'bad.d', 'good.d', 'my', 'fine', 'kept/inner/x', 'deep/one', 'a/z', 'sub/three');
  const places = ['.', 'deep', 'with [brackets] & (more)', 'deep/one/two', 'q/!r', 'star*'];
  for (const place of places) {
    const depth = place === '.' ? 0 : place.split('/').length;
    const patterns = takesBack(depth) ? [...LEAVING_OUT, ...TAKING_BACK] : LEAVING_OUT;
    put(join(place, '.gitignore'), `${patterns.join('\n')}\n`);
    for (const name of names) app(join(place, name));
  }
  // Patterns of two files, of which the upper one does not speak about the same.
  put('other/.gitignore', 'fine\n');
  for (const name of ['other/fine', 'other/my', 'other/plain', 'other/one']) app(name);
  const list = ['ls-files', '-z', '--others', '--exclude-standard', '*fastapi-container.json'];
  const listed = spawnSync('git', ['-C', root, '-c', 'core.quotePath=false', ...list], { encoding: 'utf8' });
  const expected = listed.stdout.split('\0').filter((path) => path !== '');
  expect(expected.length).toBeGreaterThan(5);
  expect(findApps(root).sort()).toEqual(expected.map((path) => dirname(path)).sort());
});
