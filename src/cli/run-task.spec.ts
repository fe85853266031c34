import type { Command, Task } from '../core/tasks';
import { unknownTask } from './commands/run';
import { notStarted } from './run-task';

const app = { name: 'orders' };

test.each<[string, Command, RegExp]>([
  [
    'of .venv',
    { from: 'venv', argv: ['pytest'] },
    /^remove apps\/orders\/\.venv, then run `.*run install apps\/orders`$/,
  ],
  ['on the PATH', { from: 'path', argv: ['docker', 'build'] }, /^install docker, or correct the PATH$/],
  ['of this package', { from: 'self', argv: ['lock'] }, /^install the packages of the workspace again$/],
])('a program %s that cannot be started is told with what to do', (_, command, fix) => {
  expect(notStarted(command, 'it is not installed here', app, 'apps/orders').fix).toMatch(fix);
});

test('in the directory of the app the way out names .venv alone', () => {
  const { reason, fix } = notStarted({ from: 'venv', argv: ['pytest'] }, 'pytest is not installed here', app, '.');
  expect(fix).toMatch(/^remove \.venv, then run `.*run install`$/);
  expect(reason).toContain('does not start');
});

test.each([
  ['apps/a', 'serve', / run apps\/a` tells/],
  ['.', 'serve', / run` tells/],
  ['../b', 'nothing-like-it', / run \.\.\/b` tells/],
])('a task that there is none of in %s is told with a command that works where it was typed', (shown, task, fix) => {
  const all = [{ name: 'server' }, { name: 'test' }] as unknown as Task[];
  expect(unknownTask(task, all, { shown }).fix).toMatch(fix);
});
