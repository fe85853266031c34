import type { Problem } from '../text/problems';
import { problemReport } from '../text/problems';
import { resolve } from './resolve';

function problemsOf(options: unknown, directoryName = 'orders'): readonly Problem[] {
  const result = resolve(options, directoryName);
  return result.ok ? [] : result.problems;
}

describe('defaults', () => {
  test('are what people are promised', () => {
    expect(resolve({}, 'orders-api')).toMatchObject({
      ok: true,
      value: {
        python: '3.13',
        server: 'uvicorn',
        workers: 1,
        port: 8000,
        accessLog: true,
        logLevel: 'info',
        loop: 'asyncio',
        http: 'httptools',
        installer: 'pip',
        lock: false,
        engine: 'docker',
        own: [],
        libraries: [],
        timeouts: { keepAlive: 5, graceful: 8, worker: 30, stop: 10 },
        limits: { backlog: 2048 },
        proxy: { trustAny: false },
        health: { live: '/health/live', ready: '/health/ready', interval: 30, timeout: 5, startPeriod: 30, retries: 3 },
        image: { variant: 'slim', user: 10001, check: false, bytecode: 'packages', tags: ['latest'], env: {} },
        run: { port: 8000, init: false },
        push: { target: 'registry', sbom: false, provenance: 'none' },
        scan: { failOn: 'high' },
      },
    });
  });

  test('a group that is given in part keeps its other defaults, and none is shared between apps', () => {
    const result = resolve({ health: { live: '/l' }, image: { env: { A: '1' } } }, 'orders');
    expect(result).toMatchObject({ ok: true, value: { health: { live: '/l', ready: '/health/ready' } } });
    expect(resolve({}, 'orders')).toMatchObject({ ok: true, value: { image: { env: {} } } });
  });

  test('follow the name and the Python version where they are computed', () => {
    const result = resolve({ name: '@acme/Orders.API', python: '3.12' }, 'ignored');
    if (!result.ok) throw new Error('no problem expected');
    expect(result.value.application).toMatchObject({ module: 'orders_api.main', attribute: 'app', factory: false });
    expect(result.value.image).toMatchObject({ name: 'acme-orders-api', base: 'python:3.12-slim' });
    expect(result.value.run.port).toBe(8000);
  });
});

