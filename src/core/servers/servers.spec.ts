import { resolved } from '../../../test/support/memory';
import { resolve } from '../resolve/resolve';
import { serveCommand } from './server';
import { SERVERS, serverOf } from './index';

function command(options: object): string {
  const app = resolved(options);
  return serveCommand(serverOf(app), app).join(' ');
}

/** Options of every server in the values that are right for a container and the same everywhere. */
test.each<[object, string]>([
  [
    { server: 'uvicorn' },
    'uvicorn orders.main:app --host 0.0.0.0 --port 8000 --no-server-header --workers 1 --timeout-graceful-shutdown 8',
  ],
  [
    { server: 'uvicorn', workers: 2 },
    'python orders/_container/serve.py orders.main:app --host 0.0.0.0 --port 8000 --no-server-header --workers 2 --timeout-graceful-shutdown 8 --timeout-worker-healthcheck 30',
  ],
  [{ server: 'fastapi' }, 'fastapi run --entrypoint orders.main:app --host 0.0.0.0 --port 8000 --workers 1'],
  [
    { server: 'fastapi', workers: 2, app: 'main:app' },
    'python _container/serve.py run --entrypoint main:app --host 0.0.0.0 --port 8000 --workers 2',
  ],
  [
    { server: 'gunicorn', workerClass: 'uvicorn.workers.UvicornWorker', app: 'orders.main:create_app()' },
    'gunicorn orders.main:create_app() --worker-class uvicorn_worker.UvicornWorker --bind 0.0.0.0:8000 --no-control-socket --workers 1 --access-logfile - --keep-alive 5 --graceful-timeout 8',
  ],
  [
    { server: 'gunicorn', workerClass: 'asgi', accessLog: false },
    'gunicorn orders.main:app --worker-class asgi --bind 0.0.0.0:8000 --no-control-socket --asgi-lifespan on --workers 1 --keep-alive 5 --graceful-timeout 8',
  ],
  [
    { server: 'hypercorn' },
    'hypercorn orders.main:app --bind 0.0.0.0:8000 --workers 0 --access-logfile - --graceful-timeout 8 --backlog 2048',
  ],
  [
    { server: 'granian', app: 'orders.main:create_app()' },
    'granian --interface asgi orders.main:create_app --host 0.0.0.0 --port 8000 --respawn-failed-workers --factory --workers 1 --access-log --workers-kill-timeout 8s --backlog 2048',
  ],
])('%j is served by its command', (options, expected) => {
  expect(command(options)).toBe(expected);
});

