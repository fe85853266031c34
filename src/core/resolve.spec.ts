import type { Problem } from './problems';
import { problemReport } from './problems';
import { resolve } from './resolve';
import { optionEntries } from './schema';

function problemsOf(options: unknown, directoryName = 'orders'): readonly Problem[] {
  const result = resolve(options, directoryName);
  return result.ok ? [] : result.problems;
}

describe('defaults', () => {
  test('come from the schema that is derived from the interface', () => {
    const result = resolve({}, 'orders-api');
    if (!result.ok) throw new Error('no problem expected');
    const app = result.value;
    for (const { path, schema } of optionEntries()) {
      if (schema.default === undefined) continue;
      const value = path.split('.').reduce<unknown>((group, key) => (group as Record<string, unknown>)[key], app);
      expect([path, value]).toEqual([path, schema.default]);
    }
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
