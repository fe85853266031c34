import type { ProjectOptions, typescript } from 'projen';
import type { FastApiContainerOptions } from '../core/options';

/** Options of the components: those of the container, and the app's name where it is not the project's. */
export interface FastApiContainerComponentOptions extends FastApiContainerOptions {
  /**
   * Name of the app: the Nx project, the image and, as a Python identifier, the package.
   *
   * @default - the name of the project
   */
  readonly name?: string;
}

/** Options of a Python library. They count when it is made. */
export interface FastApiContainerLibraryOptions {
  /**
   * Name of the Python project, and as a Python identifier of its module.
   *
   * @default - the name of the project
   */
  readonly name?: string;

  /**
   * One line about it.
   *
   * @default - a line that says that apps share it
   */
  readonly description?: string;

  /**
   * Tags of its project in Nx, by which rules say who may use it.
   *
   * @default []
   */
  readonly tags?: string[];
}

/** Options of the projen project type. */
export interface FastApiContainerProjectOptions extends ProjectOptions, FastApiContainerOptions {
  /**
   * Write the project's definition in TypeScript, `.projenrc.ts`, instead of JavaScript. Only for a project without
   * parent.
   *
   * @default false
   */
  readonly projenrcTs?: boolean;

  /**
   * Options of `.projenrc.ts`.
   *
   * @default - those of projen
   */
  readonly projenrcTsOptions?: typescript.ProjenrcTsOptions;
}