test.each<[object, string, RegExp, RegExp]>([
  [{ server: 'fastapi', app: 'orders.main:create_app()' }, 'app', /not a factory/, /server "uvicorn"/],
  [{ server: 'fastapi', logFormat: 'json' }, 'logFormat', /no configuration of logging/, /server "uvicorn"/],
  [{ server: 'fastapi', accessLog: false }, 'accessLog', /always logs/, /server "uvicorn"/],
  [{ server: 'fastapi', logLevel: 'debug' }, 'logLevel', /no log level/, /server "uvicorn"/],
  [{ server: 'fastapi', timeouts: { keepAlive: 65 } }, 'timeouts.keepAlive', /for 5 s/, /server "uvicorn"/],
  [{ server: 'fastapi', timeouts: { graceful: 5 } }, 'timeouts.graceful', /without a limit/, /server "uvicorn"/],
  [{ server: 'gunicorn', rootPath: '/v1' }, 'rootPath', /does not hand it/, /workerClass "asgi"/],
  [{ server: 'gunicorn', limits: { concurrency: 50 } }, 'limits.concurrency', /does not enforce/, /granian/],
  [{ server: 'gunicorn', workerClass: 'asgi', http: 'h11' }, 'http', /parser of its own/, /leave it out/],
  [
    { server: 'gunicorn', workerClass: 'asgi', proxy: { trusted: ['10.0.0.0/8'] } },
    'proxy.trusted',
    /ignores the client/,
    /./,
  ],
  [{ server: 'gunicorn', workerClass: 'gthread' }, 'workerClass', /WSGI/, /worker class: "uvicorn_worker/],
  [{ workerClass: 'asgi' }, 'workerClass', /an option of gunicorn/, /set server to "gunicorn"/],
  [{ server: 'hypercorn', workers: 2 }, 'workers', /drops requests/, /more containers/],
  [{ server: 'hypercorn', proxy: { trusted: ['10.0.0.1'] } }, 'proxy.trusted', /middleware/, /ProxyFix/],
  [{ server: 'granian', limits: { maxRequests: 5 } }, 'limits.maxRequests', /by time or memory/, /gunicorn/],
  [{ server: 'granian', timeouts: { keepAlive: 5 } }, 'timeouts.keepAlive', /on and off/, /uvicorn/],
  [{ limits: { maxRequests: 5 } }, 'limits.maxRequests', /ends the container/, /workers to 2/],
  [{ workers: 2, limits: { maxRequestsJitter: 5 } }, 'limits.maxRequestsJitter', /not set/, /./],
  [{ accessLog: true, logLevel: 'error' }, 'accessLog', /at level info/, /logLevel to "info"/],
  [{ limits: { concurrency: 1 } }, 'limits.concurrency', /below 2/, /./],
  [{ timeouts: { graceful: 10 } }, 'timeouts.graceful', /not below timeouts\.stop \(10 s\)/, /raise timeouts\.stop/],
  [{ proxy: { trusted: ['*'] } }, 'proxy.trusted', /believes everybody/, /trustAny/],
  [{ proxy: { trusted: [] } }, 'proxy.trusted', /is empty/, /./],
  [{ proxy: { trusted: ['proxy.local; rm'] } }, 'proxy.trusted', /not an address/, /./],
  [{ proxy: { trusted: ['10.0.0.0/99'] } }, 'proxy.trusted', /0 to 32/, /./],
])('%j is refused', (options, option, reason, fix) => {
  const result = resolve(options, 'orders');
  const problems = result.ok ? [] : result.problems;
  expect(problems.map((problem) => problem.option)).toEqual([option]);
  expect(problems[0]?.reason).toMatch(reason);
  expect(problems[0]?.fix).toMatch(fix);
});

test('all that a server lacks is told at once', () => {
  const options = {
    server: 'fastapi',
    accessLog: false,
    logLevel: 'error',
    limits: { concurrency: 9, backlog: 500 },
    port: 1,
  };
  const result = resolve(options, 'orders');
  const found = result.ok ? [] : result.problems.map(({ option }) => option).sort();
  expect(found).toEqual(['accessLog', 'limits.backlog', 'limits.concurrency', 'logLevel', 'port']);
});

test('a value that the server has anyway may be given', () => {
  const options = { server: 'fastapi', accessLog: true, logLevel: 'info', timeouts: { keepAlive: 5 } };
  expect(resolve(options, 'orders').ok).toBe(true);
  expect(resolve({ server: 'hypercorn', workers: 1 }, 'orders').ok).toBe(true);
});

test.each<[object, boolean]>([
  [{ server: 'uvicorn' }, true],
  [{ server: 'fastapi' }, true],
  [{ server: 'gunicorn', workerClass: 'uvicorn.workers.UvicornWorker' }, true],
  // These have an implementation of their own.
  [{ server: 'gunicorn', workerClass: 'asgi' }, false],
  [{ server: 'hypercorn' }, false],
  [{ server: 'granian' }, false],
])('%j asks for the package of WebSockets: %p, and only where they are wanted', (options, asks) => {
  const packages = (websockets: boolean) => {
    const app = resolved({ ...options, websockets });
    return serverOf(app).packages(app);
  };
  expect(packages(true).includes('websockets')).toBe(asks);
  expect(packages(false)).not.toContain('websockets');
});

test.each<[object, string[]]>([
  [{}, []],
  [{ workers: 2 }, ['workers']],
  [{ logLevel: 'warning' }, ['logLevel']],
  [{ server: 'gunicorn', workerClass: 'uvicorn.workers.UvicornWorker' }, ['workerClass', 'server']],
  [{ limits: { concurrency: 5 } }, ['limits.concurrency']],
  [{ server: 'fastapi' }, ['server']],
])('%j is worth a second thought about %j', (options, expected) => {
  expect(resolved(options).notices.map(({ option }) => option)).toEqual(expected);
});

test('servers are told apart: each says something else of when to choose it, and one that it is the default', () => {
  for (const tell of ['title', 'choose'] as const) {
    expect(new Set(SERVERS.map((server) => server[tell])).size).toBe(SERVERS.length);
  }
  const chosen = SERVERS.filter(({ choose }) => choose.startsWith('the default'));
  expect(chosen).toEqual([serverOf(resolved({}))]);
});

test('what is said of a failed start holds for the command: where a supervisor hides it, the launcher starts', () => {
  for (const server of ['uvicorn', 'fastapi', 'gunicorn', 'hypercorn', 'granian']) {
    for (const workers of server === 'hypercorn' ? [1] : [1, 2]) {
      const app = resolved({ server, workers });
      const launched = serveCommand(serverOf(app), app)[0] === 'python';
      expect([server, workers, launched]).toEqual([
        server,
        workers,
        workers > 1 && serverOf(app).failedStart.includes('generated launcher'),
      ]);
    }
  }
});
