import { RegExpParser } from '@eslint-community/regexpp';
import fc from 'fast-check';
import { fileSchema, mapValues, type OptionSchema } from '../src/core/input/schema';
import { resolve } from '../src/core/resolve/resolve';
import { Stepper } from './support/backtracking';

/**
 * Options files are read by every command of a workspace, also those of a stranger's branch: a pattern whose work grows
 * faster than the text is a way to stop them all.
 */

interface Pattern {
  readonly path: string;
  readonly pattern: string;
  readonly maxLength: number | undefined;
}

function patternsOf(schema: OptionSchema, path: string): Pattern[] {
  const of = (where: string, { pattern, maxLength }: { pattern?: string; maxLength?: number }): Pattern[] =>
    pattern === undefined ? [] : [{ path: where, pattern, maxLength }];
  const values = mapValues(schema);
  return [
    ...of(path, schema),
    ...of(`the keys of ${path}`, schema.propertyNames ?? {}),
    ...(schema.items ? patternsOf(schema.items, path) : []),
    ...(values ? patternsOf(values, path) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, child]) => patternsOf(child, `${path}.${key}`)),
  ];
}

const PATTERNS = patternsOf(fileSchema, 'options');

/** Steps that a text of a few characters may take, whatever the pattern. */
const FEW = 100;
const LIMIT = 20_000;

/** Endings that most patterns refuse, so that a matcher tries every other way. */
const ENDINGS = ['\n', '!'];

/** Texts that a pattern accepts, but for what it looks ahead for. */
function accepted(pattern: string): fc.Arbitrary<string> {
  const { alternatives } = new RegExpParser().parsePattern(pattern);
  const plain = alternatives.map(({ elements }) =>
    elements
      .map((element) => (element.type === 'Assertion' && element.kind === 'lookahead' ? '' : element.raw))
      .join(''),
  );
  return fc.stringMatching(new RegExp(plain.join('|')), { size: 'small' });
}

/** Texts that a pattern accepts, and what can be made of their pieces: a beginning, something to repeat, an end. */
function pumps(pattern: string): { readonly beginnings: string[]; readonly words: string[] } {
  const samples = fc.sample(accepted(pattern), { numRuns: 40, seed: 7 });
  const beginnings = new Set<string>(['']);
  const words = new Set<string>();
  for (const sample of samples.map((text) => text.slice(0, 24))) {
    for (let end = 1; end <= sample.length; end += 1) beginnings.add(sample.slice(0, end));
    for (let start = 0; start < sample.length; start += 1) {
      for (const length of [1, 2, 3]) words.add(sample.slice(start, start + length));
    }
  }
  for (const letter of '_-./:,=aA0') words.add(letter);
  return { beginnings: pick([...beginnings], 12), words: pick([...words], 60) };
}

/** Some of many, spread over all of them. */
function pick(texts: readonly string[], count: number): string[] {
  const step = Math.max(1, texts.length / count);
  return Array.from({ length: Math.min(count, texts.length) }, (_, index) => texts[Math.floor(index * step)] ?? '');
}

/** The text that makes the work grow fastest, and how much more it is for four times the length. */
function worst(pattern: string): { readonly growth: number; readonly text: string } {
  const stepper = new Stepper(pattern);
  const { beginnings, words } = pumps(pattern);
  let found = { growth: 0, text: '' };
  for (const beginning of beginnings) {
    for (const word of words) {
      for (const ending of ENDINGS) {
        const steps = (times: number) => stepper.run(beginning + word.repeat(times) + ending, LIMIT).steps;
        const more = steps(60);
        const growth = more >= LIMIT ? Infinity : more / Math.max(FEW, steps(15));
        if (growth === Infinity) return { growth, text: `${beginning}(${word})…${ending}` };
        if (growth > found.growth) found = { growth, text: `${beginning}(${word})…${ending}` };
      }
    }
  }
  return found;
}

test('the matcher that counts agrees with the engine', () => {
  for (const { pattern } of PATTERNS) {
    const stepper = new Stepper(pattern);
    const texts = fc.oneof(accepted(pattern), fc.string({ unit: 'binary' }));
    for (const text of fc.sample(texts, { numRuns: 100, seed: 7 })) {
      for (const edited of [text, `${text}-`, text.slice(1), text.replace('/', '//')]) {
        const { matches } = stepper.run(edited, LIMIT);
        expect([pattern, edited, matches]).toEqual([pattern, edited, new RegExp(pattern).test(edited)]);
      }
    }
  }
});

test.each([
  ['^[a-z0-9]+([._:/-]+[A-Za-z0-9_]+)*$', 'one class twice in a loop'],
  ['^(a+)+$', 'a loop in a loop'],
  ['^(a|a)*$', 'two ways for one letter'],
  ['^[a-z]*[a-z0-9]*$', 'two loops side by side'],
  ['^(,[a-z,]+)*,x$', 'a separator in the class'],
])('%s would be found: %s', (pattern) => {
  expect(worst(pattern).growth).toBeGreaterThan(6);
});

test.each(PATTERNS.map((pattern) => [pattern.path, pattern] as const))(
  '%s: four times the text is four times the work, at most',
  (_, { pattern }) => {
    const { growth, text } = worst(pattern);
    expect([text, growth > 5.5]).toEqual([text, false]);
  },
  60_000,
);

test('every pattern has a length before it, so that none is run on a text without end', () => {
  expect(PATTERNS.filter(({ maxLength }) => maxLength === undefined).map(({ path }) => path)).toEqual([]);
  const long = 'a'.repeat(5_000_000);
  const options = {
    name: long,
    rootPath: `/${long}`,
    image: { base: long, tags: [long], env: { [long]: 'x', A: long } },
  };
  const result = resolve(options, 'orders');
  const reasons = result.ok ? [] : result.problems.map(({ reason }) => reason);
  expect(reasons).toHaveLength(6);
  for (const reason of reasons) expect(reason).toMatch(/^has (a name of )?more than \d+ characters$/);
});
