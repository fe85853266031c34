import fc from 'fast-check';
import { parse, parseDocument } from 'yaml';
import { toYaml } from './yaml';

/** Texts that some version of YAML, or some reader, takes for something else. */
const TEMPTING =
  `8000 0123 on off yes no y n true null ~ = << 1 1.5 1e3 1_000 0x1f 0o17 017 12:30:45 2026-11-26 .inf .NaN - --- ... [a]
{a} a:b *a &a !a %a @a \`a |a >a # "#a" 'a' "a" key:`.split(/\s+/);

const readAlike = (value: object) => {
  const text = toYaml(value);
  for (const version of ['1.1', '1.2'] as const) expect(parse(text, { version })).toEqual(value);
};

test.each([...TEMPTING, '', ' a', 'a ', 'a: b', 'a #b', 'two\nlines', 'tab\t', '\u2028', 'é', '$(A) ${B}'])(
  'the text %j is the same text for every reader, as a value and as a key',
  (text) => {
    readAlike({ value: text, list: [text], [text]: 1 });
  },
);

test('any texts, numbers and booleans', () => {
  const scalar = fc.oneof(fc.string(), fc.constantFrom(...TEMPTING), fc.integer(), fc.boolean());
  const key = fc.oneof(fc.string(), fc.constantFrom(...TEMPTING)).filter((name) => !['__proto__', '<<'].includes(name));
  fc.assert(
    fc.property(fc.dictionary(key, fc.oneof(scalar, fc.array(scalar), fc.dictionary(key, scalar))), (value) => {
      readAlike({ ...value });
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('what needs no quotes has none', () => {
  expect(toYaml({ image: 'registry.example.com/orders:1.2', path: '/health/live', flag: '--host=0.0.0.0' })).toBe(
    'image: registry.example.com/orders:1.2\npath: /health/live\nflag: --host=0.0.0.0\n',
  );
});

test('names, paths and references, which have no quotes, are the same text for every reader', () => {
  const letters = fc.constantFrom(...'a e E f F n o y Y x X t r u l s T Z 0 1 _ . / : -'.split(' '));
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 20, maxLength: 20 }), (list) => {
      readAlike({ list, keys: Object.fromEntries(list.map((key) => [key, 1])) });
    }),
    { numRuns: 300, seed: 7 },
  );
  readAlike({
    list: [
      'falsef',
      'abcdef:',
      'abcdef: a',
      '/a/b:/c',
      'a:b:c:d:e',
      'abcdef:1',
      'Infinity',
      'y:00:00',
      './a/b:c',
      './/..:/',
      '${A_1:-8000}',
    ],
  });
});

test('a text is written by the place that it is in, whatever was written before', () => {
  const text = '--- a';
  for (const value of [{ [text]: 1 }, { a: { [text]: text } }, { a: [text, [text]] }, { [text]: [text] }]) {
    readAlike(value);
    readAlike(value);
  }
  const lines = { a: 'one\ntwo\n', b: { c: 'one\ntwo\n' }, 'one\ntwo\n': 1 };
  readAlike(lines);
  expect(toYaml(lines)).toBe(toYaml(lines));
});

test('what holds others is written as the library writes it', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ...TEMPTING,
      'two\nlines',
      'kept\n\n\n',
      ' led\nby a space\n',
      'one\n--- a\n',
      `${'x '.repeat(60)}\ny`,
    ),
  );
  const key = fc.oneof(fc.string(), fc.constantFrom(...TEMPTING)).filter((name) => !['__proto__', '<<'].includes(name));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.oneof(
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, tree, { maxKeys: 4, noNullPrototype: true }), (value) => {
      const written = toYaml(value);
      expect(parse(written)).toEqual(value);
      expect(parseDocument(written).toString({ lineWidth: 0 })).toBe(written);
    }),
    { numRuns: 1000, seed: 7 },
  );
});

test('members that are undefined are left out, and what is left of nothing is empty', () => {
  expect(toYaml({ a: undefined, b: {}, c: [], d: { e: undefined }, f: [undefined, {}] })).toBe(
    'b: {}\nc: []\nd: {}\nf:\n  - null\n  - {}\n',
  );
  expect(toYaml({ a: undefined })).toBe('{}\n');
});
