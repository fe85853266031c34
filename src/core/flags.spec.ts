import { optionsFromFlags, pathSegments } from './flags';

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

describe('lists', () => {
  test('are split at commas, unless commas belong to their items', () => {
    const image = { 'apt-packages': { runtime: 'jq,curl' }, extra: { runtime: 'RUN ["a", "b"]' }, files: 'a,b' };
    expect(optionsFromFlags({ image })).toEqual({
      image: { aptPackages: { runtime: ['jq', 'curl'] }, extra: { runtime: ['RUN ["a", "b"]'] }, files: ['a', 'b'] },
    });
  });
});
