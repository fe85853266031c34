import { callsAround, callsIn } from './calls';
import { toRunByNx } from './nx';

const within = (files: Record<string, string>) => callsIn((path) => files[path]);

test.each<[Record<string, string>, string, string, string]>([
  [{}, 'npx fastapi-container', 'npx nx', 'npx projen'],
  [{ 'yarn.lock': '' }, 'yarn fastapi-container', 'yarn nx', 'yarn projen'],
  [{ 'bun.lock': '' }, 'bunx fastapi-container', 'bunx nx', 'bunx projen'],
  [{ 'pnpm-lock.yaml': '', 'package.json': '{}' }, 'pnpm fastapi-container', 'pnpm nx', 'pnpm projen'],
  [{ 'package.json': '{"packageManager":"yarn@4.18.1"}' }, 'yarn fastapi-container', 'yarn nx', 'yarn projen'],
  [{ 'package.json': '{' }, 'npx fastapi-container', 'npx nx', 'npx projen'],
])('of %j', (files, own, nx, projen) => {
  expect(within(files)).toEqual({ own, nx, projen });
});

test.each<[string, string]>([
  ['.', './bun.lockb'],
  ['apps/orders', '../../bun.lockb'],
  ['orders', '../bun.lockb'],
])('a lock file that is no text is seen from %s', (directory, there) => {
  const workspace = { directory, read: () => undefined, exists: (path: string) => path === there };
  expect(callsAround(workspace).nx).toBe('bunx nx');
});

test.each([
  ['serve', 'npx nx serve orders'],
  ['typecheck', 'npx nx typecheck orders'],
  ['generate', 'npx nx run orders:generate'],
  ['migrate', 'npx nx run orders:migrate'],
  ['run', 'npx nx run orders:run'],
  ['format', 'npx nx run orders:format'],
  ['sync:check', 'npx nx run orders:sync:check'],
])('%s is not taken for a command of Nx', (target, words) => {
  expect(toRunByNx(target, 'orders')).toBe(words);
});
