import type { ResolvedApp } from '../resolved';
import { containerTasks } from './container';
import { pythonTasks } from './python';
import type { Task } from './task';

export type { Command, Task, TaskGroup, TaskName } from './task';

/** All run tasks of an app. */
export function tasks(app: ResolvedApp): Task[] {
  return [
    ...pythonTasks(app).map((task): Task => ({ ...task, group: 'Python' })),
    ...containerTasks(app).map((task): Task => ({ ...task, group: 'Container' })),
  ];
}
