import { resolve } from '../resolve/resolve';

function problems(options: object): { option: string; reason: string; fix: string | undefined }[] {
  const result = resolve({ name: 'orders', ...options }, 'orders');
  return result.ok ? [] : result.problems.map(({ option, reason, fix }) => ({ option, reason, fix }));
}

const route = (given: object) => ({ kubernetes: { route: { host: 'orders.example.com', ...given } } });

test.each<[string, object, string, RegExp]>([
  ['a name that begins with a digit', { name: '1orders', app: 'orders.main:app', compose: {} }, 'name', /no letter/],
  ['a reserved variable', { kubernetes: { env: { PYTHONPATH: '/x' } } }, 'kubernetes.env.PYTHONPATH', /image itself/],
  [
    'a drain beside its option',
    { kubernetes: { env: { DRAIN_SECONDS: '9' } } },
    'kubernetes.env.DRAIN_SECONDS',
    /drain/,
  ],
  ['the same in a swarm', { swarm: { env: { DRAIN_SECONDS: '9' } } }, 'swarm.env.DRAIN_SECONDS', /"timeouts\.drain"/],
  [
    'another directory of secrets',
    { kubernetes: { env: { APP_SECRETS_DIR: '/s' } } },
    'kubernetes.env.APP_SECRETS_DIR',
    /"secrets"/,
  ],
  ['a password for Kubernetes', { kubernetes: { env: { DB_PASSWORD: 'x' } } }, 'kubernetes.env.DB_PASSWORD', /secret/],
  ['a password in a URL', { swarm: { env: { DB: 'postgres://a:b@c' } } }, 'swarm.env.DB', /password in a URL/],
  ['a secret twice', { secrets: ['a', 'a'] }, 'secrets[1]', /named twice/],
  ['a service without an image', { compose: { services: { mail: {} } } }, 'compose.services.mail.image', /missing/],
  [
    'a service with the name of a known one',
    { compose: { redis: {}, services: { redis: { image: 'a' } } } },
    'compose.services.redis',
    /another service/,
  ],
  [
    'a service with a secret in its environment',
    { compose: { services: { mq: { image: 'a', env: { MQ_PASSWORD: 'x' } } } } },
    'compose.services.mq.env.MQ_PASSWORD',
    /secret/,
  ],
  [
    'a reload that cannot be',
    { server: 'granian', compose: { development: 'mount' } },
    'compose.development',
    /watchfiles/,
  ],
  [
    'more CPU than the limit',
    { resources: { cpu: 500 }, kubernetes: { requestCpu: 600 } },
    'kubernetes.requestCpu',
    /600/,
  ],
  [
    'a limit below the default reservation',
    { resources: { cpu: 400 }, kubernetes: { autoscaling: {} } },
    'resources.cpu',
    /reserves more \(500\)/,
  ],
  ['more memory than the limit', { kubernetes: { requestMemory: 300 } }, 'kubernetes.requestMemory', /256 MiB/],
  ['no number of pods', { kubernetes: { autoscaling: { min: 11 } } }, 'kubernetes.autoscaling.min', /at most 10/],
  ['none by the maximum', { kubernetes: { autoscaling: { max: 1 } } }, 'kubernetes.autoscaling.max', /at least 2/],
  ['replicas beside', { kubernetes: { replicas: 2, autoscaling: {} } }, 'kubernetes.replicas', /autoscaler/],
  ['too small a part', { kubernetes: { requestCpu: 100, autoscaling: {} } }, 'kubernetes.requestCpu', /too much to do/],
  ['a route without a host', { kubernetes: { route: { gateway: 'a' } } }, 'kubernetes.route.host', /missing/],
  ['a route without a gateway', route({}), 'kubernetes.route.gateway', /missing/],
  ['a certificate of the Gateway', route({ gateway: 'a', tlsSecret: 'b' }), 'kubernetes.route.tlsSecret', /Gateway/],
  ['a Gateway for an Ingress', route({ kind: 'ingress', gateway: 'a' }), 'kubernetes.route.gateway', /HTTPRoute/],
  ['a prefix that stays', { rootPath: '/a', ...route({ kind: 'ingress' }) }, 'kubernetes.route.kind', /strip/],
  ['two prefixes', { rootPath: '/a', ...route({ gateway: 'a', path: '/b' }) }, 'kubernetes.route.path', /rootPath/],
  [
    'a label of the selector',
    { kubernetes: { labels: { 'app.kubernetes.io/name': 'x' } } },
    'kubernetes.labels.app.kubernetes.io/name',
    /selector/,
  ],
  ['a port that nobody publishes', { swarm: { endpoint: 'dnsrr', port: 80 } }, 'swarm.port', /cannot be published/],
  [
    'a chain that nobody waits for',
    { kubernetes: {}, timeouts: { drain: 600, stop: 3100 } },
    'timeouts.drain',
    /more than 3600/,
  ],
  ['a time without a migration', { migration: { timeout: 5 } }, 'migration.timeout', /has none/],
  [
    'a host name with a scheme',
    route({ host: 'https://a.example.com', gateway: 'a' }),
    'kubernetes.route.host',
    /form/,
  ],
  ['a host name in upper case', route({ host: 'A.example.com', gateway: 'a' }), 'kubernetes.route.host', /form/],
  ['a number as a text', { kubernetes: { replicas: '2' } }, 'kubernetes.replicas', /is a text/],
  [
    'a program with its arguments',
    { migration: { command: ['alembic upgrade', 'head'] } },
    'migration.command[0]',
    /blank/,
  ],
  [
    'a service with its arguments in one word',
    { compose: { services: { mq: { image: 'a', command: ['mq --fast'] } } } },
    'compose.services.mq.command[0]',
    /blank/,
  ],
  [
    'a check in one word',
    { compose: { services: { mq: { image: 'a', check: ['mq ping'] } } } },
    'compose.services.mq.check[0]',
    /blank/,
  ],
  ...['CMD', 'CMD-SHELL', 'NONE'].map((word): [string, object, string, RegExp] => [
    `a check that begins with ${word}`,
    { compose: { services: { mq: { image: 'a', check: [word, 'mq'] } } } },
    'compose.services.mq.check[0]',
    /no program/,
  ]),
  ...['orders', 'localhost', 'orders-migrate', 'orders-mail', 'orders-redis'].map(
    (name): [string, object, string, RegExp] => [
      `a service that is called ${name}`,
      {
        compose: { redis: {}, services: { mail: { image: 'a' }, [name]: { image: 'a' } } },
        migration: { command: ['true'] },
      },
      `compose.services.${name}`,
      /is the name of/,
    ],
  ),
  ['an app that is called as its database', { name: 'postgres', compose: { postgres: {} } }, 'name', /reaches/],
  ...['999.1.1.1', '1.2.3.04', '1:2:3', '::1::2'].map((bind): [string, object, string, RegExp] => [
    `${bind} as an address`,
    { compose: { bind } },
    'compose.bind',
    /is not an address/,
  ]),
  ['a group that is no group', { kubernetes: false }, 'kubernetes', /is a boolean/],
])('%s', (_, options, option, reason) => {
  const found = problems(options);
  expect(found.map((problem) => problem.option)).toContain(option);
  const [problem] = found.filter((each) => each.option === option);
  expect(problem?.reason).toMatch(reason);
  expect(problem?.fix).toMatch(/\w/);
});

