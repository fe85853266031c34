import { parseJsonc } from './jsonc';
import { addToJsonList } from './jsonc-list';

/** A text, and the same with another item. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['an empty list', '{"a": []}', '{"a": ["new"]}'],
  ['an empty list with a blank', '{"a": [ ]}', '{"a": [ "new" ]}'],
  ['an empty list over lines', '{\n  "a": [\n  ]\n}\n', '{\n  "a": [\n    "new"\n  ]\n}\n'],
  ['an empty list with tabs', '{\n\t"a": [\n\t]\n}\n', '{\n\t"a": [\n\t\t"new"\n\t]\n}\n'],
  ['nothing but a comment', '{"a": [ /* none yet */ ]}', '{"a": [ /* none yet */ "new" ]}'],
  [
    'nothing but a line of comment',
    '{\n  "a": [\n    // none yet\n  ]\n}\n',
    '{\n  "a": [\n    // none yet\n    "new"\n  ]\n}\n',
  ],
  ['one line', '{"a": ["x", "y"], "b": 1}', '{"a": ["x", "y", "new"], "b": 1}'],
  ['one line with blanks', '{ "a": [ "x" ] }', '{ "a": [ "x", "new" ] }'],
  ['one line that ends in a comma', '{"a": ["x",]}', '{"a": ["x", "new",]}'],
  ['one line with a comment', '{"a": ["x" /* it */]}', '{"a": ["x" /* it */, "new"]}'],
  [
    'one line in a file of many',
    '{\n  "a": ["x"], // kept\n  "b": {}\n}\n',
    '{\n  "a": ["x", "new"], // kept\n  "b": {}\n}\n',
  ],
  ['lines', '{\n  "a": [\n    "x",\n    "y"\n  ]\n}\n', '{\n  "a": [\n    "x",\n    "y",\n    "new"\n  ]\n}\n'],
  ['lines that end in a comma', '{\n  "a": [\n    "x",\n  ]\n}\n', '{\n  "a": [\n    "x",\n    "new",\n  ]\n}\n'],
  [
    'a comment behind the last item',
    '{\n  "a": [\n    "x" // it\n  ]\n}\n',
    '{\n  "a": [\n    "x", // it\n    "new"\n  ]\n}\n',
  ],
  [
    'a comma and a comment behind the last item',
    '{\n  "a": [\n    "x", /* it */\n  ]\n}\n',
    '{\n  "a": [\n    "x", /* it */\n    "new",\n  ]\n}\n',
  ],
  [
    'a comment on a line below the last item',
    '{\n  "a": [\n    "x"\n    // the end\n  ]\n}\n',
    '{\n  "a": [\n    "x",\n    "new"\n    // the end\n  ]\n}\n',
  ],
  ['several items a line', '{"a": [\n  "x", "y",\n  "z", "u"\n]}', '{"a": [\n  "x", "y",\n  "z", "u", "new"\n]}'],
  ['the last bracket behind an item', '{"a": [\n  "x",\n  "y"]}', '{"a": [\n  "x",\n  "y",\n  "new"]}'],
  ['objects', '{"a": [{ "plugin": "p" }]}', '{"a": [{ "plugin": "p" }, "new"]}'],
];

test.each(CASES)('%s', (_, before, after) => {
  expect(addToJsonList(before, ['a'], ['new'])).toBe(after);
  expect(parseJsonc(after, 'a.json').ok).toBe(true);
});

test.each(CASES)('%s, with the line ends of Windows', (_, before, after) => {
  const [from, to] = [before, after].map((text) => text.replaceAll('\n', '\r\n'));
  expect(addToJsonList(from ?? '', ['a'], ['new'])).toBe(to);
});

test('several values keep their order, in lists of both forms', () => {
  expect(addToJsonList('{"a": []}', ['a'], [1, 2, 3])).toBe('{"a": [1, 2, 3]}');
  expect(addToJsonList('{\n  "a": [\n    1\n  ]\n}', ['a'], [2, 3])).toBe('{\n  "a": [\n    1,\n    2,\n    3\n  ]\n}');
});

test('a list below another member is found, and one that is not there is made', () => {
  expect(addToJsonList('{"w": {"packages": ["a"]}}', ['w', 'packages'], ['b'])).toBe('{"w": {"packages": ["a", "b"]}}');
  const made = parseJsonc(addToJsonList('{"w": {}}', ['w', 'packages'], ['b']), 'a.json');
  expect(made).toEqual({ ok: true, value: { w: { packages: ['b'] } } });
  expect(addToJsonList('{}', ['a'], [])).toBe('{}');
});
