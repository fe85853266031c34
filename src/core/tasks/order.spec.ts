import { resolved } from '../../../test/support/memory';
import { tasks } from '.';
import { tasksInOrder } from './order';

const named = { image: { name: 'registry.example.com/orders' } };

test.each<[string, object, string[]]>([
  ['install', {}, ['install']],
  ['test', {}, ['install', 'test']],
  ['container-run', {}, ['container-check', 'container-build', 'container-run']],
  ['container-push', named, ['container-check', 'container-push']],
  ['container-push', { ...named, engine: 'podman' }, ['container-check', 'container-build', 'container-push']],
  ['container-push', { engine: 'podman' }, ['container-check', 'container-push']],
])('%s with %j', (name, options, order) => {
  const app = resolved(options);
  const task = tasks(app).find((candidate) => candidate.name === name);
  expect(task && tasksInOrder(app, task.name).map((done) => done.name)).toEqual(order);
});

test('everything that a task needs comes before it, once', () => {
  const app = resolved({});
  for (const { name } of tasks(app)) {
    const order = tasksInOrder(app, name);
    const names = order.map((task) => task.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.at(-1)).toBe(name);
    order.forEach(({ needs }, index) => {
      for (const need of needs) expect(names.slice(0, index)).toContain(need);
    });
  }
});
