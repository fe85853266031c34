import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { UV_VERSION } from '../core/python/packages';
import type { Interpreter } from './python';
import { hostUv } from './uv';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-uv-'));
const before = { PATH: process.env.PATH, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME };
const interpreter = { command: ['no-python-is-asked'], executable: 'no-python-is-asked' } as unknown as Interpreter;

/** The uv that is taken where the user's own answers so. The one of this package is installed already. */
function taken(name: string, answer: string): string {
  const bin = join(root, name);
  mkdirSync(bin);
  writeFileSync(join(bin, 'uv'), `#!/bin/sh\n${answer}\n`);
  chmodSync(join(bin, 'uv'), 0o755);
  process.env.PATH = `${bin}${delimiter}${before.PATH ?? ''}`;
  return hostUv(interpreter, process.env);
}

beforeAll(() => {
  process.env.XDG_CACHE_HOME = root;
  mkdirSync(join(root, `fastapi-container/uv-${UV_VERSION}/bin`), { recursive: true });
  writeFileSync(join(root, `fastapi-container/uv-${UV_VERSION}/bin/uv`), '');
});

afterAll(() => {
  process.env.PATH = before.PATH;
  if (before.XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before.XDG_CACHE_HOME;
  rmSync(root, { recursive: true });
});

test.each([
  ['new enough', 'echo "uv 0.10.0"', true],
  ['newer, with what it was built from', 'echo "uv 1.2.3 (abc 2026-11-01)"', true],
  ['too old', 'echo "uv 0.4.30"', false],
  ['broken', 'echo "uv 0.13.0"; exit 1', false],
  ['something else of that name', 'echo "hello"', false],
])('a uv of the user’s own that is %s', (name, answer, isTaken) => {
  const own = taken(name.replaceAll(' ', '-'), answer);
  expect(own === 'uv').toBe(isTaken);
  if (!isTaken) expect(own).toContain(`uv-${UV_VERSION}`);
});
