import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockAgain } from './release-locks';

let root: string;
const path = process.env.PATH;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'release-locks-'));
  mkdirSync(join(root, 'bin'));
  mkdirSync(join(root, 'libs/shared'), { recursive: true });
  writeFileSync(join(root, 'libs/shared/uv.lock'), 'version = 1\n');
  process.env.PATH = `${join(root, 'bin')}:${path ?? ''}`;
});

afterEach(() => {
  process.env.PATH = path;
  rmSync(root, { recursive: true });
});

/** The uv of this machine, if there is one, is not what is tested. */
function uv(script: string): void {
  writeFileSync(join(root, 'bin/uv'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'bin/uv'), 0o755);
}

test('a lock that was made again is told to Nx', () => {
  uv('echo "version = 2" > uv.lock');
  expect(lockAgain(root, ['libs/shared'], false)).toEqual(['libs/shared/uv.lock']);
});

test('where it fails the message says what was written by then', () => {
  uv('exit 2');
  const lock = () => lockAgain(root, ['libs/shared'], false);
  expect(lock).toThrow('1 problem in the release. The new versions are in the pyproject.toml files already');
  expect(lock).not.toThrow('Nothing was written');
  expect(lock).toThrow('uv ended with exit code 2');
});
