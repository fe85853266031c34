import { resolved } from '../../../test/support/memory';
import {
  claim,
  claimBeside,
  debugPortBeside,
  neighbourOf,
  portBeside,
  surroundsNotice,
  type Claims,
} from './neighbours';

test.each<[string, object, object[], number | undefined]>([
  ['the first app keeps the default', {}, [], undefined],
  ['the default is free', {}, [{ port: 9000 }], undefined],
  ['the second app gets the next', {}, [{}], 8001],
  ['gaps are filled', {}, [{}, { port: 8002 }], 8001],
  ['a published port is taken too', {}, [{}, { port: 9000, run: { port: 8001 } }], 8002],
  ['what was asked for stays', { port: 8000 }, [{}], undefined],
])('%s', (_, options, others, port) => {
  expect(
    portBeside(
      options,
      others.map((other) => neighbourOf(other, 'other', 'apps/other')),
    ),
  ).toBe(port);
});

test.each<[string, object, object[], number | undefined]>([
  ['the first app keeps the default', {}, [], undefined],
  ['the second app gets the next', {}, [{}], 5679],
  ['the port of an app is taken as well', {}, [{}, { port: 5679 }], 5680],
  ['the default is free', {}, [{ debugPort: 6000 }], undefined],
  ['what was asked for stays', { debugPort: 5678 }, [{}], undefined],
])('a debugger: %s', (_, options, others, port) => {
  const neighbours = others.map((other) => neighbourOf(other, 'other', 'apps/other'));
  expect(debugPortBeside(options, neighbours)).toBe(port);
});

function shared(...apps: (readonly [directory: string, options: object])[]) {
  const claims: Claims = new Map();
  return apps.map(([directory, options]) => claim(claims, resolved(options), directory)[0]?.reason);
}

test('apps with names and tags of their own', () => {
  const tags = (tag: string) => ({ image: { name: 'acme/shop', tags: [tag] } });
  expect(shared(['apps/a', { name: 'a' }], ['apps/b', { name: 'b' }])).toEqual([undefined, undefined]);
  expect(shared(['apps/a', tags('a')], ['apps/b', tags('b')])).toEqual([undefined, undefined]);
});

test.each<[string, object, object, string]>([
  ['names that come to the same', { name: '@acme/orders-api' }, { name: '@acme/orders.api' }, 'acme-orders-api:latest'],
  ['directories of the same name', { name: 'api' }, { name: 'api' }, 'api:latest'],
  [
    'one tag of several',
    { image: { name: 'acme/shop', tags: ['1', 'stable'] } },
    { image: { name: 'acme/shop', tags: ['2', 'stable'] } },
    'acme/shop:stable',
  ],
])('%s', (_, first, second, reference) => {
  const [none, problem] = shared(['apps/shop/api', first], ['apps/blog/api', second]);
  expect(none).toBeUndefined();
  expect(problem).toBe(
    `is shared: the app in apps/shop/api builds ${reference} too, and each would overwrite the other's`,
  );
});

test('an app is no neighbour of its own, and a third one is told of the first', () => {
  expect(shared(['apps/a', {}], ['apps/a', {}], ['apps/c', {}])).toEqual([
    undefined,
    undefined,
    expect.stringContaining('apps/a'),
  ]);
});

describe('a new app around others', () => {
  const others = ['apps/orders', 'apps/stock', 'appsother', '../away'].map((shown) => ({
    shown,
    ports: [],
    references: [],
    published: [],
  }));

  test.each<[string, boolean, string | undefined]>([
    ['apps', false, 'apps holds other apps already (apps/orders, apps/stock)'],
    ['.', false, '. holds other apps already (apps/orders, apps/stock, appsother)'],
    // Of a workspace all apps are below its root.
    ['.', true, undefined],
    ['apps/orders', false, undefined],
    ['app', false, undefined],
  ])('%s, root: %p', (directory, isRoot, told) => {
    const notice = surroundsNotice(directory, others, isRoot);
    if (told === undefined) expect(notice).toBeUndefined();
    else expect(notice?.message).toContain(told);
  });
});

