import { parse, parseAllDocuments } from 'yaml';
import { loadTemplates } from '../../io/templates';
import { NO_FACTS } from '../app/facts';
import { compose, swarm } from '../outputs/compose';
import { kubernetesBase } from '../outputs/kubernetes';
import type { Output } from '../outputs/output';
import { resolve } from '../resolve/resolve';
import { resolved } from '../../../test/support/memory';

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, object>>;
  readonly volumes?: readonly unknown[];
  readonly secrets?: readonly { readonly target: string }[];
}

interface File {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: object;
}

const texts = (output: Output, options: object): string[] =>
  output.render(resolved(options), loadTemplates(), NO_FACTS).map((file) => ('content' in file ? file.content : ''));

const read = (output: Output, options: object): File =>
  parse(texts(output, options)[0] ?? '', { version: '1.1' }) as File;

const kubernetes = (options: object): string =>
  JSON.stringify(
    texts(kubernetesBase, options).map((text) => parseAllDocuments(text).map((each) => each.toJS() as unknown)),
  );

const problems = (options: object): string[] => {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option, reason }) => `${option} ${reason}`);
};

describe('"cache" in compose.yaml', () => {
  test('brings a Redis that forgets, its address, and the order of the start', () => {
    const { services, volumes } = read(compose, { cache: 'redis', compose: {} });
    expect(services.orders?.environment).toEqual({ REDIS_URL: 'redis://redis:6379/0' });
    expect(services.orders?.depends_on).toEqual({ 'orders-redis': { condition: 'service_healthy' } });
    expect(services['orders-redis']?.command).toContain('allkeys-lru');
    expect(volumes).toBeUndefined();
  });

  test('goes with the group that says how the service is, and that one alone gives no address', () => {
    const said = { compose: { redis: { persistent: true, memory: 64 } } };
    const { services, volumes } = read(compose, { cache: 'redis', ...said });
    expect(services.orders?.environment).toEqual({ REDIS_URL: 'redis://redis:6379/0' });
    expect(services['orders-redis']).toMatchObject({ mem_limit: '64m' });
    expect(Object.keys(volumes ?? {})).toEqual(['orders-redis']);
    expect(read(compose, said).services.orders?.environment).toBeUndefined();
  });

  test.each<[string, object]>([
    ['an address in run.env', { run: { env: { REDIS_URL: 'redis://cache.internal:6379' } } }],
    ['a secret with the address', { secrets: ['redis_url'] }],
  ])('%s says that it is elsewhere: no service, and no second address', (_, elsewhere) => {
    const { services } = read(compose, { cache: 'redis', compose: {}, ...elsewhere });
    expect(Object.keys(services)).toEqual(['orders']);
    expect(services.orders?.environment?.REDIS_URL).not.toBe('redis://redis:6379/0');
    expect(problems({ cache: 'redis', compose: { redis: { persistent: false } }, ...elsewhere })).toEqual([
      expect.stringMatching(/^compose\.redis would be another one/),
    ]);
  });

  test('has to be told what stays, where the group says something else', () => {
    expect(problems({ cache: 'redis', compose: { redis: { memory: 64 } } })).toEqual([
      expect.stringMatching(/^compose\.redis\.persistent is not said/),
    ]);
  });

  test('leaves its name to nobody else', () => {
    const services = { redis: { image: 'redis:8' } };
    expect(problems({ cache: 'redis', compose: { services } })).toEqual([
      expect.stringMatching(/^compose\.services\.redis .*"cache"/),
    ]);
  });
});

