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
