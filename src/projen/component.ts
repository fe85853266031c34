import { Component } from 'projen';
import type { IConstruct } from 'constructs';
import type { FastApiContainerComponentOptions } from './options';
import { OptionsFile } from './options-file';
import { ApplicationSource, Dockerfile, Orchestration, RequirementsBlock } from './parts';
import { RunTasks } from './tasks';

/**
 * A FastAPI app and its container files, for any projen project.
 *
 * Files follow the ownership contract of the other doors, not projen's: what a person edited is kept and reported,
 * sources are written once.
 */
export class FastApiContainer extends Component {
  /** The options file; an override of it counts as an option. */
  public readonly optionsFile: OptionsFile;

  /**
   * @param scope the project whose directory becomes the app's, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    super(scope);
    this.optionsFile = new OptionsFile(this, options);
    new ApplicationSource(this, options);
    new Dockerfile(this, options);
    new RequirementsBlock(this, options);
    new Orchestration(this, options);
    new RunTasks(this, options);
  }
}
