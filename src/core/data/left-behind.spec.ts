import { resolved, synth, type Memory } from '../../../test/support/memory';
import { leftBehindNotices } from './left-behind';

const ON = { database: 'postgres' };

/** What is told of an app, after runs with these options. */
function told(...runs: readonly object[]): string[] {
  const memory: Memory = new Map();
  for (const options of runs) synth(memory, options);
  const { born } = JSON.parse(memory.get('fastapi-container.json') ?? '') as { born: string[] };
  const around = {
    directory: 'apps/orders',
    read: (path: string) => memory.get(path.replace('apps/orders/', '')),
    files: () => [...memory.keys()],
  };
  return leftBehindNotices(resolved({ ...runs.at(-1), born }), around).map(
    ({ option, message }) => `${option} ${message}`,
  );
}

test('an app that was made with a database is told, as long as it is off, which modules need it', () => {
  expect(told(ON)).toEqual([]);
  const [off, ...more] = told(ON, {});
  expect(more).toEqual([]);
  expect(off).toMatch(/^database is off/);
  for (const path of ['orders/migrations/env.py', 'orders/routers/items.py', 'tests/conftest.py'])
    expect(off).toContain(path);
  expect(told(ON, {}, ON)).toEqual([]);
});

test('where the database came later only the migrations need it, and no test of ours fails without', () => {
  const [off] = told({}, ON, {});
  expect(off).toContain('orders/migrations/env.py cannot import it');
  expect(told({})).toEqual([]);
});

test('without migrations their modules alone are named', () => {
  const [off] = told(ON, { ...ON, sql: { migrations: false } });
  expect(off).toMatch(/^sql\.migrations is off/);
  expect(off).toContain('tests/conftest.py');
  expect(off).not.toContain('routers/items.py');
});
