import { resolve } from '../resolve/resolve';
import { optionsFromFlags, pathSegments, setPath } from './flags';
import { memberLoosely, parseJsonc } from './jsonc';
import { loadOptions } from './options-file';

const APP = 'apps/a/fastapi-container.json';

function problems(files: Record<string, string>): string[] {
  const result = loadOptions(APP, (file) => files[file]);
  return result.ok ? [] : result.problems.map(({ option, reason }) => `${option} ${reason}`);
}

const RESERVED = ['__proto__', 'constructor', 'prototype', 'toString', '__defineGetter__', 'hasOwnProperty'];

/** Where a member can stand, with `KEY` in its place. */
const PLACES: Readonly<Record<string, string>> = {
  KEY: '{ "KEY": { "builderBase": "python:3\\nRUN id" } }',
  'image.KEY': '{ "image": { "KEY": { "builderBase": "python:3\\nRUN id" } } }',
  'image.env.KEY': '{ "image": { "env": { "KEY": "x" } } }',
  'image.labels.KEY': '{ "image": { "labels": { "KEY": { "a": "b" } } } }',
  'image.aptPackages.KEY': '{ "image": { "aptPackages": { "KEY": { "builder": ["gcc"] } } } }',
  'own[1].KEY': '{ "own": ["a", { "KEY": [] }] }',
};

describe.each(RESERVED)('the name %s', (name) => {
  const at = (place: string) => place.replace('KEY', name);

  test.each(Object.entries(PLACES))(
    'is refused at %s of an options file, and of one that it extends',
    (place, text) => {
      const told = `${at(place)} has a name that JavaScript keeps for itself (line 1 of `;
      expect(problems({ [APP]: at(text) })).toEqual([`${told}${APP})`]);
      expect(problems({ [APP]: '{ "extends": "../base.json" }', 'apps/base.json': at(text) })).toEqual([
        `${told}apps/base.json)`,
      ]);
    },
  );

  test('is refused in options that are no text', () => {
    for (const text of Object.values(PLACES)) {
      const result = resolve(JSON.parse(at(text)), 'orders');
      expect(result.ok ? [] : result.problems.map(({ option }) => option)).toHaveLength(1);
    }
    const result = resolve(JSON.parse(`{ "image": { "env": { "${name}": "x" } } }`), 'orders');
    expect(result).toMatchObject({ ok: false, problems: [{ option: `image.env.${name}`, fix: 'remove it' }] });
  });

  test('is refused as a flag, and changes no object of the program', () => {
    for (const flag of [`${name}.port`, `image.${name}.builderBase`, `image.env.${name}`, `health.${name}`]) {
      const typed = {};
      setPath(typed, pathSegments(flag), 'x');
      expect(Object.getPrototypeOf(typed)).toBe(Object.prototype);
      const result = resolve(optionsFromFlags(typed), 'orders');
      expect([flag, result.ok ? 'taken' : result.problems[0]?.reason]).toEqual([
        flag,
        'has a name that JavaScript keeps for itself',
      ]);
    }
    expect(({} as Record<string, unknown>).port).toBeUndefined();
  });
});

describe('options that stand in another object', () => {
  const shared: unknown = Object.create({ builderBase: 'python:3\nRUN id', check: true });

  test('are no options, and are named', () => {
    const named = [
      ['image.builderBase', { image: shared }],
      ['image.check', { image: shared }],
      ['image.env.A', { image: { env: Object.create({ A: 'x' }) as unknown } }],
      ['port', Object.create({ port: 9000 }) as unknown],
    ] as const;
    for (const [option, options] of named) {
      for (const read of [options, optionsFromFlags(options as object)]) {
        if (option === 'port' && read !== options) continue;
        const result = resolve(read, 'orders');
        const found = result.ok ? [] : result.problems.map((problem) => problem.option);
        expect(found).toContain(option);
      }
    }
  });

  test('an instance of a class, and an object without any prototype, are as good as others', () => {
    const health = new (class {
      live = '/alive';
    })();
    expect(resolve({ health }, 'orders')).toMatchObject({ ok: true, value: { health: { live: '/alive' } } });
    const bare = Object.assign(Object.create(null) as object, { live: '/alive' });
    expect(resolve({ health: bare }, 'orders')).toMatchObject({ ok: true, value: { health: { live: '/alive' } } });
  });

  test('a member of a broken file is its own', () => {
    expect(memberLoosely('{ "__proto__": { "name": "x" }, ', 'name')).toBeUndefined();
    expect(memberLoosely('{ "name": "a", "port": ', 'name')).toBe('a');
    for (const text of ['', 'null', '[]', '"name"']) expect(memberLoosely(text, 'length')).toBeUndefined();
  });
});

describe('a member that is there twice', () => {
  test('is refused with both lines, at every level and in a base', () => {
    const text = '{\n  "port": 1,\n  "image": { "env": { "A": "1", "B": "",\n "A": "2" } },\n  "port": 2\n}';
    const told = (file: string) => [
      `image.env.A is there twice (lines 3 and 4 of ${file}): only one could count`,
      `port is there twice (lines 2 and 5 of ${file}): only one could count`,
    ];
    expect(problems({ [APP]: text })).toEqual(told(APP));
    expect(problems({ [APP]: '{"extends":"../base.json"}', 'apps/base.json': text })).toEqual(told('apps/base.json'));
  });

  test('is none where the two stand in different groups, or were written with escapes', () => {
    expect(
      problems({ [APP]: '{ "image": { "name": "a" }, "run": { "port": 1 }, "name": "b", "port": 9000 }' }),
    ).toEqual([]);
    expect(problems({ [APP]: '{ "port": 1, "\\u0070ort": 2 }' })).toHaveLength(1);
  });
});

describe('brackets without end', () => {
  test.each(['[', '{"a":', '{"image":['])('%s a million times is one problem with its place', (text) => {
    const [problem] = problems({ [APP]: text.repeat(1_000_000) });
    expect(problem).toMatch(/opens more than 100 brackets, one in the other, at line 1, column \d+/);
    expect(memberLoosely(text.repeat(1_000_000), 'name')).toBeUndefined();
  });

  test('brackets in texts and comments, and many beside each other, are none', () => {
    const text = `// ${'['.repeat(500)}\n{ "own": ["${'['.repeat(500)}"], "x": [${'[],'.repeat(500)}] }`;
    expect(parseJsonc(text, 'x').ok).toBe(true);
  });
});
