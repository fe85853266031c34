import { decode } from './listing';
import { utf16Of } from './utf-16';

const TEXT = '# Größe, 大小\nfrom fastapi import FastAPI\n\napp = FastAPI(title="Größe")\n';

const le = (text: string) => Buffer.from(text, 'utf16le');
const be = (text: string) => le(text).swap16();

test.each([
  ['with its mark', le(`\uFEFF${TEXT}`), 'le'],
  ['with its mark, the other way round', be(`\uFEFF${TEXT}`), 'be'],
  ['without a mark', le(TEXT), 'le'],
  ['without a mark, the other way round', be(TEXT), 'be'],
] as const)('a text in UTF-16 is read, and known as such, %s', (_, bytes, order) => {
  expect(utf16Of(bytes)).toBe(order);
  const { text, encoding } = decode(bytes);
  expect([text.replace('\uFEFF', ''), encoding]).toEqual([TEXT, 'UTF-16']);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['UTF-8', Buffer.from(TEXT)],
  ['a zero in a text', Buffer.from(`a\0${TEXT}`)],
  ['zeros', Buffer.alloc(100)],
  ['a program', Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex')],
])('%s is none', (_, bytes) => {
  expect(utf16Of(bytes)).toBeUndefined();
});
