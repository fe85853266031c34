import type { Project, Task as ProjenTask } from 'projen';
import type { ResolvedApp } from '../core/resolved';
import { tasks, type Command } from '../core/tasks';
import { VENV_PROGRAMS } from '../io/python';

function argv({ from, argv: words }: Command): string[] {
  if (from === 'self') return ['npx', 'fastapi-container', ...words];
  if (from === 'path') return [...words];
  const [program = '', ...rest] = words;
  return [`${VENV_PROGRAMS}/${program}`, ...rest];
}

/** Adds the run tasks under the names that they have in every door; projen's empty `test` is filled. */
export function addTasks(project: Project, app: ResolvedApp): void {
  const added = new Map<string, ProjenTask>();
  for (const { name, description, commands, needs } of tasks(app)) {
    const task = project.tasks.tryFind(name) ?? project.addTask(name);
    task.reset();
    task.description = description;
    for (const need of needs) {
      const needed = added.get(need);
      if (needed) task.spawn(needed);
    }
    commands.forEach((command, index) => {
      task.execArgs(argv(command), { receiveArgs: index === commands.length - 1 });
    });
    added.set(name, task);
  }
}
