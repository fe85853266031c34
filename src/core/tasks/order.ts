import type { ResolvedApp } from '../app/resolved';
import { tasks } from '.';
import type { Task, TaskName } from './task';

/** A task of an app with everything that it needs before it, each once, in an order that works. */
export function tasksInOrder(app: ResolvedApp, name: TaskName): Task[] {
  return inOrder(tasks(app), name);
}

/** The same among tasks that are known. */
export function inOrder(definitions: readonly Task[], name: TaskName): Task[] {
  const all = new Map(definitions.map((task) => [task.name, task]));
  const ordered = new Set<Task>();
  const visit = (wanted: TaskName): void => {
    const task = all.get(wanted);
    if (!task || ordered.has(task)) return;
    task.needs.forEach(visit);
    ordered.add(task);
  };
  visit(name);
  return [...ordered];
}