describe('"cache" where no service is made', () => {
  test('is a secret of the swarm, unless a variable there has the address', () => {
    const targets = (options: object) =>
      (read(swarm, options).services.orders?.secrets ?? []).map(({ target }) => target);
    expect(targets({ cache: 'redis', swarm: {}, secrets: ['token'] })).toEqual([
      '/run/secrets/app/token',
      '/run/secrets/app/redis_url',
    ]);
    const env = { REDIS_URL: 'redis://cache:6379/0' };
    expect(targets({ cache: 'redis', swarm: { env } })).toEqual([]);
    expect(targets({ swarm: {} })).toEqual([]);
  });

  test('is a key of the Secret in Kubernetes, unless a variable there has the address', () => {
    const env = { REDIS_URL: 'redis://cache:6379/0' };
    expect(kubernetes({ cache: 'redis', kubernetes: {} })).toContain('{"key":"redis_url","path":"redis_url"}');
    expect(kubernetes({ cache: 'redis', kubernetes: { env } })).not.toContain('redis_url');
    expect(kubernetes({ kubernetes: {} })).not.toContain('redis_url');
  });
});

describe('"database": "postgres"', () => {
  const database = 'postgres';

  test('brings a PostgreSQL, its address without the password, and the migration before the start', () => {
    const { services, volumes } = read(compose, { database, compose: {} });
    const DATABASE_URL = 'postgresql://app@postgres:5432/app';
    expect(Object.keys(services)).toEqual(['orders', 'orders-migrate', 'orders-postgres']);
    for (const name of ['orders', 'orders-migrate']) {
      expect(services[name]?.environment).toMatchObject({ DATABASE_URL, APP_SECRETS_DIR: '/run/secrets/app' });
      expect(services[name]?.secrets).toMatchObject([{ target: '/run/secrets/app/database_password' }]);
    }
    expect(services.orders?.depends_on).toEqual({
      'orders-postgres': { condition: 'service_healthy' },
      'orders-migrate': { condition: 'service_completed_successfully' },
    });
    expect(services['orders-migrate']?.command).toEqual([
      'python',
      '-m',
      'orders._container.migrate',
      'upgrade',
      'head',
    ]);
    expect(Object.keys(volumes ?? {})).toEqual(['orders-postgres']);
  });

  test('takes as many connections as the options say', () => {
    const service = (maxConnections?: number) =>
      read(compose, { database, compose: {}, sql: maxConnections === undefined ? {} : { maxConnections } }).services[
        'orders-postgres'
      ];
    expect(service(100)).toEqual(service());
    expect(service()).toMatchObject({ pids_limit: 200 });
    expect(service()?.command).toBeUndefined();
    expect(service(400)).toMatchObject({ pids_limit: 500, command: ['postgres', '-c', 'max_connections=400'] });
  });

  test('goes with the group that says how the service is, and is refused beside another place or another kind', () => {
    const postgres = { memory: 1024 };
    expect(read(compose, { database, compose: { postgres } }).services['orders-postgres']).toMatchObject({
      mem_limit: '1024m',
    });
    expect(problems({ database, compose: { postgres }, secrets: ['database_url'] })).toEqual([
      expect.stringMatching(/^compose\.postgres would be another one than that of "database"/),
    ]);
    const run = { volumes: ['./data:/data'] };
    expect(problems({ database: 'sqlite', compose: { postgres }, run })).toEqual([
      expect.stringMatching(/^compose\.postgres is a database that the application would not use/),
    ]);
    expect(problems({ compose: { postgres } })).toEqual([]);
  });

  test('elsewhere is a secret: under Compose where it is named, in a swarm and in Kubernetes always', () => {
    const { services } = read(compose, { database, compose: {}, secrets: ['database_url'] });
    expect(Object.keys(services)).toEqual(['orders', 'orders-migrate']);
    expect(services.orders?.environment).toEqual({ APP_SECRETS_DIR: '/run/secrets/app' });
    const key = '{"key":"database_url","path":"database_url"}';
    const objects = kubernetes({ database, kubernetes: {} });
    // In the Deployment, and in the Job that changes the tables.
    expect(objects.split(key)).toHaveLength(3);
    expect(objects).toContain('["python","-m","orders._container.migrate","upgrade","head"]');
    expect(JSON.stringify(read(swarm, { database, swarm: {} }))).toContain('/run/secrets/app/database_url');
  });
});
