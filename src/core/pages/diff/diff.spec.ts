import { html, type Part } from '../markup';
import { rowsOfEach } from './budget';
import { cut, marked } from './marks';
import { diffRows } from './rows';
import { diffTable } from './table';

const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');
const markup = (part: Part) => html`${part}`.html;

test('lines that went stand beside those that came, with their numbers', () => {
  const before = text('a', 'b', 'c', 'd');
  const after = text('a', 'B', 'd', 'e', 'f');
  expect(diffRows(before, after)).toEqual([
    [
      { kind: 'same', before: { line: 1, text: 'a' }, after: { line: 1, text: 'a' } },
      { kind: 'changed', before: { line: 2, text: 'b' }, after: { line: 2, text: 'B' } },
      { kind: 'removed', before: { line: 3, text: 'c' } },
      { kind: 'same', before: { line: 4, text: 'd' }, after: { line: 3, text: 'd' } },
      { kind: 'added', after: { line: 4, text: 'e' } },
      { kind: 'added', after: { line: 5, text: 'f' } },
    ],
  ]);
});

test('far from each other, changes are in hunks of their own', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${String(index)}`);
  const changed = lines.map((line, index) => (index === 2 || index === 37 ? `${line}!` : line));
  const hunks = diffRows(text(...lines), text(...changed));
  expect(hunks.map((rows) => rows[0]?.before?.line)).toEqual([1, 35]);
});

test('a file that is not there is all new, and a missing line end is told', () => {
  expect(diffRows('', 'a\n')).toEqual([[{ kind: 'added', after: { line: 1, text: 'a' } }]]);
  expect(diffRows('a\n', 'a')).toEqual([
    [{ kind: 'changed', before: { line: 1, text: 'a' }, after: { line: 1, text: 'a', unended: true } }],
  ]);
  expect(markup(diffTable('', { hunks: diffRows('a\n', 'a'), most: 9, rest: '' }))).toContain('no line end');
});

test('other line ends are seen, though nothing else differs', () => {
  expect(markup(diffTable('', { hunks: diffRows('a\r\n', 'a\n'), most: 9, rest: '' }))).toContain('<mark>\\r</mark>');
});

test.each([
  ['EXPOSE 8000', 'EXPOSE 9000', ['EXPOSE ', '8000', ''], ['EXPOSE ', '9000', '']],
  ['port=8000, x', 'port=8001, x', ['port=', '8000', ', x'], ['port=', '8001', ', x']],
  ['a b', 'a b c', ['a b', '', ''], ['a b', ' c', '']],
  ['abcdef', 'uvwxyz', ['abcdef', '', ''], ['uvwxyz', '', '']],
  ['say 🎉 now', 'say 🎊 now', ['say ', '🎉', ' now'], ['say ', '🎊', ' now']],
])('%j and %j differ in whole words and whole characters', (before, after, left, right) => {
  expect(marked(before, after)).toEqual([left, right]);
});

test('of a line that nobody reads, what differs is shown', () => {
  const long = (middle: string) => `${'x '.repeat(2000)}${middle}${' y'.repeat(2000)}`;
  const [left] = marked(long('one'), long('two'));
  const [before, middle, after] = cut(left);
  expect(middle).toBe('one');
  expect(before.startsWith('… ')).toBe(true);
  expect(after.endsWith(' …')).toBe(true);
  expect(before.length + middle.length + after.length).toBeLessThan(310);
  expect(
    cut(['🎉'.repeat(400), '', ''])
      .join('')
      .replaceAll('🎉', ''),
  ).toBe(' …');
});

test('no more rows than are asked for, and how many more there are', () => {
  const hunks = diffRows('', text(...Array.from({ length: 1500 }, (_, index) => String(index))));
  const page = markup(diffTable('Dockerfile', { hunks, most: 10, rest: 'npx fastapi-container check a' }));
  expect(page.match(/<tr>/g)).toHaveLength(11);
  expect(page).toContain('1,490 more rows of this difference');
  expect(page).toContain('<code>npx fastapi-container check a</code>');
  expect(diffTable('', { hunks: [], most: 10, rest: '' })).toBeUndefined();
});

test('the rows of a page are shared: short differences stay whole, long ones get as much as each other', () => {
  expect(rowsOfEach([5, 20, 30], 1000)).toBe(400);
  expect(rowsOfEach([5000], 1000)).toBe(400);
  expect(rowsOfEach([10, 300, 300], 210)).toBe(100);
  expect(
    rowsOfEach(
      Array.from({ length: 1000 }, () => 60),
      20_000,
    ),
  ).toBe(20);
  expect(rowsOfEach([])).toBe(400);
});
