import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isReservedName } from '../src/core/input/members';
import { fileSchema, mapValues, type OptionSchema } from '../src/core/input/schema';
import { validate } from '../src/core/input/validate';
import { hostile } from './support/hostile';

/** The validator is our own for the sake of its messages. What is valid is not our own: another one is asked here. */

type Check = (value: unknown) => boolean;
interface Ajv {
  compile(schema: object): Check;
}

const root = join(__dirname, '..');
const published = JSON.parse(readFileSync(join(root, 'schema.json'), 'utf8')) as OptionSchema;

function ajv(options: object): Ajv {
  const { default: Ajv } = jest.requireActual<{ default: new (given: object) => Ajv }>('ajv');
  return new Ajv(options);
}

test.each([true, false])(
  'the published schema is one in strict mode, with patterns read as Unicode: %s',
  (unicodeRegExp) => {
    expect(() => ajv({ strict: true, strictRequired: true, unicodeRegExp }).compile(published)).not.toThrow();
  },
);

/** A value of any kind, which fits some places and most not. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', 0, -1, 1.5, 8000, 1e9, [], {}, ['a'], { a: 1 }, '3.13', 'uvicorn'),
  hostile,
  fc.jsonValue({ maxDepth: 2 }),
);

function text(schema: OptionSchema): fc.Arbitrary<unknown> {
  const { enum: values, pattern, maxLength = 30 } = schema;
  const edge = fc
    .constantFrom(maxLength, maxLength + 1)
    .chain((length) =>
      fc
        .constantFrom('a', '/a', '🎉', 'A', '1', '.')
        .map((part) => part.repeat(Math.ceil(length / part.length)).slice(0, length)),
    );
  // What a pattern looks ahead for cannot be made to measure.
  const fitting = pattern === undefined || pattern.includes('(?!') ? hostile : fc.stringMatching(new RegExp(pattern));
  return values ? fc.constantFrom(...values, `${values[0] ?? ''} `) : fc.oneof(fitting, fitting, edge, hostile);
}

function number({ minimum = 0, maximum = 100 }: OptionSchema): fc.Arbitrary<unknown> {
  return fc.constantFrom(minimum - 1, minimum, minimum + 0.5, maximum, maximum + 1, Number.MAX_SAFE_INTEGER, -0);
}

/** Values of an option, many of them at the edge of what is allowed. */
function valuesOf(schema: OptionSchema): fc.Arbitrary<unknown> {
  const values = mapValues(schema);
  const fitting = (): fc.Arbitrary<unknown> => {
    if (schema.properties) return group(schema.properties);
    if (values) {
      const { pattern } = schema.propertyNames ?? {};
      const keys = pattern === undefined ? hostile : fc.oneof(fc.stringMatching(new RegExp(pattern)), hostile);
      return fc.dictionary(keys, valuesOf(values), { maxKeys: 3 });
    }
    if (schema.type === 'array') return fc.array(schema.items ? valuesOf(schema.items) : anything, { maxLength: 3 });
    if (schema.type === 'boolean') return fc.boolean();
    return schema.type === 'string' ? text(schema) : number(schema);
  };
  return fc.oneof({ weight: 12, arbitrary: fitting() }, { weight: 1, arbitrary: anything });
}

function group(properties: Readonly<Record<string, OptionSchema>>): fc.Arbitrary<unknown> {
  const known = Object.entries(properties).map(([key, schema]) =>
    fc.record({ key: fc.constant(key), value: valuesOf(schema) }),
  );
  const other = fc.record({ key: fc.oneof(fc.constantFrom('prot', 'x', ''), hostile), value: anything });
  const member = fc.oneof(...known.map((arbitrary) => ({ weight: 3, arbitrary })), { weight: 1, arbitrary: other });
  return fc
    .array(member, { maxLength: 4 })
    .map((members) => Object.fromEntries(members.map(({ key, value }) => [key, value])));
}

/** That JavaScript's own names are refused is ours alone, and tested where it is done. */
function hasReservedName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, child]) => isReservedName(key) || hasReservedName(child));
}

/** Half of a character is refused by us alone: no keyword of JSON Schema says it. */
function holdsHalf(value: unknown): boolean {
  return /\\ud[89a-f]/i.test(JSON.stringify([value]));
}

