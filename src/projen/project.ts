import { Project, javascript, typescript, type Task } from 'projen';
import { optionsFromFlags } from '../core/input/flags';
import { InvalidInputError } from '../core/text/problems';
import { FOR_NEW_APPS } from '../core/resolve/new-app';
import { resolve } from '../core/resolve/resolve';
import { optionNames, optionsOf } from '../core/input/schema';
import { inheritedProblems } from '../core/input/validate';
import type { TaskName } from '../core/tasks';
import { FastApiContainer } from './component';
import { keepLines } from './kept-lines';
import type { FastApiContainerComponentOptions, FastApiContainerProjectOptions } from './options';
import { placeProblems } from './placement';
import { tellPlainly } from './plain-errors';

/** `docker version` fails where there is a program and no engine behind it. */
const DOCKER_ANSWERS = 'docker version > /dev/null';

/**
 * The options with every problem reported, before projen makes anything of them.
 *
 * @param extended whether a project type of somebody else's may have options of its own among them
 */
function checked(options: FastApiContainerProjectOptions, extended: boolean): FastApiContainerProjectOptions {
  tellPlainly();
  const { name = '' } = options as Partial<FastApiContainerProjectOptions>;
  const given = optionsFromFlags(optionsOf(options, extended ? 'options of others too' : 'our options'));
  const resolved = resolve({ name: options.name, managedBy: 'projen', ...given }, 'app');
  const problems = [
    ...placeProblems(options),
    ...inheritedProblems(options).filter(({ option }) => optionNames.includes(option)),
    ...(resolved.ok ? [] : resolved.problems),
  ];
  if (problems.length > 0) throw new InvalidInputError(`the options of project ${name}`, problems);
  return options;
}

/** Options as they stand in the definition that projen is about to write, in its order: a second run has the same ones. */
function asNewApp(given: FastApiContainerComponentOptions): FastApiContainerComponentOptions {
  const members = Object.entries({ ...FOR_NEW_APPS, ...given });
  return Object.fromEntries(members.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * A FastAPI app in a container: Python source, requirements, Dockerfile and run tasks, all from typed options.
 *
 * @pjid fastapi-container
 */
export class FastApiContainerProject extends Project {
  /** The app and its container files. */
  public readonly container: FastApiContainer;

  constructor(options: FastApiContainerProjectOptions) {
    super(checked(options, new.target !== FastApiContainerProject));
    // `projen new` hands flags over as its parser read them, --python=3.12 as a number, and writes them into the
    // definition. That of JSON is older than any component that could hear of it in the way that is not deprecated.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const typed = this.initProject?.args as object | undefined;
    if (typed) Object.assign(typed, { ...FOR_NEW_APPS, ...optionsFromFlags(optionsOf(typed)) });
    if (!options.parent && options.projenrcTs === true) {
      // projen's default, ts-node, does not work with TypeScript 7, which npm would install beside it.
      new typescript.ProjenrcTs(this, { runner: typescript.TypeScriptRunner.tsx(), ...options.projenrcTsOptions });
    } else if (!options.parent && options.projenrcJson !== true) new javascript.Projenrc(this);
    // Without its list of files projen deletes whatever has its marker in it: here that is somebody else's.
    this.addExcludeFromCleanup('**');
    this.gitignore.exclude('node_modules/');
    const given = optionsFromFlags(optionsOf(options, 'options of others too'));
    this.container = new FastApiContainer(this, typed ? asNewApp(given) : given);
    this.addToBuild();
    keepLines(this.gitignore);
    keepLines(this.gitattributes);
  }

  /** Marks a file as generated, so that reviews fold it. */
  public override annotateGenerated(glob: string): void {
    this.gitattributes.addAttributes(glob, 'linguist-generated');
  }

  /** `projen build`: synthesis and tests are in it already. */
  private addToBuild(): void {
    this.preCompileTask.spawn(this.task('lint'));
    this.preCompileTask.spawn(this.task('typecheck'));
    this.packageTask.spawn(this.task('container-build'), { condition: DOCKER_ANSWERS });
    this.packageTask.say('No Docker engine answers: the image was NOT built', { condition: `! ${DOCKER_ANSWERS}` });
  }

  private task(name: TaskName): Task {
    const task = this.tasks.tryFind(name);
    if (!task) throw new Error(`fastapi-container: there is no task ${name}`);
    return task;
  }
}