test.each<[string, object]>([
  ['nothing said', {}],
  ['a scope', { name: '@acme/Orders.API' }],
  ['a port', { port: 9000 }],
  ['a port of the debugger', { debugPort: 6000 }],
  ['a published port', { port: 9000, run: { port: 9001 } }],
  ['a name of the image', { name: 'a', image: { name: 'acme/shop' } }],
  ['tags', { image: { tags: ['1', 'stable'] } }],
  ['what runs it', { compose: {}, swarm: {}, port: 9000, run: { port: 9001 } }],
  ['a port of the swarm', { swarm: { port: 80 } }],
  ['no port of the swarm', { swarm: { endpoint: 'dnsrr' } }],
])('what is known of a neighbour is what its options lead to: %s', (_, options) => {
  const app = resolved(options);
  const { ports, published, references } = neighbourOf(options, 'orders', 'apps/orders');
  expect(ports).toEqual([app.port, app.run.port, app.debugPort]);
  expect(references).toEqual(app.image.tags.map((tag) => `${app.image.name}:${tag}`));
  const claims: Claims = new Map();
  claim(claims, app, 'apps/orders');
  for (const { by, port } of published) expect(claims.has(`port ${String(port)} of ${by}`)).toBe(true);
  expect(claims.size).toBe(references.length + published.length);
});

test.each<[string, unknown]>([
  ['no object', []],
  ['other types', { port: '9000', name: 7, image: [], run: 3 }],
  ['a misspelt option', { prot: 9000 }],
])('a neighbour whose options are wrong is known as far as they say it: %s', (_, options) => {
  const neighbour = neighbourOf(options, 'orders', 'apps/orders');
  expect(neighbour).toEqual({
    shown: 'apps/orders',
    ports: [8000, 8000, 5678],
    references: ['orders:latest'],
    published: [],
  });
  expect(portBeside({}, [neighbour])).toBe(8001);
  expect(claimBeside(resolved({ name: 'orders' }), 'apps/new', [neighbour])[0]?.reason).toContain('apps/orders');
  expect(claimBeside(resolved({ name: 'billing' }), 'apps/new', [neighbour])).toEqual([]);
});

test.each<[string, object, string, string]>([
  ['the name of the app', {}, 'svc/same', '--name=same-svc, or its image alone: --image.name=same-svc.'],
  ['from inside', {}, '.', '--name=same-api, or its image alone: --image.name=same-api.'],
  ['from beside', {}, '../../svc/same/', '--name=same-svc, or its image alone: --image.name=same-svc.'],
  [
    'a name of the image',
    { name: 'b', image: { name: 'same' } },
    'svc/b',
    'give the image another name, such as --image.name=same-svc.',
  ],
])('the way out of an app that is to be made are flags: %s', (_, options, directory, fix) => {
  const [problem] = claimBeside(resolved({ name: 'same', ...options }), directory, [
    neighbourOf({}, 'same', 'apps/same'),
  ]);
  expect(`${problem?.fix ?? ''}.`).toContain(fix);
});

const published = (options: object, name: string) => ({ name, compose: {}, ...options });

test.each<[string, object, object, string | undefined]>([
  ['one port by Compose', { port: 8000 }, { run: { port: 8000 }, port: 9000 }, 'has it under Compose too'],
  ['ports of their own', { port: 8000 }, { port: 8001 }, undefined],
  ['another app that Compose does not run', { port: 8000 }, { port: 8000, compose: undefined }, undefined],
  ['one port in the swarm', { swarm: {} }, { port: 9000, swarm: { port: 8000 } }, 'has it under Swarm too'],
  ['no port in the swarm', { swarm: {} }, { port: 9000, swarm: { endpoint: 'dnsrr' } }, undefined],
])('%s', (_, first, second, reason) => {
  const given = JSON.parse(JSON.stringify(published(second, 'b'))) as object;
  const [none, problem] = shared(['apps/a', published(first, 'a')], ['apps/b', given]);
  expect(none).toBeUndefined();
  if (reason === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(reason);
});
