import { Component, Project } from 'projen';
import type { IConstruct } from 'constructs';
import { AppOfProject } from './app-of-project';
import type { FastApiContainerComponentOptions } from './options';

/** The image: `Dockerfile`, `.dockerignore`, and the launcher of several workers where the server needs one. */
export class Dockerfile extends Component {
  /**
   * @param scope the project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    super(scope);
    AppOfProject.ensure(Project.of(scope), options).write('image');
  }
}

/**
 * What the image installs: the managed block of `requirements.txt`. Where projen writes that file, as `PythonProject`
 * does with pip, the lines are handed to it.
 */
export class RequirementsBlock extends Component {
  /**
   * @param scope the project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    super(scope);
    AppOfProject.ensure(Project.of(scope), options).write('requirements');
  }
}

/**
 * The application: Python source, tests and settings of tools, written once, and the managed module that tells the
 * application its options. The requirements come along: by their block it is known that the application was born, so
 * that what you delete stays deleted.
 */
export class ApplicationSource extends Component {
  /**
   * @param scope the project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    super(scope);
    const app = AppOfProject.ensure(Project.of(scope), options);
    app.write('source');
    app.write('requirements');
  }
}

/** What runs the image beside its neighbours: the files for Compose, Swarm and Kubernetes that the options ask for. */
export class Orchestration extends Component {
  /**
   * @param scope the project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    super(scope);
    AppOfProject.ensure(Project.of(scope), options).write('orchestration');
  }
}
