import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp, expectApp } from './support/http';
import { writeApp } from './support/image-app';
import { keepOnFailure, read, write } from './support/workspace';

/** Routes that do what no JSON is made for, and one that fails. */
const ROUTES = `

import warnings  # noqa: E402


@app.get("/odd")
async def odd() -> str:
    warnings.warn("an old call", stacklevel=1)
    logger.info("no number: %d", "a")
    logger.info("extra", extra={"ratio": float("nan"), "parts": {1, 2}})
    return "odd"


@app.get("/fails")
async def fails() -> str:
    raise ValueError("in two\\nlines")
`;

/** Every Python that is supported has another newest FastAPI: the two ends of those that have a base image here. */
const SERVERS: Readonly<Record<string, object>> = {
  uvicorn: { python: '3.12' },
  'uvicorn with workers': { python: '3.13', workers: 2 },
  'gunicorn with the worker of uvicorn': { python: '3.12', server: 'gunicorn', workers: 2 },
  'gunicorn with its own worker': { python: '3.13', server: 'gunicorn', workerClass: 'asgi' },
  hypercorn: { python: '3.12', server: 'hypercorn' },
  granian: { python: '3.13', server: 'granian', workers: 2 },
  'a source root, and its own level': { python: '3.12', source: 'src', logLevel: 'warning' },
};

type Line = Readonly<Record<string, unknown>>;

/** Every line of a container as what it says: one that is no JSON object fails. */
function linesOf(container: Container): Line[] {
  const lines = container.logs().split('\n').filter(Boolean);
  return lines.map((line) => {
    try {
      const value: unknown = JSON.parse(line);
      expect(Object.keys(value as Line)).toEqual(expect.arrayContaining(['time', 'level', 'logger', 'message']));
      return value as Line;
    } catch (error) {
      throw new Error(`no JSON object: ${line}`, { cause: error });
    }
  });
}

async function idOf(url: string, given: string): Promise<string | null> {
  const answer = await fetch(url, { headers: { 'x-request-id': given } });
  return answer.headers.get('x-request-id');
}

function build(name: string, options: object, more = ROUTES): string {
  const image = imageName(`logs-${name.replaceAll(/[ ,]+/g, '-')}`);
  const app = writeApp({ ...options, image: { name: image, check: more === ROUTES } });
  const entry = join('source' in options ? 'src' : '.', 'orders/main.py');
  write(join(app, entry), read(app, entry) + more);
  docker(['build', '--quiet', '--tag', image, app]);
  return image;
}

describeDocker.each(Object.entries(SERVERS))('JSON from the first line to the last, under %s', (name, options) => {
  let container: Container;
  let image: string;

  beforeAll(async () => {
    image = build(name, { ...options, logFormat: 'json' });
    container = new Container(image, '8000');
    await askUntilUp(`${container.url}/health/live`);
  });

  afterAll(() => {
    container.remove();
  });

  test(
    'requests have one form, an id that goes in and out, and errors have it too',
    keepOnFailure(async () => {
      await expectApp(container.url);
      expect(await idOf(`${container.url}/items`, 'from.outside-1')).toBe('from.outside-1');
      expect(await idOf(`${container.url}/items`, 'with blanks')).toMatch(/^[0-9a-f]{32}$/);
      expect(await idOf(`${container.url}/fails`, 'failed-1')).toBe('failed-1');
      expect((await ask(`${container.url}/odd`)).body).toBe('"odd"');
      expect((await ask(`${container.url}/no%0Aline`)).status).toBe(404);
      await container.untilHealth('healthy');
      await container.stop();

      const lines = linesOf(container);
      const requests = lines.filter(({ logger }) => logger === 'access');
      expect(requests.find(({ request_id: id }) => id === 'from.outside-1')).toMatchObject({
        method: 'GET',
        path: '/items',
        status: 200,
        client: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) as string,
        duration_ms: expect.any(Number) as number,
      });
      expect(requests.map(({ path }) => path)).toEqual(expect.arrayContaining(['/fails', '/odd', '/no%0Aline']));
      expect(requests.filter(({ path }) => String(path).startsWith('/health'))).toEqual([]);
      expect(new Set(requests.map(({ request_id: id }) => id)).size).toBe(requests.length);
      expect(requests.find(({ path }) => path === '/fails')).toMatchObject({ status: 500, request_id: 'failed-1' });

      const errors = lines.filter(({ exception }) => exception !== undefined);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({ level: 'ERROR', request_id: 'failed-1' });
      expect(errors[0]?.exception).toContain('ValueError: in two\nlines');
      // Nobody else tells the same once more.
      expect(lines.filter((line) => JSON.stringify(line).includes('Traceback'))).toHaveLength(1);

      const said = lines.map(({ message }) => String(message));
      expect(said).toEqual(expect.arrayContaining(["no number: %d ('a',)", 'orders is ready']));
      expect(said.some((message) => message.includes('an old call'))).toBe(true);
      expect(lines.find(({ message }) => message === 'extra')).toMatchObject({ ratio: 'nan', parts: '{1, 2}' });
      expect(said.some((message) => message.startsWith('orders is stopping'))).toBe(true);
    }),
  );

  test(
    'a level of the application and text are a matter of the environment',
    keepOnFailure(async () => {
      const quiet = new Container(image, '8000', [], { APP_LOG_LEVEL: 'ERROR', APP_LOG_FORMAT: 'text' });
      try {
        await askUntilUp(`${quiet.url}/health/live`);
        await ask(`${quiet.url}/items`);
        await quiet.stop();
        expect(quiet.logs()).toContain('INFO access GET /items 200');
        expect(quiet.logs()).not.toContain('is ready');
      } finally {
        quiet.remove();
      }
    }),
  );
});

describeDocker('an application that cannot start', () => {
  test.each(['uvicorn', 'uvicorn with workers', 'hypercorn'])('says so in JSON under %s', async (name) =>
    keepOnFailure(async () => {
      const options = { ...SERVERS[name], logFormat: 'json' };
      const container = new Container(build(`failed ${name}`, options, '\n\nraise ValueError("no\\nstart")\n'), '8000');
      try {
        await container.untilStoppedOrUnhealthy(60);
        const lines = linesOf(container);
        expect(lines.some((line) => JSON.stringify(line).includes('ValueError: no\\nstart'))).toBe(true);
      } finally {
        container.remove();
      }
    })(),
  );
});
