import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { library } from './commands/library';
import { toldBy } from '../../test/support/told';

const PYPROJECT = '[project]\nname = "aa"\nversion = "1.0"\n[build-system]\nrequires = ["flit_core>=3.11,<4"]\n';
const LATIN_1 = Buffer.from(`${PYPROJECT}# caf\u00E9\n`, 'latin1');
const UTF_16 = Buffer.from(`\uFEFF${PYPROJECT}`, 'utf16le');

/** A repository with an app. */
let top: string;
const before = process.cwd();

function put(path: string, contents: string | Buffer): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), contents);
}

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-library-')));
  mkdirSync(join(top, '.git'));
  put('apps/orders/fastapi-container.json', '{ "name": "orders" }\n');
  process.chdir(top);
});

afterEach(() => {
  process.chdir(before);
  rmSync(top, { recursive: true });
  jest.restoreAllMocks();
});

const told = (...words: string[]) => toldBy(library, words);

const contents = () =>
  readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, entryBytes(path)]);

function entryBytes(path: string): string {
  try {
    return readFileSync(path, 'hex');
  } catch {
    return 'leads nowhere';
  }
}

test.each<[string, (path: string) => void, RegExp]>([
  [
    'in Latin-1',
    (path) => {
      put(path, LATIN_1);
    },
    /pyproject\.toml\n.*not in UTF-8[^]*save it in UTF-8/,
  ],
  [
    'in UTF-16',
    (path) => {
      put(path, UTF_16);
    },
    /pyproject\.toml\n.*in UTF-16[^]*iconv -f UTF-16/,
  ],
  [
    'a directory',
    (path) => {
      put(`${path}/x`, '');
    },
    /pyproject\.toml\n.*a directory is in its place/,
  ],
  [
    'a link to nowhere',
    (path) => {
      symlinkSync('nowhere', join(top, path));
    },
    /pyproject\.toml\n.*a symbolic link/,
  ],
])('a library whose pyproject.toml is %s is never written over', (_, make, expected) => {
  put('libs/aa/src/aa/__init__.py', 'X = 1\n');
  make('libs/aa/pyproject.toml');
  const there = contents();
  expect(told('libs/aa')).toMatch(expected);
  expect(contents()).toEqual(there);
});

test('nor is what no listing tells: links, and what Git ignores', () => {
  put('.gitignore', 'README.md\n');
  put('libs/aa/README.md', 'mine\n');
  symlinkSync('nowhere', join(top, 'libs/aa/.gitignore'));
  const there = contents();
  expect(told('libs/aa')).toMatch(/libs\/aa\/README\.md\n[^]*libs\/aa\/\.gitignore\n/);
  expect(contents()).toEqual(there);
});

test('options in another encoding are told as what they are', () => {
  put('apps/orders/fastapi-container.json', Buffer.from('{ "name": "orders" } // caf\u00E9\n', 'latin1'));
  const answer = told('libs/q', '--app', 'apps/orders');
  expect(answer).toMatch(/apps\/orders\/fastapi-container\.json\n.*not in UTF-8[^]*save it in UTF-8/);
  expect(readdirSync(top)).toEqual(['.git', 'apps']);
});

test('a link to a library is no second one: the directory itself is named', () => {
  put('real/aa/pyproject.toml', PYPROJECT);
  put('real/aa/src/aa/__init__.py', '');
  mkdirSync(join(top, 'libs'));
  symlinkSync('../real/aa', join(top, 'libs/aa'));
  symlinkSync('real', join(top, 'linked'));
  const there = contents();
  for (const path of ['libs/aa', 'linked/aa', 'linked/new']) {
    const real = path === 'linked/new' ? 'real/new' : 'real/aa';
    expect(told(path, '--app=orders')).toMatch(new RegExp(`is a link to ${real}: [^]*Way out: name ${real}$`));
  }
  expect(contents()).toEqual(there);
  expect(told('real/aa', '--app=orders')).toMatch(/fastapi-container\.json/);
});