describe('bad input', () => {
  test.each<[string, unknown, string, RegExp, RegExp]>([
    ['unknown option', { prot: 1 }, 'prot', /no such option/, /did you mean "port"/],
    ['unknown option in a group', { health: { liv: '/x' } }, 'health.liv', /no such option/, /"health\.live"/],
    ['wrong type', { port: '8000' }, 'port', /is a text, not a number/, /./],
    ['null', { workers: null }, 'workers', /is null/, /./],
    ['port too low', { port: 80 }, 'port', /below 1024/, /publish/],
    ['port too high', { port: 70000 }, 'port', /above 65535/, /./],
    ['no whole number', { port: 8000.5 }, 'port', /fraction/, /./],
    ['workers', { workers: 0 }, 'workers', /below 1/, /./],
    ['Python as a number', { python: 3.13 }, 'python', /not a text/, /"3\.13" in JSON/],
    ['app without attribute', { app: 'orders.main' }, 'app', /wrong form/, /dots/],
    ['app as a path', { app: 'orders/main.py:app' }, 'app', /wrong form/, /no path/],
    ['app that hides a package', { app: 'fastapi.main:app' }, 'app', /installed package/, /rename/],
    ['app with a keyword', { app: 'orders.class:app' }, 'app', /keyword/, /rename class/],
    ['server that speaks WSGI', { server: 'waitress' }, 'server', /WSGI.*500/, /uvicorn/],
    ['worker class that speaks WSGI', { server: 'gthread' }, 'server', /WSGI/, /uvicorn/],
    [
      'equal health routes',
      { health: { live: '/health', ready: '/health' } },
      'health.ready',
      /same path/,
      /\/health\/ready/,
    ],
    ['slow health check', { health: { timeout: 40 } }, 'health.timeout', /longer than health.interval/, /./],
    ['base without a tag', { image: { base: 'python' } }, 'image.base', /no tag/, /python:3/],
    ['latest base', { image: { base: 'a.example.com:5000/python:latest' } }, 'image.base', /latest/, /./],
    ['own that is no list', { own: 'Dockerfile' }, 'own', /not a list/, /./],
    ['an item of own', { own: [1] }, 'own[0]', /not a text/, /./],
  ])('%s', (_, options, option, reason, fix) => {
    const problems = problemsOf(options);
    expect(problems.map((problem) => problem.option)).toEqual([option]);
    expect(problems[0]?.reason).toMatch(reason);
    expect(problems[0]?.fix).toMatch(fix);
  });

  test.each(['json', 'test', 'fastapi', 'httptools', '123', 'class', 'tests'])(
    'name %s gives no usable package',
    (name) => {
      const [problem, ...others] = problemsOf({ name });
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ option: 'name', value: name });
      expect(problemsOf({ name, app: 'orders.main:app' })).toEqual([]);
    },
  );

  test('the directory is to blame where it gives the name', () => {
    const [problem] = problemsOf({}, 'my app!');
    expect(problem).toMatchObject({ option: 'name', value: 'my app!' });
    expect(problem?.reason).toContain('from the directory');
  });

  test.each([
    [{ port: null }, /^remove port, or give it/],
    [{ port: '8000' }, /whole number, without quotes/],
    [{ port: 8000.5 }, /whole number/],
    [{ port: 70000 }, /^give one of the allowed values/],
    [{ port: 80 }, /privileges/],
    [{ workers: [] }, /whole number, without quotes/],
    [{ lock: 'yes' }, /^write true or false/],
    [{ libraries: '../libs/a' }, /^put it into a list: \["\.\.\/libs\/a"\]$/],
    [{ health: '/live' }, /^write it as an object/],
    [{ health: { live: 3 } }, /^write it as a text, in quotes: "3"$/],
    [{ metrics: true }, /such as "prometheus"; as a flag: --metrics=prometheus$/],
    [{ python: 3.12 }, /"3\.13"/],
    [{ python: null }, /^remove python/],
    [{ image: { env: ['A=1'] } }, /APP_REGION/],
    [{ image: { env: { A: null } } }, /^remove image\.env\.A, or give it/],
    [{ libraries: [['a']] }, /^give one of the allowed values, or remove it$/],
  ])('the way out of %j is that of the fault, not of another one', (options, fix) => {
    expect(problemsOf(options)[0]?.fix).toMatch(fix);
  });

  test('all problems are told at once, those of rules beside those of types', () => {
    const problems = problemsOf({
      port: 80,
      workers: 'many',
      server: 'uwsgi',
      health: { live: 'x' },
      name: 'json',
      image: { base: 'python' },
    });
    expect(problems.map(({ option }) => option).sort()).toEqual([
      'health.live',
      'image.base',
      'name',
      'port',
      'server',
      'workers',
    ]);
    const report = problemReport('apps/json/fastapi-container.json', problems);
    expect(report).toContain('6 problems in apps/json/fastapi-container.json. Nothing was written.');
    expect(report).toContain(
      '  port = 80\n    Problem: is below 1024\n    Allowed: a whole number from 1024 to 65535\n    Way out: ',
    );
  });

  test.each([[[]], [null], ['text'], [3]])('options that are no object: %j', (options) => {
    expect(problemsOf(options)[0]).toMatchObject({ option: 'options' });
  });

  test.each(['$(id)', 'a\nb', 'x"y', "x'y", 'a;b', '`id`', 'a b', '${HOME}', '#x', '/x\u2028'])(
    'nothing breaks out of its file: %j',
    (text) => {
      for (const options of [
        { app: `${text}:app` },
        { app: `orders.main:${text}` },
        { rootPath: `/${text}` },
        { health: { live: `/${text}` } },
        { image: { name: text } },
        { image: { base: `python:${text}` } },
        { name: text },
      ]) {
        expect([options, problemsOf(options).length]).toEqual([options, 1]);
      }
    },
  );
});
