import { toRegenerate, toReplace, toRun } from './door';

test.each([
  ['nx', 'test', '`npx nx test orders`'],
  // Nx has a command that is called the same, which updates packages.
  ['nx', 'migrate', '`npx nx run orders:migrate`'],
  ['nx', 'migrate-check', '`npx nx migrate-check orders`'],
  ['projen', 'migrate', '`npx projen migrate` in apps/orders'],
  ['command line', 'migrate', '`npx fastapi-container run migrate apps/orders`'],
] as const)('in %s the task %s is run by its own words', (door, task, words) => {
  expect(toRun(door, task, 'orders', 'apps/orders')).toBe(words);
});

test('directories are words of a shell', () => {
  expect(toRun('command line', 'serve', 'orders', 'apps/My Orders')).toContain("run serve 'apps/My Orders'");
  expect(toRegenerate('command line', "apps/it's")).toContain("synth 'apps/it'\\''s'");
  expect(toReplace('nx', 'apps/$HOME')).toContain("app 'apps/$HOME' --overwrite");
  expect(toReplace('command line', 'apps/orders-api')).toContain('synth apps/orders-api --overwrite');
});
