import { callsBy } from '../npm/calls';
import { toAddLibrary, toRegenerate, toReplace, toReplaceInWorkspace, toRun } from './door';

test.each([
  ['nx', 'test', '`npx nx test orders`'],
  // Nx has a command that is called the same, which updates packages.
  ['nx', 'migrate', '`npx nx run orders:migrate`'],
  ['nx', 'generate', '`npx nx run orders:generate`'],
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

test('programs are called as the workspace calls them', () => {
  const calls = callsBy('yarn');
  expect(toRun('nx', 'serve', 'orders', 'apps/orders', calls)).toBe('`yarn nx serve orders`');
  expect(toRun('projen', 'serve', 'orders', '.', calls)).toBe('`yarn projen serve`');
  expect(toRegenerate('nx', 'apps/orders', callsBy('pnpm'))).toBe('`pnpm nx sync`');
  expect(toReplaceInWorkspace('nx', callsBy('bun'))).toBe('`bunx nx g fastapi-container:workspace --overwrite`');
  expect(toReplace('projen', 'apps/orders', calls)).toBe('delete it, and run `yarn projen`');
  expect(toAddLibrary('command line', callsBy('pnpm'))).toBe('pnpm fastapi-container library');
});
