import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import run from './executor';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-executor-'));

beforeAll(() => {
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  mkdirSync(join(root, 'apps/orders'), { recursive: true });
  // A program of a package, which writes down where it is and what it is given.
  const program = join(root, 'node_modules/.bin/tell');
  writeFileSync(program, '#!/bin/sh\n{ pwd -P; for word in "$@"; do echo "[$word]"; done; } > "$TOLD"\n');
  chmodSync(program, 0o755);
  process.env.TOLD = join(root, 'told');
});

afterAll(() => {
  delete process.env.TOLD;
  rmSync(root, { recursive: true, force: true });
});

const told = () => readFileSync(join(root, 'told'), 'utf8').trimEnd().split('\n').slice(1);

test.each([
  ['--tag=x; touch pwned'],
  ['--tag=$(touch pwned)'],
  ['--tag=`touch pwned`'],
  ["--tag='; touch pwned; '"],
  ['--tag="; touch pwned; "'],
  ['--tag=x" && touch pwned && echo "'],
  ['&& touch pwned'],
  ['--tag=$HOME'],
  ['--tag=*'],
  ['two words'],
  [''],
])('no shell reads %j', async (word) => {
  const command = 'tell --first';
  await expect(run({ command, __unparsed__: [word, 'last'] }, { root })).resolves.toEqual({ success: true });
  expect(told()).toEqual(['[--first]', `[${word}]`, '[last]']);
  expect(existsSync(join(root, 'pwned'))).toBe(false);
});

test('the command is a line for a shell, and words go to its last command', async () => {
  await run({ command: 'true && cd "apps/orders" && tell', __unparsed__: ['--no-cache'] }, { root });
  expect(told()).toEqual(['[--no-cache]']);
});

test('it runs where it is told to', async () => {
  await run({ command: 'tell', cwd: 'apps/orders' }, { root });
  expect(readFileSync(join(root, 'told'), 'utf8').split('\n')[0]).toMatch(/apps\/orders$/);
});

test('what fails fails, and so does what is not there', async () => {
  await expect(run({ command: 'exit 3' }, { root })).resolves.toEqual({ success: false });
  await expect(run({ command: 'no-such-program-anywhere' }, { root })).resolves.toEqual({ success: false });
});
