import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { InvalidInputError } from '../src/core/text/problems';
import type { Change } from '../src/core/plan/change';
import { planOnDisk, readApp } from '../src/io/app';
import { applyChanges } from '../src/io/disk';
import sync from '../src/nx/generators/sync/generator';

/** Every state in which a file can be found, through the door of the disk and through that of Nx. */
let root: string;
let app: string;

function put(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(app, path)), { recursive: true });
  writeFileSync(join(app, path), text);
}

const bytes = (path: string) => readFileSync(join(app, path));
const text = (path: string) => bytes(path).toString('utf8');

function synth(): Change[] {
  const changes = planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders'));
  applyChanges(app, changes);
  return changes;
}

/** What `nx sync` does, and what it says about what it leaves alone. */
function nxSync(): string {
  const tree = new FsTree(root, false);
  const warned: string[] = [];
  const warn = jest.spyOn(console, 'warn').mockImplementation((line: string) => void warned.push(line));
  try {
    const { outOfSyncMessage = '' } = sync(tree);
    flushChanges(root, tree.listChanges());
    return [outOfSyncMessage, ...warned].join('\n');
  } finally {
    warn.mockRestore();
  }
}

const fate = (changes: readonly Change[], path: string) => changes.find((change) => change.path === path);

function reasonOf(changes: readonly Change[], path: string): string | undefined {
  const change = fate(changes, path);
  return change && 'reason' in change ? change.reason : undefined;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-edges-'));
  app = join(root, 'apps/orders');
  writeFileSync(join((mkdirSync(join(root, '.git')), root), 'nx.json'), '{}');
  put('fastapi-container.json', '{ "name": "orders" }\n');
  synth();
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.each([
  ['the disk', () => void synth()],
  ['Nx', () => void nxSync()],
])('through %s', (_, regenerate) => {
  function change(options: object): void {
    put('fastapi-container.json', JSON.stringify({ name: 'orders', ...options }));
    regenerate();
  }

  test('a symbolic link in the place of a file is left, and what it leads to is not written', () => {
    const elsewhere = join(root, 'elsewhere');
    writeFileSync(elsewhere, text('Dockerfile'));
    rmSync(join(app, 'Dockerfile'));
    symlinkSync(elsewhere, join(app, 'Dockerfile'));
    const before = readFileSync(elsewhere, 'utf8');
    change({ port: 9000 });
    expect(readFileSync(elsewhere, 'utf8')).toBe(before);
    expect(lstatSync(join(app, 'Dockerfile')).isSymbolicLink()).toBe(true);
  });

  test('a directory that is a link out of the app is not written into', () => {
    const elsewhere = join(root, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(app, 'shop'));
    change({ app: 'shop.main:app', port: 9000 });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(text('Dockerfile')).toContain('EXPOSE 9000');
  });

  test('a file in the place of a directory is left', () => {
    put('shop', 'mine');
    change({ app: 'shop.main:app', port: 9000 });
    expect(text('shop')).toBe('mine');
    expect(text('Dockerfile')).toContain('EXPOSE 9000');
  });

  test('a directory in the place of a file is left', () => {
    rmSync(join(app, 'Dockerfile'));
    put('Dockerfile/mine', 'mine');
    change({ health: { live: '/alive' } });
    expect(text('Dockerfile/mine')).toBe('mine');
    expect(text('orders/_container/__init__.py')).toContain('/alive');
  });

  test('CRLF, a byte order mark and a missing final newline stay', () => {
    put('Dockerfile', text('Dockerfile').replaceAll('\n', '\r\n'));
    put('requirements.txt', `\uFEFFsqlalchemy\r\n${text('requirements.txt')}boto3`);
    change({ port: 9000, server: 'granian' });
    expect(text('Dockerfile')).toMatch(/\r\nEXPOSE 9000\r\n/);
    expect(text('Dockerfile')).not.toMatch(/[^\r]\n/);
    expect(text('requirements.txt')).toMatch(/^\uFEFFsqlalchemy\r\n# >>>[^]*\ngranian.*\n# <<<.*\nboto3$/);
  });

  test('a file that is not in UTF-8 is left, byte for byte', () => {
    const latin = Buffer.concat([Buffer.from('# gr'), Buffer.from([0xfc]), Buffer.from(`n\n${text('Dockerfile')}`)]);
    put('Dockerfile', latin);
    change({ health: { live: '/alive' } });
    expect(bytes('Dockerfile').equals(latin)).toBe(true);
    expect(text('orders/_container/__init__.py')).toContain('/alive');
  });

  test('requirements with an unfinished merge are left, and so is everything else', () => {
    const merge = `<<<<<<< HEAD\n${text('requirements.txt')}=======\nfastapi\n>>>>>>> other\n`;
    const dockerfile = text('Dockerfile');
    put('requirements.txt', merge);
    try {
      change({ port: 9000 });
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
    }
    expect(text('requirements.txt')).toBe(merge);
    expect(text('Dockerfile')).toBe(dockerfile);
  });

  test('a second run changes nothing', () => {
    change({ port: 9000, workers: 2 });
    const before = readdirSync(app, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), lstatSync(join(entry.parentPath, entry.name)).mtimeMs]);
    regenerate();
    for (const [path, time] of before) expect(lstatSync(String(path)).mtimeMs).toBe(time);
  });
});

