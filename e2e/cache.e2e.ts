import { join } from 'node:path';
import { redisImage } from './support/data-images';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp, type Answer } from './support/http';
import { writeApp } from './support/image-app';
import { keepOnFailure, read, write } from './support/workspace';

/** A route that needs the cache, and one that can do without. */
const ROUTES = `

from redis import RedisError  # noqa: E402

from orders._container.cache import Cache  # noqa: E402


@app.post("/visits")
async def visit(cache: Cache) -> int:
    count: int = await cache.incr("visits")
    return count


@app.get("/spared")
async def spared(cache: Cache) -> str:
    try:
        await cache.get("visits")
    except RedisError as error:
        return type(error).__name__
    return "cached"
`;

/** An image of an app with a cache, and these routes. */
function build(name: string, options: object): string {
  const image = imageName(`cache-${name}`);
  const app = writeApp({ cache: 'redis', ...options, image: { name: image, check: true } });
  write(join(app, 'orders/main.py'), read(app, 'orders/main.py') + ROUTES);
  docker(['build', '--quiet', '--tag', image, app]);
  return image;
}

describeDocker('a cache', () => {
  const network = `fce2e-${String(process.pid)}-cache`;
  const server = `${network}-redis`;
  let image = '';
  const started: Container[] = [];

  /** The server is no main process: it can go while its container, and so its address, stays. */
  const redis = {
    start: () => docker(['exec', server, 'redis-server', '--protected-mode', 'no', '--daemonize', 'yes']),
    stop: () => docker(['exec', server, 'redis-cli', 'shutdown', 'nosave'], 'any'),
    freeze: () => docker(['pause', server]),
    thaw: () => docker(['unpause', server]),
  };

  const start = async (ofImage: string, env: Readonly<Record<string, string>> = {}): Promise<Container> => {
    const container = new Container(ofImage, '8000', [], { REDIS_URL: `redis://${server}:6379/0`, ...env }, network);
    started.push(container);
    await askUntilUp(`${container.url}/health/live`);
    return container;
  };

  /** An answer, with the seconds that it took. */
  const timed = async (url: string, init?: RequestInit): Promise<Answer & { seconds: number }> => {
    const begun = performance.now();
    const answer = await ask(url, init);
    return { ...answer, seconds: (performance.now() - begun) / 1000 };
  };

  beforeAll(async () => {
    docker(['network', 'create', network]);
    const run = ['run', '--detach', '--name', server, '--network', network, '--entrypoint', 'sleep'];
    docker([...run, await redisImage(), 'infinity']);
    redis.start();
    image = build('uvicorn', {});
  });

  afterAll(() => {
    started.forEach((container) => {
      container.remove();
    });
    docker(['rm', '--force', '--volumes', server], 'any');
    docker(['network', 'rm', network], 'any');
  });

  test(
    'what is written is read, also by another replica',
    keepOnFailure(async () => {
      const [one, two] = [await start(image), await start(image)];
      const post = { method: 'POST' };
      expect((await ask(`${one.url}/visits`, post)).body).toBe('1');
      expect((await ask(`${two.url}/visits`, post)).body).toBe('2');
    }),
  );

  test(
    'a frozen server costs a second, and the app stays ready: the answers without it come as always',
    keepOnFailure(async () => {
      const { url } = await start(image);
      await ask(`${url}/spared`);
      redis.freeze();
      try {
        for (const _ of [1, 2]) {
          const { status, body, seconds } = await timed(`${url}/spared`);
          expect([status, body]).toEqual([200, '"TimeoutError"']);
          expect(seconds).toBeLessThan(2);
          expect(seconds).toBeGreaterThan(0.9);
        }
        expect((await ask(`${url}/visits`, { method: 'POST' })).status).toBe(500);
        for (const path of ['live', 'ready']) {
          const { status, seconds } = await timed(`${url}/health/${path}`);
          expect([path, status]).toEqual([path, 200]);
          expect(seconds).toBeLessThan(0.5);
        }
      } finally {
        redis.thaw();
      }
      expect((await ask(`${url}/spared`)).body).toBe('"cached"');
    }),
  );

  test(
    'a server that was started again costs no request',
    keepOnFailure(async () => {
      const { url } = await start(image);
      // As many connections as requests at once, all of which the server then closes.
      const some = () => Promise.all(Array.from({ length: 8 }, () => ask(`${url}/spared`)));
      await some();
      redis.stop();
      redis.start();
      expect(new Set((await some()).map(({ body }) => body))).toEqual(new Set(['"cached"']));
    }),
  );

  test(
    'one that refuses is told at once, and the app recovers by itself',
    keepOnFailure(async () => {
      const { url } = await start(image);
      redis.stop();
      try {
        const { body, seconds } = await timed(`${url}/spared`);
        expect(body).toBe('"ConnectionError"');
        expect(seconds).toBeLessThan(0.5);
        expect((await ask(`${url}/health/ready`)).status).toBe(200);
      } finally {
        redis.start();
      }
      expect((await ask(`${url}/spared`)).body).toBe('"cached"');
    }),
  );

  test(
    'where it is required, readiness follows it within its time, and the app goes on living',
    keepOnFailure(async () => {
      const required = build('required', { health: { requires: ['cache'], readyTimeout: 2 } });
      const { url } = await start(required);
      const ready = () => timed(`${url}/health/ready`);
      expect((await ready()).status).toBe(200);
      redis.freeze();
      try {
        // The client itself gives up after a second: it is not kept waiting for the two of the option.
        for (const { status, seconds } of [await ready(), ...(await Promise.all([ready(), ready(), ready()]))]) {
          expect(status).toBe(503);
          expect(seconds).toBeLessThan(2.5);
        }
        const { status, seconds } = await timed(`${url}/health/live`);
        expect([status, seconds < 0.5]).toEqual([200, true]);
      } finally {
        redis.thaw();
      }
      expect((await ready()).status).toBe(200);
      redis.stop();
      try {
        const { status, seconds } = await ready();
        expect([status, seconds < 0.5]).toEqual([503, true]);
      } finally {
        redis.start();
      }
      expect((await ready()).status).toBe(200);
    }),
  );

  test(
    'the app starts without the server: a cache may be gone at any time',
    keepOnFailure(async () => {
      const { url } = await start(image, { REDIS_URL: `redis://${server}:6380/0` });
      expect((await ask(`${url}/spared`)).body).toBe('"ConnectionError"');
    }),
  );

  test.each<[string, object]>([
    ['uvicorn', {}],
    ['uvicorn with workers', { workers: 2 }],
    ['gunicorn', { server: 'gunicorn' }],
    ['hypercorn', { server: 'hypercorn' }],
    ['granian', { server: 'granian' }],
  ])('without an address it does not start, and one line says why: %s', async (name, options) => {
    await keepOnFailure(async () => {
      const container = new Container(name === 'uvicorn' ? image : build(name.replaceAll(' ', '-'), options), '8000');
      started.push(container);
      const { running, exitCode } = await container.untilStoppedOrUnhealthy(60);
      const logs = container.logs();
      expect([running, exitCode === 0, logs]).toEqual([false, false, logs]);
      const telling = logs.split('\n').filter((line) => line.includes('REDIS_URL is not set'));
      expect(telling.length).toBeGreaterThan(0);
      expect(logs).not.toContain('Traceback');
      expect(logs).not.toContain('  File "');
    })();
  });
});
