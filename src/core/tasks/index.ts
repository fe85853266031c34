import type { ResolvedApp } from '../app/resolved';
import { containerTasks } from './container';
import { orchestrationTasks } from './orchestration';
import { pythonTasks } from './python';
import type { Task } from './task';

export type { Command, Task, TaskGroup, TaskInput, TaskName } from './task';

/** All run tasks of an app. */
export function tasks(app: ResolvedApp): Task[] {
  return [
    ...pythonTasks(app).map((task): Task => Object.assign(task, { group: 'Python' as const })),
    ...containerTasks(app).map((task): Task => Object.assign(task, { group: 'Container' as const })),
    ...orchestrationTasks(app).map((task): Task => Object.assign(task, { group: 'Orchestration' as const })),
  ];
}
