import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { look, plan, resolved, type Memory } from '../../../test/support/memory';
import { OPTIONS_FILE } from '../constants';
import { adviceOf } from './change';
import { withReadiness, withSeams } from '../seams/insertions';
import { adviseSeams } from './seams';

const ORDERS = { package: 'orders', prefix: 'orders.' };
const FLAT = { package: undefined, prefix: '' };
const BORN = join(__dirname, '../../../test/born/0.1.0');
const born = (path: string) => readFileSync(join(BORN, path), 'utf8');

const added = (before: string, after = '') => after.split('\n').filter((line) => !before.split('\n').includes(line));

test.each([
  ['an app with a package', 'orders/orders/main.py', ORDERS, 'from orders import _container'],
  ['a flat app', 'flat/main.py', FLAT, 'import _container'],
])('%s of 0.1.0 gets the calls, and loses nothing', (_, path, application, importLine) => {
  const before = born(path);
  const after = withSeams(before, application);
  expect(added(before, after)).toEqual([
    importLine,
    '        async with _container.resources(app):',
    '            yield',
    '    app = FastAPI(**_container.arguments(), title=settings.title, lifespan=lifespan)',
    '    _container.install(app)',
  ]);
});

test.each([
  ['an app with a package', 'orders/orders/routers/health.py', ORDERS, 'from orders import _container'],
  ['a flat app', 'flat/routers/health.py', FLAT, 'import _container'],
])('the readiness route of %s of 0.1.0 gets its call, whatever its line ends', (_, path, application, importLine) => {
  const before = born(path);
  const after = withReadiness(before, application);
  expect(added(before, after)).toEqual([
    importLine,
    '    if request.app.state.ready and await _container.ready(request.app):',
  ]);
  expect(withReadiness(before.replaceAll('\n', '\r\n'), application)).toBe(after?.replaceAll('\n', '\r\n'));
});

test.each([
  ['a route that is not async', (text: string) => text.replaceAll('async def', 'def')],
  ['another condition', (text: string) => text.replace('state.ready:', 'state.ready and database.up:')],
  ['two of them', (text: string) => `${text}\n${text.slice(text.indexOf('@router.get(READY'))}`],
  ['no such route', () => 'from fastapi import APIRouter\n'],
])('where the call of the readiness route belongs is not guessed: %s', (_, change) => {
  expect(withReadiness(change(born('orders/orders/routers/health.py')), ORDERS)).toBeUndefined();
});

const LIFESPAN = '@asynccontextmanager\nasync def life(service: FastAPI):\n    yield {"a": 1}\n\n\n';
const TOP = 'from fastapi import FastAPI\n\n\n';

test.each([
  ['an empty call', 'app = FastAPI()\n', 'app = FastAPI(**_container.arguments())\n_container.install(app)\n'],
  [
    'a call over several lines, with brackets and quotes in it',
    'api: FastAPI = FastAPI(\n    title=")",  # (\n    tags=[{"name": """a\n)"""}],\n)  # here\nlast = 1\n',
    'api: FastAPI = FastAPI(\n    **_container.arguments(),\n    title=")",  # (\n    tags=[{"name": """a\n)"""}],\n)  # here\n_container.install(api)\nlast = 1\n',
  ],
  [
    'a name that the module gives',
    'app = fastapi.FastAPI(debug=True)',
    'app = fastapi.FastAPI(**_container.arguments(), debug=True)\n_container.install(app)',
  ],
])('%s', (_, call, expected) => {
  const after = withSeams(TOP + LIFESPAN + call, FLAT);
  expect(after).toBe(
    `import _container\n${TOP}${LIFESPAN.replace('    yield', '    async with _container.resources(service):\n        yield')}${expected}`,
  );
});

test('line ends stay as they are', () => {
  const before = born('orders/orders/main.py').replaceAll('\n', '\r\n');
  const after = withSeams(before, ORDERS);
  expect(after).toMatch(/import _container\r\n/);
  expect(after?.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

const APP = 'app = FastAPI()\n';

test.each([
  ['two yields', TOP + LIFESPAN + LIFESPAN.replace('life', 'other') + APP],
  ['no lifespan', TOP + APP],
  ['the yield of a dependency', TOP + LIFESPAN.replace('@asynccontextmanager\n', '') + APP],
  ['a lifespan that is not async', TOP + LIFESPAN.replace('async ', '') + APP],
  ['two applications', TOP + LIFESPAN + APP + APP],
  ['an application that is returned at once', `${TOP}${LIFESPAN}def make():\n    return FastAPI()\n`],
  ['a call that goes on', `${TOP}${LIFESPAN}app = FastAPI().router\n`],
  ['a call that is not closed', `${TOP}${LIFESPAN}app = FastAPI(title="a"\n`],
  ['an import that comes too late', `${LIFESPAN}${APP}from orders import a\n`],
])('where it belongs is not guessed: %s', (_, text) => {
  expect(withSeams(text, ORDERS)).toBeUndefined();
});

describe('what is told', () => {
  const memory = (entry: string): Memory =>
    new Map([
      [OPTIONS_FILE, '{}'],
      ['orders/main.py', entry],
      ['orders/_container.py', born('orders/orders/_container.py')],
    ]);
  const withHealth = (text: string): Memory =>
    new Map([...memory(born('orders/orders/main.py')), ['orders/routers/health.py', text]]);
  const told = (files: Memory, options = {}) => adviceOf(plan(files, options)).join('\n');

  test('the lines, as a difference of the file where it is', () => {
    const text = told(memory(born('orders/orders/main.py')));
    expect(text).toContain('--- a/orders/orders/main.py\n+++ b/orders/orders/main.py\n@@');
    expect(text).toContain('+    _container.install(app)\n');
    expect(text).toContain('_container.ready(request.app)');
  });

  test('the call of the readiness route as a difference too, as far as it is not there', () => {
    const health = born('orders/orders/routers/health.py');
    const text = told(withHealth(health));
    expect(text).toContain('--- a/orders/orders/routers/health.py\n+++ b/orders/orders/routers/health.py\n@@');
    expect(text).not.toContain('And in the readiness route');
    expect(told(withHealth(health.replaceAll('async def', 'def')))).toContain('And in the readiness route');
    const there = told(withHealth(withReadiness(health, ORDERS) ?? ''));
    expect(there).toContain('+    _container.install(app)\n');
    expect(there).not.toMatch(/health\.py|readiness route/);
  });

  test('the calls in words where there is no telling where they belong', () => {
    const text = told(memory(`${TOP}${LIFESPAN}${LIFESPAN}${APP}`));
    expect(text).not.toContain('@@');
    for (const call of [
      'import _container',
      '_container.arguments()',
      '_container.install(app)',
      '_container.resources(app)',
    ])
      expect(text).toContain(call);
    expect(text).toContain('docs/regeneration.md');
  });

  test.each<[string, Memory, object]>([
    ['an application that has them', memory('_container.install(app)\n'), {}],
    ['a new app', new Map(), {}],
    ['an application that was brought', new Map([['orders/main.py', `${TOP}${LIFESPAN}${APP}`]]), { born: ['app'] }],
  ])('nothing to %s', (_, files, options) => {
    expect(told(files, options)).toBe('');
  });

  test('only in the run that brings the package', () => {
    const files = memory(born('orders/orders/main.py'));
    const app = resolved({});
    const unchanged = [{ path: 'orders/_container/__init__.py', ownership: 'managed', action: 'unchanged' }] as const;
    const facts = { look: look(files), bornBefore: true, directory: '.' };
    expect(adviceOf(adviseSeams(app, unchanged, facts))).toEqual([]);
  });
});