test.each<[object, RegExp]>([
  [{ migration: { command: 'alembic upgrade head' } }, /\["alembic", "upgrade", "head"\]/],
  [{ compose: { services: { mq: { image: 'a', check: 'mq  ping' } } } }, /\["mq", "ping"\]/],
  [{ migration: { command: 'sh -c "a b"' } }, /an item for each word/],
  [{ migration: { command: ['alembic upgrade', 'head'] } }, /"alembic", "upgrade", "head"/],
  [{ compose: false }, /take compose out of the options/],
  [{ kubernetes: { autoscaling: false } }, /take kubernetes.autoscaling out of the options/],
  [{ compose: { services: { mq: { image: 'a', environment: {} } } } }, /did you mean "compose.services.mq.env"/],
  [{ compose: { services: { Mail: { image: 'a' } } } }, /name of lower case letters/],
  [{ kubernetes: { env: { 'A-B': 'x' } } }, /such as A_B/],
  [{ port: 8000.5 }, /without quotes/],
])('the way out of %j', (options, fix) => {
  expect(problems(options).map((problem) => problem.fix)).toEqual([expect.stringMatching(fix)]);
});

test('all problems at once', () => {
  const options = { secrets: ['a', 'a'], kubernetes: { requestMemory: 300, autoscaling: { min: 11 } } };
  expect(problems(options).length).toBe(3);
});

test('groups that are empty, and together, are right', () => {
  expect(problems({ compose: {}, swarm: {}, kubernetes: {} })).toEqual([]);
  expect(problems({ compose: { postgres: {}, redis: {} }, secrets: ['api_token'] })).toEqual([]);
});

function notices(options: object): string[] {
  const result = resolve({ name: 'orders', ...options }, 'orders');
  return result.ok ? result.value.notices.map(({ option }) => option) : ['refused'];
}

test.each<[object, string[]]>([
  [{ kubernetes: {} }, []],
  [{ kubernetes: { replicas: 1 } }, ['kubernetes.replicas']],
  [{ kubernetes: {}, resources: { cpu: 500 } }, ['resources.cpu']],
  [{ kubernetes: {}, workers: 2 }, ['workers']],
  [{ compose: { bind: '0.0.0.0' } }, ['compose.bind']],
  [{ compose: { bind: '::1' } }, []],
  [{ compose: {}, resources: { tmp: 129 } }, ['resources.tmp']],
  [{ swarm: {}, resources: { memory: 64 } }, ['resources.tmp']],
  [{ swarm: {}, resources: { tmp: 128 } }, []],
  [{ kubernetes: {}, resources: { tmp: 300 } }, []],
  [{ compose: { redis: { image: 'valkey/valkey:8' } } }, ['compose.redis.image']],
  [{ compose: { redis: { image: 'valkey/valkey:8', user: 999 } } }, []],
  [route({ kind: 'ingress' }), ['kubernetes.route']],
  [route({ kind: 'ingress', tlsSecret: 'a' }), []],
])('%j: notices about %j', (options, expected) => {
  expect(notices(options)).toEqual(expected);
});
