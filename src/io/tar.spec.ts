import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tarEntries } from './tar';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-tar-'));
const LONG = `${'a'.repeat(90)}/${'b'.repeat(90)}/${'ü'.repeat(60)}.txt`;

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test.each(['ustar', 'gnu', 'pax'])('reads what tar writes in the format %s', (format) => {
  const directory = join(root, format);
  const files: Record<string, string> = { 'short.txt': 'one', 'empty.txt': '', 'dir/exact.bin': 'x'.repeat(512) };
  // ustar has no place for a longer name.
  if (format !== 'ustar') files[LONG] = 'long';
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  symlinkSync('short.txt', join(directory, 'link'));
  const archive = `${directory}.tar`;
  const { status } = spawnSync('tar', [`--format=${format}`, '-cf', archive, '-C', directory, '.']);
  expect(status).toBe(0);
  const bytes = readFileSync(archive);
  const entries = [...tarEntries((offset, length) => bytes.subarray(offset, offset + length))];
  const read = entries
    .filter(({ kind }) => kind === 'file')
    .map(({ path, offset, size }) => [path, bytes.toString('utf8', offset, offset + size)]);
  expect(Object.fromEntries(read)).toEqual(files);
  expect(entries.map(({ path }) => path)).toEqual(expect.arrayContaining(['link', 'dir']));
  expect(entries.find(({ path }) => path === 'link')).toMatchObject({ size: 0, kind: 'other' });
});

test('stops at the end of an archive that was cut off', () => {
  expect([...tarEntries(() => Buffer.alloc(0))]).toEqual([]);
});
