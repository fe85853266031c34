import { parse } from 'yaml';
import { resolve } from '../../resolve/resolve';
import { compose, composeDevelopment, secretsIgnored, swarm } from '../../outputs/compose';
import { loadTemplates } from '../../../io/templates';
import { NO_FACTS } from '../../app/facts';
import type { Output } from '../../outputs/output';
import { secretFiles } from './secrets';
import { reachable } from './words';

type Service = Readonly<Record<string, unknown>>;

interface File {
  readonly name?: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}

function app(options: object) {
  const result = resolve({ name: 'orders', ...options }, 'orders');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function problems(options: object): string[] {
  const result = resolve({ name: 'orders', ...options }, 'orders');
  return result.ok ? [] : result.problems.map(({ option }) => option);
}

function text(output: Output, options: object): string | undefined {
  const [file] = output.render(app(options), loadTemplates(), NO_FACTS);
  return file && 'content' in file ? file.content : undefined;
}

function read(output: Output, options: object): File {
  return parse(text(output, options) ?? 'services: {}', { version: '1.1' }) as File;
}

describe('compose.yaml', () => {
  test('follows the options of the image', () => {
    const file = read(compose, {
      compose: { bind: '127.0.0.2' },
      port: 9000,
      run: { port: 9100 },
      timeouts: { stop: 33 },
      resources: { memory: 300, cpu: 1500, pids: 70, tmp: 5 },
    });
    expect(file.name).toBe('orders');
    expect(file.services.orders).toMatchObject({
      image: 'orders:latest',
      ports: [{ target: 9000, published: '${ORDERS_PORT:-9100}', host_ip: '127.0.0.2' }],
      stop_grace_period: '33s',
      mem_limit: '300m',
      cpus: 1.5,
      pids_limit: 70,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      volumes: [{ type: 'tmpfs', target: '/tmp', tmpfs: { size: 5 * 1024 * 1024, mode: 0o1777 } }],
    });
    expect(Object.keys(file.services)).toEqual(['orders']);
  });

  test('every service is named after the app, so that files of several apps can be included together', () => {
    const options = {
      name: 'billing_api',
      compose: { postgres: {}, redis: {}, services: { mail: { image: 'mail:1', data: '/data' } } },
      migration: { command: ['migrate'] },
      secrets: ['api_token'],
    };
    const { services, networks = {}, volumes = {}, secrets = {} } = read(compose, options);
    const names = [services, networks, volumes, secrets].flatMap((part) => Object.keys(part));
    expect(names.length).toBe(11);
    expect(names.filter((name) => name !== 'billing-api' && !name.startsWith('billing-api-'))).toEqual([]);
  });

  test('services are hardened, reachable from the app alone, and waited for where something tells that they work', () => {
    const services = {
      mail: { image: 'mail:1' },
      queue: { image: 'queue:1', check: ['ready'], user: 7, writable: [] },
    };
    const file = read(compose, { compose: { postgres: {}, services } });
    expect(file.networks).toEqual({ 'orders-data': { internal: true } });
    expect(file.services['orders-postgres']).toMatchObject({
      user: '70:70',
      cap_drop: ['ALL'],
      read_only: true,
      security_opt: ['no-new-privileges:true'],
      networks: { 'orders-data': { aliases: ['postgres'] } },
    });
    expect(file.services['orders-postgres']).not.toHaveProperty('ports');
    expect(file.services['orders-queue']).toMatchObject({ user: '7:7', cap_drop: ['ALL'], read_only: true });
    expect(file.services['orders-mail']).not.toHaveProperty('cap_drop');
    expect(file.services.orders).toMatchObject({
      networks: ['default', 'orders-data'],
      depends_on: {
        'orders-postgres': { condition: 'service_healthy' },
        'orders-mail': { condition: 'service_started' },
        'orders-queue': { condition: 'service_healthy' },
      },
    });
  });

  test('what services may take is limited, and an option says how much', () => {
    const services = { mail: { image: 'mail:1' }, queue: { image: 'queue:1', memory: 1024, cpu: 250, pids: 20 } };
    const file = read(compose, { compose: { postgres: {}, redis: {}, services } });
    const limits = Object.entries(file.services).map(([name, { mem_limit, cpus, pids_limit }]) => [
      name,
      [mem_limit, cpus, pids_limit],
    ]);
    expect(Object.fromEntries(limits)).toEqual({
      orders: ['256m', 1, 100],
      'orders-postgres': ['512m', 1, 200],
      'orders-redis': ['256m', 1, 200],
      'orders-mail': ['512m', 1, 200],
      'orders-queue': ['1024m', 0.25, 20],
    });
  });

  test.each<[string, object, number | undefined]>([
    ['one worker: each machine has one CPU', {}, 1],
    ['several workers', { workers: 3 }, undefined],
    ['more than most machines have', { workers: 64 }, undefined],
    ['what a person says', { workers: 3, resources: { cpu: 3000 } }, 3],
    ['what a person says of one worker', { resources: { cpu: 500 } }, 0.5],
  ])('no default keeps a machine with few CPUs from starting the app: %s', (_, options, cpus) => {
    const given = { compose: {}, swarm: {}, migration: { command: ['migrate'] }, ...options };
    const { orders, 'orders-migrate': migration } = read(compose, given).services;
    expect([orders?.cpus, migration?.cpus]).toEqual([cpus, cpus]);
    expect(read(swarm, given).services.orders).toMatchObject({
      deploy: {
        resources: {
          limits: { ...(cpus === undefined ? {} : { cpus: String(cpus) }), pids: expect.any(Number) as number },
        },
      },
    });
    if (cpus === undefined) expect(text(swarm, given)).not.toContain('cpus');
  });

  test('Redis keeps what it holds, and as a cache it has nothing to keep', () => {
    const words = (redis: object) => {
      const file = read(compose, { compose: { redis } });
      const { command = [], volumes = [] } = file.services['orders-redis'] ?? {};
      return { command: (command as string[]).join(' '), volumes, kept: Object.keys(file.volumes ?? {}) };
    };
    const kept = words({ memory: 100 });
    expect(kept.command).toContain('--maxmemory 50mb --appendonly yes');
    expect(kept).toMatchObject({ volumes: ['orders-redis:/data', { target: '/tmp' }], kept: ['orders-redis'] });
    const cache = words({ memory: 100, persistent: false });
    expect(cache.command).toContain('--maxmemory 75mb --appendonly no --save  --maxmemory-policy allkeys-lru');
    expect(cache).toMatchObject({ volumes: [{ target: '/tmp' }, { type: 'tmpfs', target: '/data' }], kept: [] });
  });

  test('a migration runs before the app and after its services, in the same image, as hardened', () => {
    const { services } = read(compose, { compose: { redis: {} }, migration: { command: ['alembic', '-x', 'a=$b'] } });
    expect(services['orders-migrate']).toMatchObject({
      image: services.orders?.image,
      command: ['alembic', '-x', 'a=$$b'],
      restart: 'no',
      read_only: true,
      cap_drop: ['ALL'],
      depends_on: { 'orders-redis': { condition: 'service_healthy' } },
    });
    // Two builds of one name would race for it, and without an image nothing is asked of a registry.
    expect(services['orders-migrate']).not.toHaveProperty('build');
    expect(services['orders-migrate']).toHaveProperty('pull_policy', 'never');
    expect(services.orders).toHaveProperty('build');
    expect(services.orders?.depends_on).toMatchObject({
      'orders-migrate': { condition: 'service_completed_successfully' },
    });
  });

  test.each([
    ['postgres:17', '/var/lib/postgresql/data'],
    ['registry.example.com:5000/postgres:16-alpine', '/var/lib/postgresql/data'],
    ['postgres:18.1', '/var/lib/postgresql'],
    ['registry.example.com:5000/postgres:18@sha256:0', '/var/lib/postgresql'],
    ['registry.example.com:5000/postgres', '/var/lib/postgresql/data'],
  ])('%s keeps its data in %s', (image, directory) => {
    const { services } = read(compose, { compose: { postgres: { image, user: 999 } } });
    expect(services['orders-postgres']?.volumes).toContain(`orders-postgres:${directory}`);
  });
});

describe('compose.dev.yaml', () => {
  const development = (options: object) => read(composeDevelopment, options).services.orders;

  test.each([
    [{}, './orders', '/app/orders'],
    [{ source: 'src' }, './src', '/app/src'],
    [{ app: 'main:app' }, '.', '/app'],
  ])('%j: the source is where the image has it, read-only', (options, source, target) => {
    const service = development({ compose: {}, ...options });
    expect(service?.volumes).toEqual([
      { type: 'bind', source, target, read_only: true, bind: { create_host_path: false } },
    ]);
    expect(service).not.toHaveProperty('read_only');
  });

  test('copied sources need a root that can be written to', () => {
    const service = development({ compose: { development: 'watch' } });
    expect(service).toMatchObject({
      read_only: false,
      develop: { watch: [{ action: 'sync' }, { action: 'rebuild' }] },
    });
    expect(service).not.toHaveProperty('volumes');
  });

  test('is not there where nothing reloads', () => {
    expect(text(composeDevelopment, { compose: { development: 'none' } })).toBeUndefined();
    expect(text(composeDevelopment, { compose: {}, server: 'granian' })).toBeUndefined();
    expect(text(composeDevelopment, {})).toBeUndefined();
  });
});

describe('compose.swarm.yaml', () => {
  test('has what Swarm takes, and nothing that it leaves out', () => {
    const file = read(swarm, { swarm: { replicas: 4, port: 8080 }, secrets: ['api_token'], timeouts: { drain: 7 } });
    expect(file).not.toHaveProperty('name');
    expect(file.services.orders).toMatchObject({
      ports: [{ target: 8000, published: 8080, mode: 'ingress' }],
      stop_grace_period: '17s',
      environment: { DRAIN_SECONDS: '7', APP_SECRETS_DIR: '/run/secrets/app' },
      secrets: [{ source: 'orders-api-token', target: '/run/secrets/app/api_token', uid: '10001', mode: 0o400 }],
      deploy: { replicas: 4, update_config: { order: 'start-first', failure_action: 'rollback' } },
    });
    for (const ignored of ['build', 'security_opt', 'mem_limit', 'pids_limit', 'depends_on', 'tmpfs', 'env_file']) {
      expect(file.services.orders).not.toHaveProperty(ignored);
    }
    expect(file.secrets).toEqual({ 'orders-api-token': { external: true } });
  });

  test('publishes nothing where each container has an address of its own', () => {
    expect(read(swarm, { swarm: { endpoint: 'dnsrr' } }).services.orders).not.toHaveProperty('ports');
  });
});

describe('secrets', () => {
  test('passwords between services are made, others are for the user to give', () => {
    expect(secretFiles(app({ compose: { postgres: {} }, secrets: ['api_token'] }))).toEqual([
      { name: 'api_token', random: false },
      { name: 'database_password', random: true },
    ]);
    expect(secretFiles(app({ secrets: ['api_token'] }))).toEqual([]);
  });

  test('Git passes over their values', () => {
    expect(text(secretsIgnored, { compose: {}, secrets: ['a'] })).toMatch(/^\*\n!\.gitignore\n$/m);
    expect(text(secretsIgnored, { compose: {} })).toBeUndefined();
  });
});

describe('hostile values', () => {
  const HOSTILE = [
    `$HOME \${HOME} $$`,
    `a" b' #c: d`,
    '- a: b',
    '{a: b}',
    '*alias',
    '!tag',
    '| block',
    '<<',
    'on',
    '0o17',
    '12:30',
    '\u2028services: {}',
    '\u0085services: {}',
  ];

  test.each(HOSTILE)('%j is one text, wherever a value can stand', (value) => {
    const env = { A: value };
    const services = { mail: { image: 'mail:1', env, command: ['run', value], check: ['run', value] } };
    const options = { compose: { services }, swarm: { env }, migration: { command: ['run', value] } };
    const written = value.replaceAll('$', '$$$$');
    const file = read(compose, options);
    expect(file.services['orders-mail']).toMatchObject({
      environment: { A: written },
      command: ['run', written],
      healthcheck: { test: ['CMD', 'run', written] },
    });
    expect(file.services['orders-migrate']?.command).toEqual(['run', written]);
    expect(Object.keys(file.services)).toEqual(['orders', 'orders-migrate', 'orders-mail']);
    expect(read(swarm, options).services.orders?.environment).toMatchObject({ A: written });
  });

  test('Swarm takes no value for a template', () => {
    const { services } = read(swarm, { swarm: { env: { A: 'a {{.Node.ID}} {{{ b' } } });
    expect(services.orders?.environment).toMatchObject({ A: 'a {{"{{"}}.Node.ID}} {{"{{"}}{ b' });
  });

  test.each([
    [{ compose: { services: { mail: { image: 'a', env: { A: 'b\nc' } } } } }, 'compose.services.mail.env.A'],
    [{ swarm: { env: { A: 'b\r\nc' } } }, 'swarm.env.A'],
    [{ migration: { command: ['a\nb'] } }, 'migration.command[0]'],
    [{ compose: { services: { mail: { image: 'a\nprivileged: true' } } } }, 'compose.services.mail.image'],
    [{ compose: { services: { mail: { image: '${A}' } } } }, 'compose.services.mail.image'],
    [{ compose: { bind: '127.0.0.1"' } }, 'compose.bind'],
    [{ secrets: ['../../etc/passwd'] }, 'secrets[0]'],
    [{ secrets: ['a b'] }, 'secrets[0]'],
    [{ compose: { services: { mail: { image: 'a', data: '/a:/b' } } } }, 'compose.services.mail.data'],
    [{ compose: { services: { mail: { image: 'a', writable: ['/$A'] } } } }, 'compose.services.mail.writable[0]'],
  ])('%j is refused', (options, option) => {
    expect(problems(options)).toEqual([option]);
  });

  test('names of services are of one form', () => {
    const services = { 'a: {}': { image: 'a' } };
    expect(problems({ compose: { services } })).toHaveLength(1);
  });
});

test.each([
  ['0.0.0.0:8000', '127.0.0.1:8000'],
  ['127.0.0.1:8000', '127.0.0.1:8000'],
  ['192.168.0.7:8000', '192.168.0.7:8000'],
  ['[::]:8000', '[::1]:8000'],
  [':::8000', '[::1]:8000'],
  ['[::1]:8000', '[::1]:8000'],
])('what is published at %s can be reached at %s', (published, address) => {
  expect(reachable(published)).toBe(address);
});
