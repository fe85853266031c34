import { nameOf, readRequirements, valuesOf } from './requirement-lines';

const only = (text: string) => {
  const lines = readRequirements(text);
  expect(lines).toHaveLength(1);
  const { raw: _raw, number: _number, text: _text, ...understood } = lines[0] ?? {};
  return understood;
};

test.each<[string, object]>([
  ['fastapi', { kind: 'package', name: 'fastapi', extras: [], specifier: '', hashes: [] }],
  [
    'Zope.Interface [a,B] >= 1, <2 ; python_version < "3" # why',
    {
      kind: 'package',
      name: 'zope-interface',
      extras: ['a', 'b'],
      specifier: '>= 1,<2',
      marker: 'python_version < "3"',
      hashes: [],
    },
  ],
  ['a@https://x/y.zip', { kind: 'package', name: 'a', extras: [], specifier: '', url: 'https://x/y.zip', hashes: [] }],
  ['a==1 \\\n  --hash=sha256:x \\\n  --hash sha256:y\n', { kind: 'package', hashes: ['sha256:x', 'sha256:y'] }],
  ['-e .[dev]', { kind: 'location', location: '.[dev]', editable: true, hashes: [] }],
  ['--editable=git+https://x/y#egg=A_b', { kind: 'location', name: 'a-b', editable: true }],
  ['./libs/x', { kind: 'location', location: './libs/x', editable: false }],
  ['x-1.0-py3-none-any.whl', { kind: 'location', editable: false }],
  ["-r 'a b.txt' -c c.txt", { kind: 'options', options: [{ name: '--requirement', value: 'a b.txt' }, {}] }],
  ['--pre --extra https://x', { kind: 'options', options: [{ name: '--pre' }, { name: '--extra-index-url' }] }],
  ['--new-option-of-pip=1', { kind: 'options', options: [{ name: '--new-option-of-pip', value: '1' }] }],
  ['# a comment \\', { kind: 'blank' }],
  ['fastapi 1.0', { kind: 'unreadable' }],
  ['fastapi=1.0', { kind: 'unreadable' }],
  ['-r', { kind: 'unreadable' }],
  ['--req x', { kind: 'unreadable' }],
  ['a; python_version', { kind: 'unreadable' }],
])('%j', (text, understood) => {
  expect(only(text)).toMatchObject(understood);
});

test('a line tells where it begins, whatever the ends of the lines are', () => {
  const text = '\uFEFFa\r\n\f\n# c\nb \\\r\n  --hash=x:y\rc \\\n# ends it\nd\\';
  const lines = readRequirements(text).filter(({ kind }) => kind !== 'blank');
  expect(lines.map((line) => [nameOf(line), line.number])).toEqual([
    ['a', 1],
    ['b', 5],
    ['c', 7],
    ['d', 9],
  ]);
  expect(readRequirements('a\nb', 7).map(({ number }) => number)).toEqual([7, 8]);
});

test('values of an option are found under all of its names', () => {
  const [line] = readRequirements('-i https://a --pypi-url https://b --index-url=https://c');
  expect(line && valuesOf(line, '--index-url')).toEqual(['https://a', 'https://b', 'https://c']);
});

test.each([
  ['brackets', '['.repeat(2e5)],
  ['spaces', `a${' '.repeat(2e5)}b`],
  ['hashes', '# '.repeat(1e5)],
  ['backslashes', '\\'.repeat(2e5)],
  ['hyphens', `a${'-'.repeat(2e5)}`],
  ['clauses', `a${'>=1,'.repeat(5e4)}`],
  ['quotes', `-r ${'"'.repeat(2e5 + 1)}`],
  ['continuations', 'a \\\n'.repeat(5e4)],
])('many %s are read to the end', (_, text) => {
  // A reading that takes more than linear time would take hours.
  expect(readRequirements(text).length).toBeGreaterThan(0);
});
