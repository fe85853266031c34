import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { expectApp, askUntilUp } from './support/http';
import { writeApp } from './support/image-app';
import { keepOnFailure, read, write } from './support/workspace';

const PAGE = 'https://shop.example.com';
const ON = {
  cors: { origins: [PAGE], credentials: true },
  trustedHosts: ['orders.example.com', '*.shop.example.com'],
  maxBodySize: 1,
  securityHeaders: true,
};

/** A route that takes more than the others, and one that sets a header itself. */
const ROUTES = `

from fastapi import Request, Response  # noqa: E402


@app.post("/upload")
async def upload(request: Request) -> int:
    return len(await request.body())


@app.get("/framed")
async def framed(response: Response) -> str:
    response.headers["content-security-policy"] = "frame-ancestors 'self'"
    return "framed"
`;

/** Every Python that is supported has another newest FastAPI: the two ends of those that have a base image here. */
const SERVERS = {
  uvicorn: { python: '3.12' },
  'gunicorn with its own worker': { python: '3.13', server: 'gunicorn', workerClass: 'asgi' },
  hypercorn: { python: '3.12', server: 'hypercorn' },
  granian: { python: '3.13', server: 'granian' },
  'a root path': { python: '3.12', rootPath: '/api' },
};

describeDocker.each(Object.entries(SERVERS))('what protects the application, under %s', (name, options) => {
  const image = imageName(`protection-${name.replaceAll(' ', '-')}`);
  let container: Container;

  /** Asks inside of the container, where any Host may be sent: fetch sends its own. */
  const asked = (path: string, headers: Readonly<Record<string, string>>, body?: number) => {
    const program = `
import http.client, json, sys
path, headers, size = json.loads(sys.argv[1])
connection = http.client.HTTPConnection("127.0.0.1", 8000)
body = None if size is None else b"x" * size
try:
    connection.request("GET" if size is None else "POST", path, body, headers)
except BrokenPipeError:
    pass  # a server may answer, and close, before it has read all
answer = connection.getresponse()
print(json.dumps([answer.status, dict((k.lower(), v) for k, v in answer.getheaders())]))`;
    const words = JSON.stringify([path, headers, body ?? null]);
    const { stdout, output } = container.exec('python', '-c', program, words);
    try {
      const [status, answered] = JSON.parse(stdout) as [number, Record<string, string>];
      return { status, headers: answered };
    } catch (error) {
      throw new Error(output, { cause: error });
    }
  };

  beforeAll(async () => {
    const app = writeApp({ ...options, ...ON, image: { name: image, check: true } });
    write(join(app, 'orders/main.py'), read(app, 'orders/main.py') + ROUTES);
    docker(['build', '--quiet', '--tag', image, app]);
    container = new Container(image, '8000');
    await askUntilUp(`${container.url}/health/live`);
  });

  afterAll(() => {
    container.remove();
  });

  test(
    'names of the options are answered, others are not, and a health check asks by whatever address',
    keepOnFailure(async () => {
      await expectApp(container.url);
      for (const host of ['orders.example.com', 'eu.shop.example.com', 'orders.example.com:8443'])
        expect(asked('/items', { host }).status).toBe(200);
      for (const host of ['evil.example.com', 'orders.example.com.evil.org', 'shop.example.com'])
        expect(asked('/items', { host }).status).toBe(400);
      for (const path of ['/health/live', '/health/ready']) expect(asked(path, { host: '10.1.2.3' }).status).toBe(200);
      await container.untilHealth('healthy');
    }),
  );

  test(
    'a page of a named origin may read an answer, another may not',
    keepOnFailure(() => {
      const allowed = asked('/items', { host: 'localhost', origin: PAGE }).headers;
      expect(allowed['access-control-allow-origin']).toBe(PAGE);
      expect(allowed['access-control-allow-credentials']).toBe('true');
      const other = asked('/items', { host: 'localhost', origin: 'https://evil.example.com' }).headers;
      expect(other['access-control-allow-origin']).toBeUndefined();
    }),
  );

  test(
    'a body over the limit is answered with 413, which a page of a named origin can read',
    keepOnFailure(() => {
      const headers = { host: 'localhost', origin: PAGE };
      expect(asked('/upload', headers, 1024 * 1024).status).toBe(200);
      const over = asked('/upload', headers, 1024 * 1024 + 1);
      expect(over.status).toBe(413);
      expect(over.headers['access-control-allow-origin']).toBe(PAGE);
    }),
  );

  test(
    'answers carry the headers, and a header of a route stays',
    keepOnFailure(() => {
      const all = {
        'content-security-policy': "frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      };
      for (const path of ['/items', '/nothing']) expect(asked(path, { host: 'localhost' }).headers).toMatchObject(all);
      // The other servers have no option for it.
      const isUvicorn = !('server' in options);
      expect('server' in asked('/items', { host: 'localhost' }).headers).toBe(!isUvicorn);
      const framed = asked('/framed', { host: 'localhost' }).headers;
      expect(framed['content-security-policy']).toBe("frame-ancestors 'self'");
    }),
  );
});

describeDocker('an application that does not call the managed package', () => {
  test(
    'fails the check of the image, which names the options',
    keepOnFailure(() => {
      const image = imageName('protection-uncalled');
      const app = writeApp({ python: '3.12', ...ON, image: { name: image, check: true } });
      write(join(app, 'orders/main.py'), read(app, 'orders/main.py').replace('    _container.install(app)\n', ''));
      const { status, output } = docker(['build', '--progress', 'plain', '--tag', image, app], 'any');
      expect(status).not.toBe(0);
      expect(output).toContain('orders.main does not call _container.install(app)');
      expect(output).toContain('cors, trustedHosts, maxBodySize, securityHeaders');
    }),
  );
});
