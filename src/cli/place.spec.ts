import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInputError } from '../core/text/problems';
import { COMMANDS } from './commands';
import { parseCommandLine } from './parse';

/** A repository with an app, beside it one that is somebody else's, and links. */
let top: string;
const before = process.cwd();

const APP = '{ "name": "orders" }\n';

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-place-')));
  for (const path of ['here/.git', 'here/apps/orders', 'here/apps/flask', 'there/orders', 'there/legacy'])
    mkdirSync(join(top, path), { recursive: true });
  for (const path of ['here/apps/orders', 'there/orders'])
    writeFileSync(join(top, path, 'fastapi-container.json'), APP);
  writeFileSync(join(top, 'there/legacy/main.py'), 'from fastapi import FastAPI\napp = FastAPI()\n');
  writeFileSync(join(top, 'here/README.md'), '');
  symlinkSync('../there', join(top, 'here/out'));
  symlinkSync(join(top, 'there/new'), join(top, 'here/nowhere'));
  symlinkSync('apps', join(top, 'here/in'));
  process.chdir(join(top, 'here'));
});

afterEach(() => {
  process.chdir(before);
  rmSync(top, { recursive: true });
  jest.restoreAllMocks();
});

async function told(name: string, ...words: string[]): Promise<string> {
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) throw new Error(`there is no ${name}`);
  const lines: string[] = [];
  const add = (line: unknown) => void lines.push(String(line));
  jest.spyOn(console, 'log').mockImplementation(add);
  jest.spyOn(console, 'error').mockImplementation(add);
  try {
    const code = await command.run(parseCommandLine(command, words));
    return `${String(code)} ${lines.join('\n')}`;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.message;
  }
}

const listed = () => readdirSync(join(top, 'there'), { recursive: true }).map(String).sort();

const OUTSIDE: readonly (readonly [string, (path: string) => string])[] = [
  ['by going up', (path) => `../there/${path}`],
  ['by going up in the middle', (path) => `apps/x/../../../there/${path}`],
  ['by an absolute path', (path) => join(top, 'there', path)],
  ['through a link', (path) => `out/${path}`],
];

const COMMANDS_TO_TRY: readonly (readonly [string, string, (directory: string) => string[]])[] = [
  ['new', 'fresh/orders', (directory) => [directory]],
  ['adopt', 'legacy', (directory) => [directory]],
  ['check', 'orders', (directory) => [directory]],
  ['synth', 'orders', (directory) => [directory]],
  ['install', 'orders', (directory) => [directory]],
  ['lock', 'orders', (directory) => [directory]],
  ['scan', 'orders', (directory) => [directory]],
  ['report', 'orders', (directory) => [directory]],
  ['run', 'orders', (directory) => ['container-check', directory]],
];

describe.each(OUTSIDE)('out of the repository %s', (_, path) => {
  test.each(COMMANDS_TO_TRY)('%s is refused, and nothing is written there', async (name, directory, words) => {
    const files = listed();
    expect(await told(name, ...words(path(directory)))).toMatch(/outside of the repository .*here/);
    expect(listed()).toEqual(files);
  });
});

test('a link that leads nowhere yet is followed too, and so is a circle, to its end', async () => {
  expect(await told('new', 'nowhere')).toMatch(/outside of the repository/);
  symlinkSync('circle', join(top, 'here/circle'));
  expect(await told('new', 'circle/orders')).toMatch(/circle is a link that does not lead to a directory/);
  expect(existsSync(join(top, 'there/new'))).toBe(false);
});

test('without a repository it is the current directory that counts, and the way out is told', async () => {
  rmSync(join(top, 'here/.git'), { recursive: true });
  expect(await told('new', '../there/fresh')).toMatch(/outside of the directory .*here[^]*git init/);
  expect(await told('check', 'apps/orders')).toMatch(/^1 /);
});

test('a checkout below with the only apps is named, where nothing else is found', async () => {
  process.chdir(top);
  rmSync(join(top, 'there/orders'), { recursive: true });
  for (const [command, ...words] of [['check'], ['synth'], ['run', 'serve']] as const)
    expect(await told(command, ...words)).toMatch(/are in here, which is a Git checkout of its own[^]*cd here/);
});

test.each(['README.md', 'README.md/orders'])('a file is in the way of %s', async (path) => {
  expect(await told('new', path)).toMatch(/README\.md is not a directory/);
});

test.each([
  ['by going up', 'apps/orders', '../../apps/orders'],
  ['by an absolute path', '.', 'ABSOLUTE'],
  ['through a link', '.', 'in/orders'],
  ['from below, beside the workspace of Nx', 'apps/flask', '../orders'],
])('within the repository a path may lead anywhere: %s', async (_, cwd, path) => {
  writeFileSync(join(top, 'here/apps/flask/nx.json'), '{}');
  process.chdir(join(top, 'here', cwd));
  expect(await told('check', path === 'ABSOLUTE' ? join(top, 'here/apps/orders') : path)).toMatch(/^1 /);
});
