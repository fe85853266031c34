import { isMap, isSeq, type YAMLMap } from 'yaml';
import { yamlNodes } from './yaml-nodes';

const read = (...lines: readonly string[]) => yamlNodes(lines.join('\n'));
const value = (...lines: readonly string[]) => {
  const root = read(...lines)?.root;
  return isMap(root) || isSeq(root) ? (root.toJSON() as unknown) : root;
};

test.each<[string, readonly string[], unknown]>([
  ['an alias', ['a: &x {b: 1}', 'c: *x'], { a: { b: 1 }, c: { b: 1 } }],
  ['an alias in a list', ['a: &x [1, 2]', 'c: [*x, 3]'], { a: [1, 2], c: [[1, 2], 3] }],
  ['an alias of a text', ['a: &x text', 'c: *x'], { a: 'text', c: 'text' }],
  ['a merge', ['a: &x {b: 1, c: 2}', 'd: {<<: *x, c: 3}'], { a: { b: 1, c: 2 }, d: { c: 3, b: 1 } }],
  [
    'several merges, of which the first has the word',
    ['a: &x {b: 1}', 'c: &y {b: 2, d: 4}', 'e:', '  <<: [*x, *y]'],
    { a: { b: 1 }, c: { b: 2, d: 4 }, e: { b: 1, d: 4 } },
  ],
  ['a merge in a merge', ['a: &x {b: 1}', 'c: &y {<<: *x}', 'd: {<<: *y}'], { a: { b: 1 }, c: { b: 1 }, d: { b: 1 } }],
  ['a key that only looks like a merge', ["a: {'<<': 1}"], { a: { '<<': 1 } }],
  ['a merge of what is no map', ['a: &x 1', 'b: {<<: *x, c: 2}'], { a: 1, b: { c: 2 } }],
])('%s is what it stands for', (_, lines, expected) => {
  expect(value(...lines)).toEqual(expected);
});

test('each part has the line on which it was written', () => {
  const yaml = read('x-base: &base', '  build: ./svc', 'services:', '  web:', '    <<: *base', '    command: run');
  const web = (yaml?.root as YAMLMap).getIn(['services', 'web']) as YAMLMap;
  expect(yaml?.lineOf(web.get('build', true))).toBe(2);
  expect(yaml?.lineOf(web.get('command', true))).toBe(6);
  expect(yaml?.lineOf(undefined)).toBeUndefined();
});

test('what stands for more than anybody writes is not read, and neither is what holds itself without an end', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const before = `*l${String(level)}`;
    return `l${String(level + 1)}: &l${String(level + 1)} [${Array<string>(9).fill(before).join(', ')}]`;
  });
  expect(read('l0: &l0 [1]', ...levels)).toBeUndefined();
  expect(read('a: &a', '  b: 1', '  c: *a')).toBeUndefined();
});

test('what is no YAML is not read', () => {
  expect(read('a: [')).toBeUndefined();
  expect(read('a: *nowhere')).toBeUndefined();
});
