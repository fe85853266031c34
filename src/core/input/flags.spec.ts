import { problemReport } from '../text/problems';
import { flagsOf, optionsFromFlags, pathSegments, typedValue } from './flags';
import { fileSchema } from './schema';
import { validate } from './validate';

describe('maps: the keys are the user’s', () => {
  test('and stay as they were typed', () => {
    expect(pathSegments('image.env.MY_NAME')).toEqual(['image', 'env', 'MY_NAME']);
    expect(pathSegments('image.labels.com.acme.my-team')).toEqual(['image', 'labels', 'com.acme.my-team']);
    expect(pathSegments('image.apt-packages.runtime')).toEqual(['image', 'aptPackages', 'runtime']);
  });

  test('are put together again where a flag parser took the dots for levels, and what it added is left out', () => {
    const labels = { com: { acme: { 'my-team': 'shop', myTeam: 'shop', tier: 1 } }, maintainer: 'me' };
    const options = { image: { labels: { 'com.acme.my-team': 'shop', 'com.acme.tier': '1', maintainer: 'me' } } };
    expect(optionsFromFlags({ image: { labels } })).toEqual(options);
    const both = { image: { labels: { a: ['1', { b: '2' }] } } };
    expect(optionsFromFlags(both)).toEqual({ image: { labels: { a: '1', 'a.b': '2' } } });
  });

  test('hold texts: a number of the parser is one, a flag without a value is not', () => {
    const image = { env: { LEVEL: 3, 'A-B': 'x', ON: true, TWICE: ['a', 'b'] } };
    const expected = { env: { LEVEL: '3', 'A-B': 'x', ON: true, TWICE: ['a', 'b'] } };
    expect(optionsFromFlags({ image })).toEqual({ image: expected });
  });
});

describe('an object that stands in itself is handed on, for validation to name', () => {
  const inMap: Record<string, unknown> = { A: '1' };
  inMap.SELF = inMap;
  const inMapList: Record<string, unknown> = {};
  inMapList.LIST = [{ BACK: inMapList }];
  const inGroup: Record<string, unknown> = {};
  inGroup.image = inGroup;
  const inList: unknown[] = ['a'];
  inList.push(inList);
  test.each<[string, object, string]>([
    ['in a map', { image: { env: inMap } }, 'image.env.SELF'],
    ['in a map, by way of a list', { image: { labels: inMapList } }, 'image.labels.LIST.BACK'],
    ['in a group', { image: inGroup }, 'image.image'],
    ['in a list', { libraries: inList }, 'libraries[1]'],
  ])('%s', (_, options, named) => {
    const problems = validate(optionsFromFlags(options), fileSchema);
    expect(problems.map(({ option }) => option)).toEqual([named]);
    expect(problemReport('the options', problems)).toContain(`  ${named}\n    Problem: `);
  });

  test('and so is what goes deeper than any key', () => {
    const deep = Array.from({ length: 20_000 }).reduce<object>((inner) => ({ a: inner }), {});
    expect(validate(optionsFromFlags({ image: { env: deep } }), fileSchema)).toHaveLength(1);
  });
});

describe('lists', () => {
  test('are split at commas, unless commas belong to their items', () => {
    const image = { 'apt-packages': { runtime: 'jq,curl' }, extra: { runtime: 'RUN ["a", "b"]' }, files: 'a,b' };
    expect(optionsFromFlags({ image })).toEqual({
      image: { aptPackages: { runtime: ['jq', 'curl'] }, extra: { runtime: ['RUN ["a", "b"]'] }, files: ['a', 'b'] },
    });
  });
});

describe('numbers of a flag parser', () => {
  test('are texts in lists too', () => {
    expect(optionsFromFlags({ own: 1, image: { tags: 1.2 } })).toEqual({ own: ['1'], image: { tags: ['1.2'] } });
    const tags = [1.2, 'stable', 7];
    expect(optionsFromFlags({ image: { tags } })).toEqual({ image: { tags: ['1.2', 'stable', '7'] } });
  });

  test('and what is neither text nor number stays, for validation to name', () => {
    const tags = [true, null, { a: 1 }];
    expect(optionsFromFlags({ image: { tags }, own: true })).toEqual({ image: { tags }, own: true });
  });
});

test.each<[string, string[], unknown]>([
  ['image.tags', ['1.10'], ['1.10']],
  ['image.tags', ['1.10,2', 'stable'], ['1.10', '2', 'stable']],
  ['builder.args', ['A=1,2', 'B'], ['A=1,2', 'B']],
  ['image.apt-packages.builder', ['gcc,g++'], ['gcc', 'g++']],
  ['image.env.TAG', ['1.10'], '1.10'],
  ['image.env.TAG', ['1', '2'], undefined],
  ['name', ['007'], '007'],
  ['port', ['9000'], 9000],
  ['port', ['1e4'], '1e4'],
  ['lock', ['true'], undefined],
  ['image', ['x'], undefined],
  ['no.such.flag', ['1'], undefined],
  ['__proto__.x', ['1'], undefined],
  ['constructor', ['1'], undefined],
])('--%s with %j is %j', (flag, words, expected) => {
  expect(typedValue(flag, words)).toEqual(expected);
});

describe('groups that are off unless they are given', () => {
  test('are switched on by their name alone', () => {
    expect(optionsFromFlags({ compose: true, kubernetes: 'true' })).toEqual({ compose: {}, kubernetes: {} });
    expect(optionsFromFlags({ compose: { redis: true } })).toEqual({ compose: { redis: {} } });
  });

  test('what is no group is not', () => {
    expect(optionsFromFlags({ health: true, compose: false })).toEqual({ health: true, compose: false });
  });
});

describe('a map of groups', () => {
  test('has the groups at the names that stand before their options', () => {
    const services = { mail: { image: 'a/b:1', user: '1000', env: { 'a.b': 'x' }, command: '--a,--b' } };
    expect(optionsFromFlags({ compose: { services } })).toEqual({
      compose: { services: { mail: { image: 'a/b:1', user: 1000, env: { 'a.b': 'x' }, command: ['--a', '--b'] } } },
    });
  });

  test.each<[string, string[]]>([
    ['compose.services.mail.image', ['compose', 'services', 'mail', 'image']],
    ['compose.services.my-mail.env.A.B', ['compose', 'services', 'my-mail', 'env', 'A.B']],
    ['image.labels.com.example.team', ['image', 'labels', 'com.example.team']],
    ['kubernetes.request-cpu', ['kubernetes', 'requestCpu']],
    ['no.such-thing', ['no', 'suchThing']],
  ])('%s', (flag, segments) => {
    expect(pathSegments(flag)).toEqual(segments);
  });
});

test('options as flags are read as the same options', () => {
  const options = {
    port: 9000,
    health: { live: '/healthz' },
    image: { tags: ['1.10', 'latest'], env: { APP_A: '1' } },
    compose: {},
  };
  expect(flagsOf(options)).toEqual([
    '--port=9000',
    '--health.live=/healthz',
    ...['--image.tags=1.10', '--image.tags=latest', '--image.env.APP_A=1', '--compose'],
  ]);
});
