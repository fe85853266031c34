import { synth, type Memory } from '../../../test/support/memory';
import { adviceOf } from './change';

const ON = { database: 'postgres' };
const SEEDS = [
  'orders/models.py',
  'orders/migrations/env.py',
  'orders/migrations/script.py.mako',
  'orders/migrations/versions/0001_items.py',
  'tests/test_migrations.py',
];

const born = (memory: Memory) =>
  [...(JSON.parse(memory.get('fastapi-container.json') ?? '') as { born: string[] }).born].sort();

test('a new app with a database begins with routes and tests that use it', () => {
  const memory: Memory = new Map();
  expect(adviceOf(synth(memory, ON))).toEqual([]);
  expect(SEEDS.filter((path) => !memory.has(path))).toEqual([]);
  expect(memory.get('orders/routers/items.py')).toContain('from orders._container.database import Session');
  expect(memory.get('tests/conftest.py')).toContain('rolled_back');
  expect(memory.get('orders/main.py')).not.toContain('ItemStore');
  expect(memory.get('.gitignore')).toContain('dev.sqlite*');
  expect(born(memory)).toEqual(['app', 'database', 'migrations']);
});

test('an app that is there keeps its routes and tests, gets what is missing, and is told the rest once', () => {
  const memory: Memory = new Map();
  synth(memory, {});
  const before = new Map(memory);
  const advice = adviceOf(synth(memory, ON)).join('\n');
  expect(SEEDS.filter((path) => !memory.has(path))).toEqual([]);
  for (const path of ['orders/routers/items.py', 'tests/conftest.py', 'orders/main.py'])
    expect(memory.get(path)).toBe(before.get(path));
  expect(advice).toContain('from orders._container.database import Session');
  expect(advice).not.toContain('not written');
  expect(adviceOf(synth(memory, ON))).toEqual([]);
});

test('migrations of a person are not joined by ours', () => {
  const environment = 'orders/migrations/env.py';
  const memory: Memory = new Map([[environment, 'mine = True\n']]);
  synth(memory, {});
  const advice = adviceOf(synth(memory, ON)).join('\n');
  expect([...memory.keys()].filter((file) => /migration/.test(file) && !file.includes('_container'))).toEqual([
    environment,
  ]);
  expect(memory.get('orders/models.py')).toContain('class Base');
  expect(advice).toContain('"sql": { "migrations": false }');
  expect(adviceOf(synth(memory, ON))).toEqual([]);
});

test('what stands where a first file belongs stays, and is named', () => {
  const memory: Memory = new Map([['orders/models.py', 'class Base: ...\n']]);
  synth(memory, {});
  const advice = adviceOf(synth(memory, ON)).join('\n');
  expect(memory.get('orders/models.py')).toBe('class Base: ...\n');
  expect(memory.has('orders/migrations/versions/0001_items.py')).toBe(false);
  expect(memory.has('orders/migrations/env.py')).toBe(true);
  expect(advice).toContain('orders/migrations/versions/0001_items.py, orders/models.py: not written');
  expect(advice).toContain('`Base` from orders/models.py');
});

test('on, off and on again loses nothing, and brings nothing back', () => {
  const memory: Memory = new Map();
  synth(memory, ON);
  memory.set('orders/models.py', '# mine\n');
  memory.delete('orders/migrations/versions/0001_items.py');
  const mine = new Map(memory);
  const off = synth(memory, {});
  expect(memory.has('orders/_container/database.py')).toBe(false);
  expect(memory.has('orders/_container/migrate.py')).toBe(false);
  expect(adviceOf(off).join('\n')).toContain('Your models, migrations and routes stay');
  expect(adviceOf(synth(memory, ON))).toEqual([]);
  expect(memory).toEqual(mine);
});

test('migrations that are wanted later are born later', () => {
  const memory: Memory = new Map();
  synth(memory, { ...ON, sql: { migrations: false } });
  expect(memory.has('orders/migrations/env.py')).toBe(false);
  synth(memory, ON);
  expect(memory.has('orders/migrations/env.py')).toBe(true);
  expect(memory.has('orders/migrations/versions/0001_items.py')).toBe(false);
});
