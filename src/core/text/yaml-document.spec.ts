import { parse } from 'yaml';
import { remark, titled, yamlDocument } from './yaml-document';

test('comments stand behind values and above them, and parts have an empty line before them', () => {
  const text = yamlDocument(
    {
      on: { push: null },
      jobs: { one: { uses: remark('a@b', 'v1') }, two: [titled('first\nsecond\n', 'What it does'), 'third'] },
      none: undefined,
    },
    ['jobs'],
  );
  expect(text).toBe(`on:
  push:

jobs:
  one:
    uses: a@b # v1

  two:
    # What it does
    - |
      first
      second
    - third
`);
  expect(parse(text)).toEqual({
    on: { push: null },
    jobs: { one: { uses: 'a@b' }, two: ['first\nsecond\n', 'third'] },
  });
});

test('a member can have its comment above', () => {
  expect(yamlDocument({ list: titled(['a'], 'Why') })).toBe('# Why\nlist:\n  - a\n');
});

test('no reader takes a text for something else', () => {
  const values = ['on', 'yes', '1', '3.10', '0o7', '12:30', '', '~', '# a', '*', '$A: b', "it's", 'a: "b"', '${{ a }}'];
  const text = yamlDocument({ values });
  for (const version of ['1.1', '1.2'] as const) expect(parse(text, { version })).toEqual({ values });
});
