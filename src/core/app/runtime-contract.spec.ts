import { resolved } from '../../../test/support/memory';
import { runtimeContract } from './runtime-contract';

test('the contract with the defaults', () => {
  expect(runtimeContract(resolved({}))).toEqual({
    name: 'orders',
    drain: { by: 'server', seconds: 5 },
    resources: { memory: 256, cpu: 1000, engineCpu: 1000, temporary: 64, pids: 100 },
    secrets: { directory: '/run/secrets/app', names: [] },
    migration: [],
    image: 'orders:latest',
    port: 8000,
    metrics: undefined,
    user: 10001,
    readOnlyRoot: true,
    writable: ['/tmp'],
    droppedCapabilities: ['ALL'],
    noNewPrivileges: true,
    init: false,
    stopTimeout: 10,
    probes: { live: '/health/live', ready: '/health/ready', interval: 30, timeout: 5, startPeriod: 30, retries: 3 },
    local: {
      port: 8000,
      envFile: undefined,
      environment: {},
      terminal: {},
      network: undefined,
      volumes: [],
      hosts: [],
    },
  });
});

test('the contract follows the options', () => {
  const run = { port: 80, envFile: '.env', init: true, network: 'shop', volumes: ['a:/a'], hosts: ['db:10.0.0.1'] };
  const options = {
    port: 9000,
    run: { ...run, env: { APP_REGION: 'eu' } },
    image: { name: 'registry.example.com/orders', tags: ['1.2', '1'], user: 12345 },
    health: { live: '/livez', ready: '/readyz', interval: 10, timeout: 3, startPeriod: 0, retries: 5 },
    timeouts: { stop: 30 },
  };
  const { port, envFile, network, volumes, hosts } = run;
  expect(runtimeContract(resolved(options))).toMatchObject({
    image: 'registry.example.com/orders:1.2',
    port: 9000,
    user: 12345,
    init: true,
    stopTimeout: 30,
    probes: options.health,
    local: { port, envFile, network, volumes, hosts, environment: { APP_REGION: 'eu' } },
  });
});

test.each([
  ['@acme/orders_api', 'acme-orders-api'],
  ['Orders.API', 'orders-api'],
  ['orders', 'orders'],
])('%s is called %s', (name, called) => {
  expect(runtimeContract(resolved({ name })).name).toBe(called);
});
