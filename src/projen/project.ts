import { Project, javascript, type ProjectOptions } from 'projen';
import { optionsFromFlags } from '../core/flags';
import type { FastApiContainerOptions } from '../core/options';
import { optionsOf } from '../core/schema';
import { GITIGNORE } from '../core/outputs/seed-values';
import { FastApiContainer } from './component';

/** Options of the projen project type. */
export interface FastApiContainerProjectOptions extends ProjectOptions, FastApiContainerOptions {}

/**
 * A FastAPI app in a container: Python source, requirements, Dockerfile and run tasks, all from typed options.
 *
 * @pjid fastapi-container
 */
export class FastApiContainerProject extends Project {
  constructor(options: FastApiContainerProjectOptions) {
    super(options);
    if (!options.parent && options.projenrcJson !== true) new javascript.Projenrc(this);
    this.gitignore.exclude('node_modules/', ...GITIGNORE);
    // `projen new` hands flags over as its parser read them: --python=3.12 as a number.
    new FastApiContainer(this, optionsFromFlags(optionsOf(options)));
  }
}
