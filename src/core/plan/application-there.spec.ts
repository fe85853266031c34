import { plan, resolved, synth, type Memory } from '../../../test/support/memory';
import { look } from '../../../test/support/memory';
import { loadTemplates } from '../../io/templates';
import type { Problem } from '../text/problems';
import { planApp, type PlanOptions } from './plan';

function problems(memory: Memory, options: object, planOptions: PlanOptions = {}): readonly Problem[] {
  const workspace = {
    directory: '.',
    read: (path: string) => memory.get(path),
    files: () => [...memory.keys()].sort(),
  };
  const planned = planApp(resolved(options), loadTemplates(), look(memory), { workspace, ...planOptions });
  return planned.ok ? [] : planned.problems;
}

/** An app that was born, with what a person changes in its options afterwards. */
function born(options: object = {}): Memory {
  const memory: Memory = new Map();
  synth(memory, options);
  return memory;
}

const BORN = { born: ['app'] };

test('a new name moves no application: the module that is there is the way out', () => {
  const [problem, ...others] = problems(born(), { ...BORN, name: 'shop' });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ option: 'name', value: 'shop' });
  expect(problem?.reason).toContain('neither shop/main.py nor shop/main/__init__.py');
  expect(problem?.fix).toContain('"app": "orders.main:app"');
});

test('the way out works', () => {
  const memory = born();
  const options = { name: 'shop', app: 'orders.main:app' };
  expect(synth(memory, options).map(({ action }) => action)).not.toContain('remove');
  expect(memory.has('orders/_container/__init__.py')).toBe(true);
});

test.each<[string, object, object, string, string]>([
  ['another module in "app"', {}, { app: 'orders.server:app' }, 'app', '"app": "orders.main:app"'],
  ['a flat module in "app"', {}, { app: 'main:app' }, 'app', '"app": "orders.main:app"'],
  ['another source root', {}, { source: 'src' }, 'source', '"source": "."'],
  ['no source root any more', { source: 'src' }, {}, 'source', '"source": "src"'],
  [
    'a name and a source root',
    {},
    { name: 'shop', source: 'src' },
    'name',
    '"app": "orders.main:app" with "source": "."',
  ],
])('%s is refused with the way out', (_, before, after, option, fix) => {
  const [problem, ...others] = problems(born(before), { ...BORN, ...after });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ option, fix: expect.stringContaining(fix) as string });
});

test('an entry module that was deleted by hand', () => {
  const memory = born();
  memory.delete('orders/main.py');
  const [problem] = problems(memory, { ...BORN, app: 'orders.main:app' });
  expect(problem).toMatchObject({ option: 'app', value: 'orders.main:app' });
  expect(problem?.fix).toContain('bring orders/main.py back');
  expect(problem?.fix).toContain('take "app" out of "born"');
  // Which writes it again.
  memory.delete('fastapi-container.json');
  synth(memory, { born: [] });
  expect(memory.has('orders/main.py')).toBe(true);
});

test('a module may be a package', () => {
  const memory = born();
  memory.set('orders/main/__init__.py', memory.get('orders/main.py') ?? '');
  memory.delete('orders/main.py');
  expect(problems(memory, BORN)).toEqual([]);
});

test('who writes no source does not answer for it', () => {
  const memory = born();
  expect(problems(memory, { ...BORN, name: 'shop' }, { parts: ['image', 'requirements'] })).toEqual([]);
  expect(problems(memory, { ...BORN, name: 'shop' }, { exclude: ['shop/main.py'] })).toEqual([]);
  expect(problems(memory, { ...BORN, name: 'shop' }, { parts: ['source'] })).toHaveLength(1);
});

test('a new application is written as before', () => {
  expect(problems(new Map(), { name: 'shop' })).toEqual([]);
});

describe('a package that a person moved first', () => {
  const moved = (memory: Memory, keep: (path: string) => boolean = () => false) => {
    for (const [path, text] of [...memory].filter(([name]) => name.endsWith('.py'))) {
      memory.set(path.replace(/^orders/, 'shop'), text.replaceAll('from orders', 'from shop'));
      if (path.startsWith('orders/') && !keep(path)) memory.delete(path);
      if (keep(path)) memory.set(path, text);
    }
  };

  test('goes through, and what was generated for the former one goes', () => {
    const memory = born();
    moved(memory, (path) => path.includes('_container'));
    synth(memory, { name: 'shop' });
    expect([...memory.keys()].filter((path) => path.startsWith('orders/'))).toEqual([]);
  });

  test.each([
    ['a module of the former package', 'orders/routers/legacy.py', 'from .. import _container\n'],
    ['a test', 'tests/test_legacy.py', 'def test_it():\n    from orders._container import LIVE_PATH\n'],
    ['a module of the new package', 'shop/legacy.py', 'import orders._container as old\n'],
    ['an import over several lines', 'jobs/nightly.py', 'from orders import (\n    _container,\n)\n'],
  ])('leaves what %s still imports', (_, path, text) => {
    const memory = born();
    moved(memory, (kept) => kept.includes('_container'));
    memory.set(path, text);
    const changes = synth(memory, { name: 'shop' });
    const kept = changes.find((change) => change.path === 'orders/_container/__init__.py');
    expect(kept).toMatchObject({ action: 'conflict', reason: expect.stringContaining(path) as string });
    expect(memory.has('orders/_container/__init__.py')).toBe(true);
    // The ways out work: the import goes, or the file is the person's.
    const owned = plan(memory, { name: 'shop', own: ['orders/_container/__init__.py'] });
    expect(owned.map((change) => change.path)).not.toContain('orders/_container/__init__.py');
    memory.delete(path);
    synth(memory, { name: 'shop' });
    expect(memory.has('orders/_container/__init__.py')).toBe(false);
  });
});
