import { createHash } from 'node:crypto';
import { postgresImage } from './support/data-images';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp } from './support/http';
import { QUICK_BUILDER, writeApp } from './support/image-app';
import { SETUPS, pairwiseRows, type Factors, type Row } from './support/pairwise';
import { keepOnFailure } from './support/workspace';

/** What the service is asked for in production, with each server. */
const FACTORS: Factors = {
  setup: Object.keys(SETUPS),
  python: ['3.12', '3.14'],
  database: ['none', 'sqlite', 'postgres'],
  driver: [{}, { sql: { driver: 'asyncpg' } }],
  cache: ['none', 'redis'],
  logFormat: ['text', 'json'],
  requestId: [{}, { requestId: true }, { requestId: false }],
  telemetry: ['none', 'otlp'],
  metrics: ['none', 'prometheus'],
  docs: ['cdn', 'bundled', 'none'],
  cors: [{}, { cors: { origins: ['https://shop.example.com'] } }],
  trustedHosts: [{}, { trustedHosts: ['orders.example.com'] }],
  maxBodySize: [{}, { maxBodySize: 1 }],
  securityHeaders: [false, true],
};

/** The options of a row, with what they are where it says nothing. */
interface Asked {
  readonly database: string;
  readonly cache: string;
  readonly logFormat: string;
  readonly requestId: boolean;
  readonly metrics: string;
  readonly docs: string;
  readonly cors?: object;
  readonly trustedHosts?: readonly string[];
  readonly maxBodySize?: number;
  readonly securityHeaders: boolean;
}

function asked(options: Row['options']): Asked {
  return { requestId: options.logFormat === 'json', ...options } as unknown as Asked;
}

const network = `fce2e-${String(process.pid)}-production`;
const server = `${network}-postgres`;
const PASSWORD = createHash('sha256').update(network).digest('hex');

/** The addresses of what a row asks. Nothing answers at the cache: the application starts all the same. */
function addresses({ database, cache }: Asked): Record<string, string> {
  const of: Readonly<Record<string, string>> = {
    sqlite: 'sqlite:////tmp/orders.sqlite',
    postgres: `postgresql://app:${PASSWORD}@${server}/orders`,
  };
  return {
    ...(of[database] === undefined ? {} : { DATABASE_URL: of[database] }),
    ...(cache === 'none' ? {} : { REDIS_URL: 'redis://localhost:6379/0' }),
  };
}

/** The numbers of the container, asked for from inside: their port is published nowhere. */
function scraped(container: Container): string {
  const code = 'import urllib.request; print(urllib.request.urlopen("http://127.0.0.1:9000/metrics").read().decode())';
  return container.exec('python', '-c', code).output;
}

async function expectProtected(url: string, options: Asked): Promise<void> {
  const answer = await fetch(`${url}/items`, { headers: { origin: 'https://shop.example.com' } });
  await answer.text();
  expect(answer.status).toBe(200);
  const has = (header: string) => answer.headers.has(header);
  expect(has('x-request-id')).toBe(options.requestId);
  expect(has('access-control-allow-origin')).toBe(options.cors !== undefined);
  expect(has('x-content-type-options')).toBe(options.securityHeaders);
  const headers = { 'content-type': 'application/json' };
  const large = await ask(`${url}/items`, { method: 'POST', headers, body: ' '.repeat(2 * 1024 * 1024) });
  expect(large.status).toBe(options.maxBodySize === undefined ? 422 : 413);
}

async function expectPages(url: string, docs: string): Promise<void> {
  const page = await ask(`${url}/docs`);
  const pages: Readonly<Record<string, [number, string]>> = {
    cdn: [200, 'cdn.jsdelivr.net'],
    bundled: [200, 'docs/files/'],
    none: [404, 'Not Found'],
  };
  const [status, text] = pages[docs] ?? [0, ''];
  expect(page.status).toBe(status);
  expect(page.body).toContain(text);
  expect((await ask(`${url}/openapi.json`)).status).toBe(docs === 'none' ? 404 : 200);
}

async function expectItems(container: Container): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { status, body } = await ask(`${container.url}/items`, { method: 'POST', headers, body: '{"name":"lamp"}' });
  expect({ status, body }).toMatchObject({ status: 201, body: expect.stringContaining('lamp') as string });
}

/** The Host header of a request is out of reach of `fetch`. */
function statusFor(container: Container, host: string, path: string): string {
  const code = `import http.client; c = http.client.HTTPConnection("127.0.0.1", 8000); c.request("GET", "${path}", headers={"Host": "${host}"}); print(c.getresponse().status)`;
  return container.exec('python', '-c', code).stdout.trim();
}

function expectLines(container: Container, format: string): void {
  const lines = container.logs().split('\n').filter(Boolean);
  const isObject = (line: string) => /^\{"time": .*\}$/.test(line);
  if (format === 'json') expect(lines.filter((line) => !isObject(line))).toEqual([]);
  else expect(lines.filter(isObject)).toEqual([]);
}

async function expectRow({ name, options }: Row): Promise<void> {
  const image = imageName(`production-${name}`);
  const row = asked(options);
  const ofImage = { name: image, check: true, extra: { builder: [QUICK_BUILDER] } };
  docker(['build', '--quiet', '--tag', image, writeApp({ ...options, image: ofImage })]);
  const container = new Container(image, '8000', [], addresses(row), network);
  try {
    await askUntilUp(`${container.url}/health/live`);
    if (row.database !== 'none') {
      const migrated = container.exec('python', '-m', 'orders._container.migrate', 'upgrade', 'head');
      if (migrated.status !== 0) throw new Error(migrated.output);
    }
    expect((await ask(`${container.url}/health/ready`)).status).toBe(200);
    await expectItems(container);
    await expectProtected(container.url, row);
    await expectPages(container.url, row.docs);
    expect(statusFor(container, 'evil.example.com', '/items')).toBe(row.trustedHosts === undefined ? '200' : '400');
    expect(statusFor(container, '10.0.0.1', '/health/live')).toBe('200');
    const counted = scraped(container).includes('http_request_duration_seconds_count{method="GET",route="/items"');
    expect(counted).toBe(row.metrics === 'prometheus');
    await container.untilHealth('healthy');
    expect(await container.stop()).toBe(0);
    expectLines(container, row.logFormat);
  } catch (error) {
    throw new Error(`${name}: ${JSON.stringify(options)}\n${container.logs()}`, { cause: error });
  } finally {
    container.remove();
  }
}

const { rows, pairs } = pairwiseRows(FACTORS);

describeDocker(`${String(rows.length)} containers cover ${String(pairs)} pairs of what production asks`, () => {
  beforeAll(async () => {
    const postgres = await postgresImage();
    docker(['network', 'create', network]);
    const env = { POSTGRES_USER: 'app', POSTGRES_DB: 'orders', POSTGRES_PASSWORD: PASSWORD };
    docker([
      ...['run', '--detach', '--name', server, '--network', network],
      ...Object.entries(env).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
      postgres,
    ]);
    const isUp = () => docker(['exec', server, 'pg_isready', '--host', '127.0.0.1'], 'any').status === 0;
    for (const end = Date.now() + 60_000; !isUp();) {
      if (Date.now() > end) throw new Error(docker(['logs', server]).output);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });

  afterAll(() => {
    docker(['rm', '--force', '--volumes', server], 'any');
    docker(['network', 'rm', network], 'any');
  });

  test.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => keepOnFailure(() => expectRow(row))());
});
