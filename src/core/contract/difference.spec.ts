import { firstDifference } from './difference';

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const before = { openapi: '3.1.0', paths: { '/items': { get: { tags: ['a', 'b'], operationId: 'list' } } } };

test.each<[string, unknown, string | undefined]>([
  ['the same', before, undefined],
  ['another value', { ...before, openapi: '3.2.0' }, 'openapi: "3.1.0" became "3.2.0"'],
  ['a member more', { ...before, info: { title: 't' } }, 'info: nothing became {"title":"t"}'],
  [
    'a member less',
    { openapi: '3.1.0' },
    'paths: {"/items":{"get":{"tags":["a","b"],"operationId":"list"}}} became nothing',
  ],
  [
    'an item of a list',
    { ...before, paths: { '/items': { get: { tags: ['a'], operationId: 'list' } } } },
    'paths."/items".get.tags.1: "b" became nothing',
  ],
  [
    'a list in the place of an object',
    { ...before, paths: [] },
    'paths: {"/items":{"get":{"tags":["a","b"],"operationId":"list"}}} became []',
  ],
  ['another order', { paths: before.paths, openapi: '3.1.0' }, 'the document: its members are in another order'],
  ['a member that every object seems to have', { ...before, constructor: 1 }, 'constructor: nothing became 1'],
])('%s', (_, after, difference) => {
  expect(firstDifference(text(before), text(after))).toBe(difference);
});

test('what Git does to ends of lines is none', () => {
  expect(firstDifference(text(before).replaceAll('\n', '\r\n'), text(before))).toBeUndefined();
});

test.each(['', '<<<<<<< ours\n{}\n', '[]', 'null'])('what is no document is told as that: %j', (broken) => {
  expect(firstDifference(broken, text(before))).toBe('what is there is no JSON object');
});

test('a layout that a formatter made is told apart from the contents', () => {
  expect(firstDifference(JSON.stringify(before), text(before))).toContain('.prettierignore');
});

test('a long value is cut', () => {
  const difference = firstDifference(text({ a: 'x'.repeat(500) }), text({ a: 'y' }));
  expect(difference?.length).toBeLessThan(120);
});
