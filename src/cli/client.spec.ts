import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client } from './commands/client';
import { toldBy } from '../../test/support/told';

/** A directory with an app in it, and nothing that says what it is. */
let top: string;
const before = process.cwd();

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-client-')));
  mkdirSync(join(top, 'apps/orders'), { recursive: true });
  writeFileSync(join(top, 'apps/orders/fastapi-container.json'), '{ "name": "orders" }\n');
  writeFileSync(join(top, 'package.json'), '{\n  "name": "shop"\n}\n');
  process.chdir(top);
});

afterEach(() => {
  process.chdir(before);
  rmSync(top, { recursive: true });
  jest.restoreAllMocks();
});

const told = (...words: string[]) => toldBy(client, words);

const listed = () => readdirSync(top, { recursive: true }).map(String).sort();
const read = (path: string) => readFileSync(join(top, path), 'utf8');

test('a library is made, the package manager is told of it, and the second time nothing happens', () => {
  const first = told('libs/orders-client', '--app', 'apps/orders');
  expect(first).toMatch(/created {5}package\.json[^]*updated {5}package\.json of the workspace/);
  expect(first).toMatch(/Next: `.* run openapi apps\/orders`, then `npm install`, then `npm run --workspace/);
  expect(JSON.parse(read('package.json'))).toEqual({ name: 'shop', workspaces: ['libs/orders-client'] });
  expect(read('libs/orders-client/openapi-ts.config.ts')).toContain("'../../apps/orders/openapi.json'");
  const tree = listed().map((path) => path);
  expect(told('libs/orders-client', '--app=apps/orders')).toBe('libs/orders-client: nothing to do');
  expect(listed()).toEqual(tree);
});

test('a name that another package of the workspace has is refused, and nothing is written', () => {
  told('libs/c', '--app', 'apps/orders', '--name', 'shopc');
  const tree = listed();
  expect(told('libs/c2', '--app', 'apps/orders', '--name', 'shopc')).toMatch(
    /name = "shopc"[^]*the package in libs\/c\/package\.json/,
  );
  expect(listed()).toEqual(tree);
  expect(told('libs/c', '--app', 'apps/orders', '--name', 'shopc')).toBe('libs/c: nothing to do');
});

test('another name for a client that is there is refused, and its own may be typed again', () => {
  told('libs/orders-client', '--app=apps/orders', '--name=@acme/one');
  const same = told('libs/orders-client', '--app=apps/orders', '--name=@acme/one');
  expect(same).toBe('libs/orders-client: nothing to do');
  const other = told('libs/orders-client', '--app=apps/orders', '--name=@acme/two');
  expect(other).toMatch(/name = "@acme\/two"\n.*does nothing[^]*"name" in libs\/orders-client\/package\.json/);
});

test('from within a directory of a repository, paths are those of the repository', () => {
  mkdirSync(join(top, '.git'));
  process.chdir(join(top, 'apps'));
  told('../libs/orders-client', '--app', 'orders');
  expect(read('libs/orders-client/openapi-ts.config.ts')).toContain("'../../apps/orders/openapi.json'");
  expect(JSON.parse(read('package.json'))).toMatchObject({ workspaces: ['libs/orders-client'] });
});

test.each<[string[], RegExp]>([
  [[], /2 problems[^]*directory = \[\][^]*is missing[^]*--app[^]*is missing/],
  [['libs/a', 'libs/b', '--app=apps/orders'], /is given more than once/],
  [['libs/a', '--app=apps/none'], /--app = "apps\/none"[^]*holds no app/],
  [['../a', '--app=apps/orders'], /is outside of/],
  [['apps/orders', '--app=apps/orders'], /holds something else: fastapi-container\.json/],
  [['.', '--app=apps/orders'], /is the root of the workspace|holds something else/],
  [["it's", '--app=apps/orders'], /characters that tools trip over/],
  [['libs/a', '--app=apps/orders', '--tool=kubb', '--name=A B'], /2 problems[^]*name = "A B"[^]*tool = "kubb"/],
])('%j is refused, and nothing is written', (words, said) => {
  const tree = listed();
  expect(told(...words)).toMatch(said);
  expect(listed()).toEqual(tree);
});

test('an app of another workspace is none of this one', () => {
  for (const path of ['.git', 'frontend/nx.json']) mkdirSync(join(top, path, '..'), { recursive: true });
  mkdirSync(join(top, '.git'));
  writeFileSync(join(top, 'frontend/nx.json'), '{}');
  const tree = listed();
  expect(told('frontend/libs/orders-client', '--app', 'apps/orders')).toMatch(/outside of the workspace of the client/);
  expect(listed()).toEqual(tree);
});

test('what is in another encoding is told as what it is, and decides all the same', () => {
  const latin1 = (text: string) => Buffer.from(`${text} # caf\u00E9\n`, 'latin1');
  told('libs/orders-client', '--app', 'apps/orders');
  writeFileSync(join(top, 'libs/orders-client/openapi-ts.config.ts'), latin1('//'));
  expect(told('libs/orders-client', '--app', 'apps/orders')).toMatch(/openapi-ts\.config\.ts\n.*not in UTF-8/);
  writeFileSync(join(top, 'pnpm-workspace.yaml'), latin1('packages: []'));
  const before = read('package.json');
  expect(told('libs/other', '--app', 'apps/orders')).toContain('add libs/other to the packages in pnpm-workspace.yaml');
  expect(read('package.json')).toBe(before);
});
