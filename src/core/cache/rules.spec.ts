import { resolve } from '../resolve/resolve';

const problems = (options: object) => {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option }) => option);
};

test('an address in the image is refused where the application has a cache', () => {
  const image = { env: { REDIS_URL: 'redis://cache:6379' } };
  expect(problems({ cache: 'redis', image })).toEqual(['image.env.REDIS_URL']);
  expect(problems({ image })).toEqual([]);
});
