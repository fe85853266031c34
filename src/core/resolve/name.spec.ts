import { resolve } from './resolve';

function problemOf(raw: object, directory = 'orders') {
  const result = resolve(raw, directory);
  return result.ok ? undefined : result.problems[0];
}

test.each([
  ['with space', 'has a blank in it (from the directory)', 'with-space'],
  ['caf\u00e9', 'has "\u00e9" in it (from the directory)', 'caf'],
  ['a$b', 'has "$" in it (from the directory)', 'a-b'],
  ['a\u001b[31m', 'has "\\u001b" in it (from the directory)', 'a-31m'],
  ['_private', 'begins with "_" (from the directory)', 'private'],
  ['\u540d\u524d', 'has "\u540d" in it (from the directory)', 'orders-api'],
  ['a'.repeat(50), 'has more than 40 characters (from the directory)', 'a'.repeat(40)],
])('a directory %j names no app, and the way out does', (directory, reason, near) => {
  const problem = problemOf({}, directory);
  expect(problem).toMatchObject({ option: 'name', value: directory, reason });
  expect(problem?.fix).toBe(`give it a name, such as "name": "${near}" (as a flag: --name=${near})`);
  expect(problemOf({ name: near, app: 'shop.main:app' }, directory)).toBeUndefined();
});

test('a name that was given is told as it was', () => {
  expect(problemOf({ name: '@acme/my app' })).toMatchObject({
    reason: 'has a blank in it',
    fix: 'give it a name, such as "name": "@acme/my-app" (as a flag: --name=@acme/my-app)',
  });
  expect(problemOf({ name: 1 })).toMatchObject({ option: 'name', reason: 'is a number, not a text' });
});