/** Each place of a text in the options, with a value in it. */
function textsOf(schema: OptionSchema, value: string): unknown[] {
  const values = mapValues(schema);
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, member]) =>
      textsOf(member, value).map((text) => ({ [name]: text })),
    );
  }
  if (values) {
    const key = ['A', 'a'].find((name) => new RegExp(schema.propertyNames?.pattern ?? '').test(name)) ?? '';
    return [...textsOf(values, value).map((text) => ({ [key]: text })), { [value]: 'A' }];
  }
  if (schema.type === 'array') return schema.items ? textsOf(schema.items, value).map((text) => [text]) : [];
  return schema.type === 'string' && !schema.enum ? [value] : [];
}

test.each(['\ud83c', 'a\udf89b', '\udf89\ud83c'])('half of a character is refused in every text: %j', (half) => {
  const places = textsOf(fileSchema, half);
  expect(places.length).toBeGreaterThan(50);
  for (const options of places) {
    const [problem, ...others] = validate(options, fileSchema);
    expect({ options, reason: problem?.reason, others }).toEqual({
      options,
      reason: expect.stringContaining('half of a character') as string,
      others: [],
    });
  }
});

test('a whole character is none of the two halves', () => {
  expect(validate({ image: { env: { A: 'a 🎉 b' } } }, fileSchema)).toEqual([]);
});

test('thousands of options are valid for us where they are for ajv', () => {
  const theirs = ajv({ strict: true }).compile(published);
  const tally = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(valuesOf(fileSchema), (options) => {
      fc.pre(!hasReservedName(options) && !holdsHalf(options));
      const ours = validate(options, fileSchema).length === 0;
      tally[ours ? 'valid' : 'invalid'] += 1;
      expect(ours).toBe(theirs(options));
    }),
    { numRuns: 6000, seed: 7 },
  );
  // Neither answer is the rule, or nothing would have been compared.
  expect(Math.min(tally.valid, tally.invalid)).toBeGreaterThan(600);
}, 120_000);

/** What each keyword that the derivation lets pass refuses. */
const REFUSED: Readonly<Record<string, readonly [schema: object, value: unknown]>> = {
  type: [{ type: 'integer' }, 'x'],
  enum: [{ type: 'string', enum: ['a'] }, 'b'],
  minimum: [{ type: 'integer', minimum: 2 }, 1],
  maximum: [{ type: 'integer', maximum: 2 }, 3],
  maxLength: [{ type: 'string', maxLength: 2 }, 'abc'],
  pattern: [{ type: 'string', pattern: '^a$' }, 'b'],
  items: [{ type: 'array', items: { type: 'string' } }, [1]],
  properties: [{ type: 'object', properties: { a: { type: 'string' } } }, { a: 1 }],
  additionalProperties: [{ type: 'object', additionalProperties: { type: 'string' } }, { a: 1 }],
  propertyNames: [
    { type: 'object', additionalProperties: { type: 'string' }, propertyNames: { pattern: '^a$', maxLength: 3 } },
    { b: 'x' },
  ],
};

/** Runs a function of the script that derives the schema. */
function script(code: string): unknown {
  const source = `import * as keywords from './scripts/lib/schema-keywords.mjs'; console.log(JSON.stringify(${code}));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', source], { cwd: root, encoding: 'utf8' }),
  );
}

test('every keyword that the derivation lets pass is enforced', () => {
  expect((script('keywords.ENFORCED') as string[]).sort()).toEqual(Object.keys(REFUSED).sort());
  for (const [keyword, [schema, value]] of Object.entries(REFUSED)) {
    expect([keyword, validate(value, schema as OptionSchema).length]).toEqual([keyword, 1]);
    expect([keyword, ajv({ strict: false }).compile(schema)(value)]).toEqual([keyword, false]);
  }
});

test('the derivation stops at a keyword that nobody enforces, wherever it stands', () => {
  const schemas = [
    { type: 'object', properties: { a: { type: 'string', format: 'uri' } } },
    {
      type: 'object',
      properties: { a: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true } },
    },
    { type: 'object', additionalProperties: { const: 1 }, propertyNames: { enum: ['a'] }, anyOf: [] },
  ];
  const found = schemas.map((schema) => script(`keywords.unknownKeywords(${JSON.stringify(schema)})`));
  expect(found).toEqual([
    ['options.a: format'],
    ['options.a: uniqueItems', 'options.a.items: minLength'],
    ['options: anyOf', 'options: propertyNames.enum', 'options.values: const'],
  ]);
});
