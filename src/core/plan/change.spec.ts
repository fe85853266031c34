import { asText } from '../../io/disk';
import { toMakeRoom } from './change';

function wayOut(bytes: Buffer): string {
  const found = asText(bytes);
  return found.kind === 'other' ? toMakeRoom('requirements.txt', found) : found.kind;
}

test('a text in UTF-16 is to be converted, whichever way round', () => {
  const text = Buffer.from('\uFEFFfastapi\n', 'utf16le');
  const fix = 'iconv -f UTF-16 -t UTF-8 requirements.txt > utf8.txt && mv utf8.txt requirements.txt';
  expect(wayOut(text)).toContain(fix);
  expect(wayOut(Buffer.from(text).swap16())).toContain(fix);
});

test('a text in another encoding is to be saved anew', () => {
  expect(wayOut(Buffer.from('# gr\u00FCn', 'latin1'))).toBe('save it in UTF-8, which editors offer');
});

test('what is no text is to be moved away', () => {
  const directory = { kind: 'other', what: 'a directory is in its place' } as const;
  expect(toMakeRoom('requirements.txt', directory)).toBe('move it away, so that requirements.txt can be written');
});
