import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp } from './support/http';
import { writeApp } from './support/image-app';
import { keepOnFailure, read, write } from './support/workspace';

/** Routes with a value in the path, and one that fails. */
const ROUTES = `


@app.get("/things/{name}/size")
async def size(name: str) -> int:
    return len(name)


@app.get("/fails")
async def fails() -> str:
    raise ValueError("no")
`;

/** The set-ups that count in several processes, and one that does not. */
const SERVERS: Readonly<Record<string, object>> = {
  uvicorn: { python: '3.12', workers: 3, logFormat: 'json' },
  'fastapi run': { python: '3.13', server: 'fastapi', workers: 3 },
  'gunicorn with the worker of uvicorn': { python: '3.12', server: 'gunicorn', workers: 3, logFormat: 'json' },
  'gunicorn with its own worker': { python: '3.13', server: 'gunicorn', workerClass: 'asgi', workers: 3 },
  granian: { python: '3.13', server: 'granian', workers: 3 },
  'hypercorn, which has no workers': { python: '3.12', server: 'hypercorn' },
};

/** What is asked at the port of the metrics, inside of the container: it is published nowhere. */
const SCRAPE = `
import urllib.request
print(urllib.request.urlopen("http://127.0.0.1:9000/metrics", timeout=5).read().decode())`;

/** The counts of one answer, by their labels. */
function counts(container: Container): Record<string, number> {
  const { stdout, output } = container.exec('python', '-c', SCRAPE);
  if (stdout === '') throw new Error(output);
  const found = [...stdout.matchAll(/^http_request_duration_seconds_count\{(.*)\} (\S+)$/gm)];
  return Object.fromEntries(found.map(([, labels = '', value]) => [labels, Number(value)]));
}

async function times(count: number, url: (index: number) => string, init: RequestInit = {}): Promise<void> {
  // A connection each, so that all workers get some.
  const headers = { connection: 'close' };
  for (let index = 0; index < count; index += 1) await ask(url(index), { ...init, headers });
}

const label = (method: string, route: string, status: number) =>
  `method="${method}",route="${route}",status="${String(status)}"`;

describeDocker.each(Object.entries(SERVERS))('what is counted under %s', (name, options) => {
  let container: Container;
  let image = '';

  beforeAll(async () => {
    image = imageName(`metrics-${name.replaceAll(/[ ,]+/g, '-')}`);
    const app = writeApp({ ...options, metrics: 'prometheus', image: { name: image, check: true } });
    write(join(app, 'orders/main.py'), read(app, 'orders/main.py') + ROUTES);
    docker(['build', '--quiet', '--tag', image, app]);
    container = new Container(image, '8000');
    await askUntilUp(`${container.url}/health/ready`);
    await container.untilHealth('healthy');
  });

  afterAll(() => {
    container.remove();
  });

  test(
    'is exact, whichever worker is asked, and has a series a route and not a path',
    keepOnFailure(async () => {
      await times(90, (index) => `${container.url}/things/thing-${String(index)}/size`);
      await times(7, (index) => `${container.url}/made-up-${String(index)}`);
      await times(3, () => `${container.url}/fails`);
      await times(2, () => `${container.url}/items`, { method: 'PATCH' });
      const expected = {
        [label('GET', '/things/{name}/size', 200)]: 90,
        [label('GET', 'other', 404)]: 7,
        [label('GET', '/fails', 500)]: 3,
      };
      for (let scrape = 0; scrape < 6; scrape += 1) {
        const found = counts(container);
        expect(found).toMatchObject(expected);
        expect(Object.values(found).reduce((sum, count) => sum + count, 0)).toBe(102);
      }
      expect((await ask(`${container.url}/metrics`)).status).toBe(404);
      expect(await container.stop()).toBe(0);
    }),
  );

  test(
    'a port that cannot be had ends the container with one line, and not each request',
    keepOnFailure(async () => {
      for (const port of ['70000', 'abc']) {
        const failing = new Container(image, '8000', [], { METRICS_PORT: port });
        try {
          const { running, exitCode } = await failing.untilStoppedOrUnhealthy(60);
          expect({ port, running, started: exitCode === 0 }).toEqual({ port, running: false, started: false });
          expect(failing.logs()).toContain(`METRICS_PORT=${port}`);
        } finally {
          failing.remove();
        }
      }
    }),
  );
});