test('where a birth is impossible nothing is written, and one thing in the way is one problem', () => {
  const fresh = join(root, 'apps/fresh');
  mkdirSync(fresh);
  symlinkSync(root, join(fresh, 'fresh'));
  writeFileSync(join(fresh, 'fastapi-container.json'), '{}');
  const plan = () => planOnDisk(fresh, 'apps/fresh', readApp(fresh, 'apps/fresh'));
  expect(plan).toThrow(/^1 problem in [^]*fresh is a symbolic link that leads out of the app/);
  expect(nxSync()).toContain('fresh is a symbolic link that leads out of the app');
  expect(readdirSync(fresh).sort()).toEqual(['fastapi-container.json', 'fresh']);
});

test('each is named, with the reason', () => {
  rmSync(join(app, 'Dockerfile'));
  symlinkSync('elsewhere', join(app, 'Dockerfile'));
  put('shop', 'mine');
  put('.dockerignore', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
  put('fastapi-container.json', JSON.stringify({ name: 'orders', app: 'shop.main:app' }));
  const changes = synth();
  expect(reasonOf(changes, 'Dockerfile')).toBe('a symbolic link is in its place, which leads to no file');
  expect(reasonOf(changes, 'shop/_container/__init__.py')).toBe('shop is in the way: it is not a directory');
  expect(reasonOf(changes, '.dockerignore')).toContain('it is in UTF-16, not in UTF-8');
  const said = nxSync();
  for (const part of ['orders in apps/orders', 'a symbolic link is in its place', 'npx fastapi-container check']) {
    expect(said).toContain(part);
  }
});

test('a read-only file is replaced and stays read-only; Nx, which writes into the file, refuses before it begins', () => {
  const dockerfile = text('Dockerfile');
  chmodSync(join(app, 'Dockerfile'), 0o444);
  put('fastapi-container.json', '{ "name": "orders", "port": 9000, "health": { "live": "/alive" } }');
  const container = text('orders/_container/__init__.py');
  expect(nxSync()).toContain('apps/orders/Dockerfile is read-only');
  expect([text('Dockerfile'), text('orders/_container/__init__.py')]).toEqual([dockerfile, container]);
  synth();
  expect(text('Dockerfile')).toContain('EXPOSE 9000');
  expect(lstatSync(join(app, 'Dockerfile')).mode & 0o777).toBe(0o444);
});

test('an options file that is a link, or holds an unfinished merge, is told as such', () => {
  const options = text('fastapi-container.json');
  put('fastapi-container.json', `<<<<<<< HEAD\n${options}=======\n{}\n>>>>>>> other\n`);
  expect(() => readApp(app, 'apps/orders')).toThrow('an unfinished Git merge is in it');
  rmSync(join(app, 'fastapi-container.json'));
  writeFileSync(join(root, 'shared.json'), options);
  symlinkSync('../../shared.json', join(app, 'fastapi-container.json'));
  expect(() => readApp(app, 'apps/orders')).toThrow('a symbolic link is in its place');
});

test('an app below another one keeps its files', () => {
  put('other/fastapi-container.json', '{ "name": "other", "app": "main:app" }');
  const inner = join(app, 'other');
  applyChanges(inner, planOnDisk(inner, 'other', readApp(inner, 'other')));
  expect(synth().filter(({ action }) => action !== 'unchanged')).toEqual([]);
  expect(text('other/_container/__init__.py')).toContain('LIVE_PATH');
});

test('what a killed run left beside its file is removed by the next one', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  put(`.Dockerfile.${String(pid)}.fastapi-container.tmp`, 'half of it');
  put('fastapi-container.json', '{ "name": "orders", "port": 9000 }');
  synth();
  expect(readdirSync(app).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
