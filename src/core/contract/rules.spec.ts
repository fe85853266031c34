import { resolve } from '../resolve/resolve';

const problems = (env: Record<string, string>) => {
  const result = resolve({ openapi: { env } }, 'orders');
  return result.ok ? [] : result.problems.map(({ option, reason }) => `${option} ${reason}`);
};

test('placeholders are welcome, whatever they stand for', () => {
  expect(problems({ DATABASE_URL: 'postgresql://db/app', SECRET_KEY: 'any', APP_TITLE: 'Orders' })).toEqual([]);
});

test.each(['PATH', 'PYTHONHASHSEED', 'PYTHONPATH', 'VIRTUAL_ENV'])('%s is not for the options to say', (name) => {
  expect(problems({ [name]: 'x' })).toEqual([`openapi.env.${name} decides how Python runs, and is set for it`]);
});

test('a password in a URL is none, and is not printed', () => {
  const result = resolve({ openapi: { env: { DATABASE_URL: 'postgresql://me:hunter2@db/app' } } }, 'orders');
  expect(result.ok).toBe(false);
  expect(JSON.stringify(result)).not.toContain('hunter2');
});

test('several lines are refused', () => {
  expect(problems({ A: 'one\ntwo' })).toHaveLength(1);
});
