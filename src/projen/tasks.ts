import { Component, Project, type Task as ProjenTask } from 'projen';
import type { IConstruct } from 'constructs';
import { tasks, type Task } from '../core/tasks';
import { AppOfProject } from './app-of-project';
import { argv } from './argv';
import { OptionsFile } from './options-file';
import type { FastApiContainerComponentOptions } from './options';

/**
 * The run tasks of the app, under the names that they have in every door. The options file comes along: they read it.
 *
 * A task of the project that does something already stays as it is. Where another task needs it, that one does what
 * would have been in it.
 */
export class RunTasks extends Component {
  /** Steps as they were filled in: others are the user's. */
  private readonly filled = new Map<string, string>();
  private definitions: readonly Task[];

  /**
   * @param scope the project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    super(scope);
    const app = AppOfProject.ensure(Project.of(scope), options);
    if (!app.hasOptionsFile) new OptionsFile(this, options);
    this.definitions = tasks(app.resolved);
    for (const { name } of this.definitions) {
      const present = this.project.tasks.tryFind(name);
      if (!present || present.steps.length === 0) this.fill(present ?? this.project.addTask(name));
    }
    app.tell((overridden) => {
      this.follow(tasks(overridden));
    });
  }

  /** An override changes tasks too, but none that the user has changed or removed meanwhile. */
  private follow(definitions: readonly Task[]): void {
    if (JSON.stringify(definitions) === JSON.stringify(this.definitions)) return;
    this.definitions = definitions;
    for (const { name } of definitions) {
      const present = this.project.tasks.tryFind(name);
      if (present && this.isOurs(present)) this.fill(present);
    }
  }

  private fill(task: ProjenTask): void {
    task.reset();
    task.description = this.definitions.find(({ name }) => name === task.name)?.description;
    this.addSteps(task, task.name);
    this.filled.set(task.name, JSON.stringify(task.steps));
  }

  private isOurs({ name, steps }: ProjenTask): boolean {
    return this.filled.get(name) === JSON.stringify(steps);
  }

  /** Adds what a task needs and what it runs; words that the user adds go to the last command. */
  private addSteps(task: ProjenTask, name: string): void {
    const definition = this.definitions.find((candidate) => candidate.name === name);
    const { needs = [], commands = [] } = definition ?? {};
    for (const need of needs) {
      const needed = this.project.tasks.tryFind(need);
      if (needed && this.filled.has(need)) task.spawn(needed);
      else this.addSteps(task, need);
    }
    commands.forEach((command, index) => {
      task.execArgs(argv(command), { receiveArgs: task.name === name && index === commands.length - 1 });
    });
  }
}
