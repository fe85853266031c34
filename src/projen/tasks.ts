import { Component, Project, type Task as ProjenTask } from 'projen';
import type { IConstruct } from 'constructs';
import type { ResolvedApp } from '../core/resolved';
import { tasks, type Command, type Task } from '../core/tasks';
import { VENV_PROGRAMS } from '../io/python';
import { AppOfProject } from './app-of-project';
import type { FastApiContainerComponentOptions } from './options';

function argv({ from, argv: words }: Command): string[] {
  // Never a download: the package that wrote the task is installed.
  if (from === 'self') return ['npx', '--no', 'fastapi-container', ...words];
  if (from === 'path') return [...words];
  const [program = '', ...rest] = words;
  return [`${VENV_PROGRAMS}/${program}`, ...rest];
}

/**
 * The run tasks of the app, under the names that they have in every door.
 *
 * A task of the project that does something already stays as it is. Where another task needs it, that one does what
 * would have been in it.
 */
export class RunTasks extends Component {
  /** Steps as they were filled in: others are the user's. */
  private readonly filled = new Map<string, string>();

  /**
   * @param scope the project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    super(scope);
    const app = AppOfProject.of(Project.of(scope), options);
    app.tell((overridden) => {
      this.fill(overridden);
    });
    this.fill(app.resolved);
  }

  private fill(app: ResolvedApp): void {
    const all = tasks(app);
    for (const { name, description } of all) {
      const present = this.project.tasks.tryFind(name);
      if (present && present.steps.length > 0 && !this.isOurs(present)) continue;
      const task = present ?? this.project.addTask(name);
      task.reset();
      task.description = description;
      this.addSteps(task, name, all);
      this.filled.set(name, JSON.stringify(task.steps));
    }
  }

  private isOurs({ name, steps }: ProjenTask): boolean {
    return this.filled.get(name) === JSON.stringify(steps);
  }

  /** Adds what a task needs and what it runs; words that the user adds go to the last command. */
  private addSteps(task: ProjenTask, name: string, all: readonly Task[]): void {
    const { needs, commands } = all.find((candidate) => candidate.name === name) ?? { needs: [], commands: [] };
    for (const need of needs) {
      const needed = this.project.tasks.tryFind(need);
      if (needed && this.filled.has(need)) task.spawn(needed);
      else this.addSteps(task, need, all);
    }
    commands.forEach((command, index) => {
      task.execArgs(argv(command), { receiveArgs: task.name === name && index === commands.length - 1 });
    });
  }
}
