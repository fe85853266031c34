import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { applyChanges, asText, readAsText } from './disk';

const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-disk-'));
const file = join(directory, 'file');

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What reading says of bytes, which have to be judged as they are. */
function read(bytes: Uint8Array): ReturnType<typeof readAsText> {
  writeFileSync(file, bytes);
  return readAsText(file);
}

test.each([
  ['nothing', '', 'file'],
  ['letters', '61c3a9', 'file'],
  ['the sign for what is no text, which is one', '61efbfbd', 'file'],
  ['a mark of UTF-8', 'efbbbf61', 'file'],
  ['a zero', '6100', 'file'],
  ['Latin-1', '61e9', 'other'],
  ['UTF-16', 'fffe6100', 'other'],
  ['UTF-16 without a mark', '61006200', 'other'],
  ['the other UTF-16 without a mark', '00610062', 'other'],
  ['a surrogate', 'eda080', 'other'],
  ['more bytes than a letter needs', 'c080', 'other'],
  ['half a letter at the end', '61e282', 'other'],
  ['beyond the last letter', 'f4908080', 'other'],
])('a file with %s is read as its bytes say', (_, hex, kind) => {
  const bytes = Buffer.from(hex, 'hex');
  expect(read(bytes)).toEqual(asText(bytes));
  expect(read(bytes).kind).toBe(kind);
});

test('any bytes are read as they are, or not as a text', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, (given) => {
      const existing = read(given);
      expect(existing).toEqual(asText(Buffer.from(given)));
      if (existing.kind === 'file') expect(Buffer.from(existing.text).equals(given)).toBe(true);
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('what the system does not let be written is told, with what was written before', () => {
  writeFileSync(join(directory, 'in-the-way'), '');
  const create = (path: string) => ({ path, ownership: 'managed', action: 'create', after: 'x' }) as const;
  const writing = (...paths: string[]) => {
    try {
      applyChanges(directory, paths.map(create));
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(writing('in-the-way/file')).toMatchObject({
    problems: [
      {
        option: join(directory, 'in-the-way/file'),
        reason: expect.stringMatching(/^cannot be written: .* \(\w+\)$/) as string,
        fix: expect.stringMatching(/run the same command again: it goes on where it stopped$/) as string,
      },
    ],
    written: undefined,
  });
  expect(writing('first', 'in-the-way/file')).toMatchObject({ written: 'Written before that: first.' });
});
