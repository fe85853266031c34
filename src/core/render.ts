import { CONTAINER_MODULE, LAUNCHER_MODULE } from './constants';
import { containerModule } from './outputs/container-module';
import { dockerfile } from './outputs/dockerfile';
import { dockerignore } from './outputs/dockerignore';
import { launcher } from './outputs/launcher';
import { lock } from './outputs/lock';
import { projectSeeds } from './outputs/project-seeds';
import { requirements } from './outputs/requirements';
import { sourceSeeds } from './outputs/source-seeds';
import type { OutputFile } from './output-file';
import { joinPath } from './paths';
import type { ResolvedApp } from './resolved';
import type { Templates } from './templates';

/** What is written when an app is born: the application, its tests and the settings of tools. */
export function renderSeeds(app: ResolvedApp, templates: Templates): OutputFile[] {
  return [...sourceSeeds(app, templates), ...projectSeeds(app, templates)];
}

/** What follows the options from then on. */
export function renderContainer(app: ResolvedApp, templates: Templates): OutputFile[] {
  return [
    containerModule(app, templates),
    ...launcher(app, templates),
    dockerignore(app, templates),
    dockerfile(app, templates),
    ...lock(app),
    requirements(app),
  ];
}

/**
 * All files of an app: a function of its options and the template texts alone.
 *
 * The order is the order of writing. Seeds come first and the managed block last: it tells that the app was born, so a
 * run which was interrupted is still a birth when it is repeated.
 */
export function render(app: ResolvedApp, templates: Templates): OutputFile[] {
  return [...renderSeeds(app, templates), ...renderContainer(app, templates)];
}

/** Modules that other options of the same app would put into the same or another package. */
const MANAGED_MODULES = [CONTAINER_MODULE, LAUNCHER_MODULE];

/**
 * Paths at which other options of the same app may have left a managed file.
 *
 * @param directories directories in that of the app, relative to it: one of them may have been the package
 */
export function retiredPaths(directories: readonly string[]): string[] {
  return ['.', ...directories].flatMap((directory) => MANAGED_MODULES.map((module) => joinPath(directory, module)));
}
