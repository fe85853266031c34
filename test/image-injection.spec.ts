import fc from 'fast-check';
import { NO_FACTS } from '../src/core/app/facts';
import { dockerfile } from '../src/core/outputs/dockerfile';
import { dockerignore } from '../src/core/outputs/dockerignore';
import type { ResolvedApp } from '../src/core/app/resolved';
import type { Output } from '../src/core/outputs/output';
import { resolve } from '../src/core/resolve/resolve';
import { loadTemplates } from '../src/io/templates';
import { hostile } from './support/hostile';
import { parseAssignments, parseDockerfile, type Instruction } from './support/dockerfile';

const RUNS = 600;

/** A position that takes fewer of the values than these refuses what people could want to say. */
const SOME = 10;

/** Beginnings of extra lines behind which some of the values make sense. */
const TAKEN = ['builder RUN true', 'runtime COPY a /b', 'builder ENV A=', 'runtime ARG A='];

const templates = loadTemplates();

interface Rendered {
  readonly instructions: readonly Instruction[];
  readonly ignored: readonly string[];
}

function contentOf(output: Output, app: ResolvedApp): string {
  const [file] = output.render(app, templates, NO_FACTS);
  return file?.ownership === 'managed' ? file.content : '';
}

/** What extra lines copy passes the ignore file, at its end: whole paths that stand in these lines, and nothing else. */
function withoutSources(text: string, image: object): string {
  const [before = '', named] = text.split('\n# What the lines of image.extra copy, whatever its name.\n');
  const lines = Object.values((image as { extra?: Record<string, string[]> }).extra ?? {}).flat();
  // The form of JSON has escapes of its own.
  const words = lines.map((line) => (line.includes('[') ? line.replace(/\[.*/, (json) => plainJson(json)) : line));
  for (const pattern of named?.split('\n').filter((line) => line !== '') ?? []) {
    expect(pattern.startsWith('!/')).toBe(true);
    expect(words.some((line) => line.includes(pattern.slice(2)))).toBe(true);
  }
  return before;
}

function plainJson(text: string): string {
  try {
    return (JSON.parse(text) as unknown[]).join(' ');
  } catch {
    return text;
  }
}

/** What becomes of options of the image; undefined when they are refused. */
function rendered(image: object): Rendered | undefined {
  const result = resolve({ image }, 'orders');
  if (!result.ok) {
    expect(result.problems.every(({ option }) => option.startsWith('image'))).toBe(true);
    return undefined;
  }
  return {
    instructions: parseDockerfile(contentOf(dockerfile, result.value)),
    ignored: withoutSources(contentOf(dockerignore, result.value), image).split('\n').slice(2),
  };
}

/**
 * Puts hostile values into one position of the options. Each is refused, or the files are what they would be with a
 * harmless value, but for this one.
 *
 * @param image the options with the value in its place
 * @param harmless a value that is accepted
 * @param sameBut tells what the files with the value must be, given those with the harmless one
 * @param least how many of the values are accepted at least, so that refusing everything would be seen
 */
function position(
  name: string,
  image: (value: string) => object,
  harmless: string,
  sameBut: (expected: Rendered, value: string) => Rendered,
  values: fc.Arbitrary<string> = hostile,
  least = 0,
): void {
  test(`${name}: ${String(RUNS)} hostile values are refused or stay where they belong`, () => {
    const expected = rendered(image(harmless));
    if (!expected) throw new Error('the harmless value is refused');
    expect(sameBut(expected, harmless)).toEqual(expected);
    let accepted = 0;
    fc.assert(
      fc.property(values, (value) => {
        const actual = rendered(image(value));
        if (!actual) return;
        accepted += 1;
        expect(actual).toEqual(sameBut(expected, value));
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(accepted).toBeGreaterThanOrEqual(least);
  });
}

/** Replaces words of the instructions that a value stands in. */
function inWords(from: string, to: (value: string) => string) {
  return ({ instructions, ignored }: Rendered, value: string): Rendered => ({
    instructions: instructions.map((instruction) => ({
      ...instruction,
      words: instruction.words.replaceAll(from, () => to(value)),
    })),
    ignored,
  });
}

const behind = (start: string) => hostile.map((value) => start + value);

describe('extra lines, packages, files and base images', () => {
  for (const stage of ['builder', 'runtime'] as const) {
    for (const start of ['RUN true', 'COPY a /b', 'ADD a /b', 'ENV A=', 'ENV A="', 'ARG A=', 'ARG A', '']) {
      position(
        `image.extra.${stage} ${start}`,
        (value) => ({ extra: { [stage]: [`RUN before`, value, 'RUN after'] } }),
        'RUN true',
        ({ instructions, ignored }, value) => {
          const index = instructions.findIndex(({ words }) => words === 'before') + 1;
          const [, name = '', words = ''] = /^([A-Z]+) +(.*)$/.exec(value) ?? [];
          const line: Instruction = { name, words, documents: [] };
          const changed = [...instructions.slice(0, index), line, ...instructions.slice(index + 1)];
          return { instructions: changed, ignored };
        },
        behind(start),
        TAKEN.includes(`${stage} ${start}`) ? SOME : 0,
      );
    }
    position(
      `image.aptPackages.${stage}`,
      (value) => ({ aptPackages: { [stage]: [value] } }),
      'harmless-package',
      inWords('harmless-package', (value) => value.replace(/=(.*)/, ' (= $1)')),
      fc.oneof(behind('jq'), behind('jq=1'), hostile),
      SOME,
    );
  }

  position(
    'image.files',
    (value) => ({ files: [value] }),
    'harmless',
    ({ instructions, ignored }, value) => ({
      ...inWords('harmless', () => value)({ instructions, ignored }, value),
      ignored: ignored.map((line) => (line === '!harmless' ? `!${value}` : line)),
    }),
    fc.oneof(behind('migrations'), behind('migrations/'), hostile),
    SOME,
  );

  for (const option of ['base', 'builderBase']) {
    position(
      `image.${option}`,
      (value) => ({ [option]: value, ...(option === 'base' ? { builderBase: 'builder:1' } : {}) }),
      'example.com/harmless:1',
      inWords('example.com/harmless:1', (value) => value.split('@')[0] ?? ''),
      fc.oneof(behind('example.com/python:3.12'), hostile),
      SOME,
    );
  }
  position(
    'image.digest',
    (value) => ({ digest: value }),
    `sha256:${'a'.repeat(64)}`,
    inWords(`sha256:${'a'.repeat(64)}`, (value) => value),
    fc.oneof(behind(`sha256:${'a'.repeat(64)}`), hostile),
  );
});

/** The values of all assignments, and all other instructions. */
function assignments({ instructions, ignored }: Rendered, kind: string): unknown {
  return {
    ignored,
    others: instructions.filter(({ name }) => name !== kind),
    values: instructions.filter(({ name }) => name === kind).map(({ words }) => parseAssignments(words)),
  };
}

describe.each([
  ['image.env', 'ENV', 'env', 'APP_TEXT'],
  ['image.labels', 'LABEL', 'labels', 'com.example.text'],
] as const)('%s', (name, kind, group, key) => {
  const image = (entry: string, value: string) => ({ [group]: { [entry]: value, [`${key}2`]: 'untouched' } });

  test(`${String(RUNS)} hostile values are refused or come out as they went in`, () => {
    const plain = rendered(image(key, 'harmless'));
    if (!plain) throw new Error('the harmless value is refused');
    let taken = 0;
    fc.assert(
      fc.property(hostile, (value) => {
        const actual = rendered(image(key, value));
        if (!actual) return;
        taken += 1;
        const expected = JSON.parse(
          JSON.stringify(assignments(plain, kind)).replace('"harmless"', () => JSON.stringify(value)),
        ) as unknown;
        expect(assignments(actual, kind)).toEqual(expected);
      }),
      { numRuns: RUNS, seed: 7 },
    );
    // Most of what a person could want to say is accepted: quotes, dollars, backslashes, here-documents as text.
    expect(taken).toBeGreaterThan(RUNS / 4);
  });

  test(`${String(RUNS)} hostile names are refused or come out as they went in`, () => {
    fc.assert(
      fc.property(fc.oneof(behind(key), hostile), (entry) => {
        const actual = rendered(image(entry, 'value of it'));
        if (!actual) return;
        const values = actual.instructions
          .filter(({ name: instruction }) => instruction === kind)
          .flatMap(({ words }) => parseAssignments(words));
        expect(values.filter(([, value]) => value === 'value of it')).toEqual([[entry, 'value of it']]);
        expect(values.filter(([, value]) => value === 'untouched')).toEqual([[`${key}2`, 'untouched']]);
      }),
      { numRuns: RUNS, seed: 7 },
    );
  });

  test('and what is refused says why', () => {
    const result = resolve({ image: image(key, 'two\nlines') }, 'orders');
    expect(result).toMatchObject({ ok: false, problems: [{ option: `${name}.${key}`, reason: 'has the wrong form' }] });
  });
});
