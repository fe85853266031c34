import { plan, synth, type Memory } from '../../../test/support/memory';
import { callsBy } from '../npm/calls';
import { nextLines } from './next';

const app = { name: 'orders' };

test.each([
  ['nx', 'apps/orders', '`npx nx serve orders`'],
  ['projen', 'apps/orders', '`npx projen serve` in apps/orders'],
  ['projen', '.', '`npx projen serve`'],
  ['command line', 'apps/orders', '`npx fastapi-container run serve apps/orders`'],
  ['command line', '.', '`npx fastapi-container run serve`'],
] as const)('after the birth of an app through %s in %s: %s', (door, directory, words) => {
  expect(nextLines(door, app, directory, plan(new Map(), {}))).toEqual(['', `Next: ${words}`]);
});

test('in the words by which the command line was called', () => {
  const [, line] = nextLines('command line', app, 'a', plan(new Map(), {}), callsBy('pnpm'));
  expect(line).toBe('Next: `pnpm fastapi-container run serve a`');
});

test('a regenerated app has no next step', () => {
  const memory: Memory = new Map([['orders/main.py', 'app = FastAPI()\n']]);
  synth(memory, { born: ['app'] });
  memory.delete('Dockerfile');
  expect(nextLines('nx', app, 'apps/orders', plan(memory, { born: ['app'], port: 9000 }))).toEqual([]);
});

test('an app with a lock is locked first', () => {
  const [, line] = nextLines('nx', { name: 'orders', lock: true }, 'apps/orders', plan(new Map(), { lock: true }));
  expect(line).toBe('Next: `npx nx lock orders`, then `npx nx serve orders`');
});
