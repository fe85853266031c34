import { resolve } from '../resolve/resolve';

const problems = (options: object) => {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option }) => option);
};

const VOLUME = { run: { volumes: ['./data:/data'] } };

test.each([
  ['a driver without a database', { sql: { driver: 'asyncpg' } }, ['sql.driver']],
  ['migrations without a database', { sql: { migrations: true } }, ['sql.migrations']],
  [
    'a pool for SQLite',
    { database: 'sqlite', sql: { pool: { size: 3, wait: 1 } } },
    ['sql.pool.size', 'sql.pool.wait'],
  ],
  ['SQLite with workers', { database: 'sqlite', workers: 2 }, ['database']],
  ['SQLite on Kubernetes', { database: 'sqlite', kubernetes: { replicas: 1 } }, ['database']],
  ['SQLite in a swarm', { database: 'sqlite', swarm: {} }, ['database']],
  ['SQLite that compose keeps nowhere', { database: 'sqlite', compose: {} }, ['database']],
  [
    'an address in the image',
    { database: 'postgres', image: { env: { DATABASE_URL: 'postgresql://db/orders' } } },
    ['image.env.DATABASE_URL'],
  ],
  [
    'one for this app alone',
    { database: 'postgres', image: { env: { ORDERS_DATABASE_URL: 'postgresql://db/orders' } } },
    ['image.env.ORDERS_DATABASE_URL'],
  ],
  ['a readiness that answers too late', { database: 'postgres', health: { timeout: 2 } }, ['health.readyTimeout']],
  ['the same without anything to ask', { health: { readyTimeout: 9 } }, ['health.readyTimeout']],
  ['a service that is not there', { health: { requires: ['database'] } }, ['health.requires[0]']],
  ['a service that nobody knows', { health: { requires: ['mail'] } }, ['health.requires[0]']],
])('%s is refused', (_, options, expected) => {
  expect(problems(options)).toEqual(expected);
});

test.each([
  ['an address in the image of an app without', { image: { env: { DATABASE_URL: 'sqlite:///x' } } }],
  ['a short health check without a database', { health: { timeout: 1 } }],
  ['a short one that asks nothing', { database: 'postgres', health: { timeout: 1, requires: [] } }],
  ['SQLite in a directory that is kept', { database: 'sqlite', compose: {}, ...VOLUME }],
  ['asyncpg behind a pooler', { database: 'postgres', sql: { driver: 'asyncpg', pooler: 'transaction' } }],
])('%s is accepted', (_, options) => {
  expect(problems(options)).toEqual([]);
});

test('a migration of the options is the one of the database, unless another one is given', () => {
  const command = (options: object) => {
    const result = resolve({ database: 'postgres', ...options }, 'orders');
    return result.ok ? result.value.migration.command.join(' ') : result.problems;
  };
  expect(command({})).toBe('python -m orders._container.migrate upgrade head');
  expect(command({ app: 'main:app' })).toBe('python -m _container.migrate upgrade head');
  expect(command({ migration: { command: ['alembic', 'upgrade', 'head'] } })).toBe('alembic upgrade head');
  expect(command({ migration: { command: [] } })).toBe('');
  expect(command({ sql: { migrations: false } })).toBe('');
});
