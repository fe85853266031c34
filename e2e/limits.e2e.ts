import { connect } from 'node:net';
import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp, inFlight } from './support/http';
import { writeApp } from './support/image-app';
import { keepOnFailure, read, write } from './support/workspace';

/** Tells who answers and what it runs on, and takes its time. */
const ROUTES = `

import asyncio  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402


@app.get("/tell")
async def tell() -> dict[str, str | int]:
    parsers = [name for name in ("h11", "httptools") if f"uvicorn.protocols.http.{name}_impl" in sys.modules]
    loop = type(asyncio.get_running_loop()).__module__.split(".")[0]
    return {"process": os.getpid(), "loop": loop, "parsers": ",".join(parsers)}


@app.get("/slow/{seconds}")
async def slow(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "done"
`;

/** Limits that can be seen from outside, low enough to be met within seconds. */
const SERVERS: Readonly<Record<string, object>> = {
  uvicorn: {
    http: 'h11',
    loop: 'uvloop',
    logLevel: 'warning',
    timeouts: { keepAlive: 1, graceful: 1 },
    limits: { concurrency: 3 },
  },
  'uvicorn with workers': { workers: 2, limits: { maxRequests: 8 } },
  gunicorn: { server: 'gunicorn', workers: 2, timeouts: { keepAlive: 1 }, limits: { maxRequests: 8 } },
  'gunicorn with its own worker': {
    server: 'gunicorn',
    workerClass: 'asgi',
    workers: 2,
    timeouts: { keepAlive: 1 },
    limits: { maxRequests: 8 },
  },
  hypercorn: { server: 'hypercorn', timeouts: { keepAlive: 1 } },
};

/** Milliseconds for which a connection stays open after an answer: at most 4,000, less than any default. */
async function idleFor(url: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  return new Promise((resolve, reject) => {
    let answered = 0;
    const end = setTimeout(() => {
      socket.destroy();
      resolve(4000);
    }, 8000);
    socket.on('data', () => {
      answered = performance.now();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(end);
      resolve(performance.now() - answered);
    });
    socket.write(`GET /health/live HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  });
}

const tell = async (url: string) =>
  JSON.parse((await ask(`${url}/tell`, { headers: { connection: 'close' } })).body) as Record<string, unknown>;

describeDocker.each(Object.entries(SERVERS))('the limits of %s', (name, options) => {
  const image = imageName(`limits-${name.replaceAll(' ', '-')}`);
  const { limits = {}, timeouts = {} } = options as { limits?: object; timeouts?: object };
  let container: Container;

  beforeAll(async () => {
    const app = writeApp({ python: '3.12', ...options, image: { name: image } });
    write(join(app, 'orders/main.py'), read(app, 'orders/main.py') + ROUTES);
    docker(['build', '--quiet', '--tag', image, app]);
    container = new Container(image, '8000');
    await askUntilUp(`${container.url}/health/live`);
  });

  afterAll(() => {
    container.remove();
  });

  if ('keepAlive' in timeouts)
    test(
      'an idle connection is closed after the time that it may be kept',
      keepOnFailure(async () => {
        const milliseconds = await idleFor(container.url);
        expect(milliseconds).toBeGreaterThan(500);
        expect(milliseconds).toBeLessThan(4000);
      }),
    );

  if ('maxRequests' in limits)
    test(
      'a worker that has answered as many requests as it may is replaced',
      keepOnFailure(async () => {
        const processes = new Set<unknown>();
        for (const end = performance.now() + 30_000; processes.size < 3 && performance.now() < end;) {
          const answer = await tell(container.url).catch(() => undefined);
          if (answer) processes.add(answer.process);
        }
        expect(processes.size).toBeGreaterThan(2);
      }),
    );

  if ('http' in options)
    test(
      'loop and parser are those of the options, and the log has what its level lets through',
      keepOnFailure(async () => {
        expect(await tell(container.url)).toMatchObject({ loop: 'uvloop', parsers: 'h11' });
        expect(container.logs()).not.toContain('startup complete');
      }),
    );

  if ('concurrency' in limits)
    test(
      'more requests at a time than it may take are refused with 503, and it recovers',
      keepOnFailure(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const slow = [0, 1].map(() => ask(`${container.url}/slow/3`));
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect((await ask(`${container.url}/health/live`)).status).toBe(503);
        expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
        await new Promise((resolve) => setTimeout(resolve, 1500));
        expect((await ask(`${container.url}/health/live`)).status).toBe(200);
      }),
    );

  if ('graceful' in timeouts)
    test(
      'a request that takes longer than it may is cut off when the container is stopped',
      keepOnFailure(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const slow = await inFlight(`${container.url}/slow/8`);
        const begin = performance.now();
        slow.answer.catch(() => undefined);
        await container.stop();
        expect(performance.now() - begin).toBeLessThan(5000);
        await expect(slow.answer.then(({ body }) => body)).resolves.not.toBe('"done"');
      }),
    );
});
