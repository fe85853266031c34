import { containerModule } from './outputs/container-module';
import { dockerfile } from './outputs/dockerfile';
import { dockerignore } from './outputs/dockerignore';
import { launcher } from './outputs/launcher';
import { projectSeeds } from './outputs/project-seeds';
import { requirements } from './outputs/requirements';
import { sourceSeeds } from './outputs/source-seeds';
import type { OutputFile } from './output-file';
import type { ResolvedApp } from './resolved';
import { launcherPath } from './servers/uvicorn-common';
import type { Templates } from './templates';

/**
 * All files of an app: a function of its options and the template texts alone.
 *
 * The order is the order of writing. Seeds come first and the managed block last: it tells that the app was born, so a
 * run which was interrupted is still a birth when it is repeated.
 */
export function render(app: ResolvedApp, templates: Templates): OutputFile[] {
  return [
    ...sourceSeeds(app, templates),
    ...projectSeeds(app, templates),
    containerModule(app, templates),
    ...launcher(app, templates),
    dockerignore(app, templates),
    dockerfile(app, templates),
    requirements(app),
  ];
}

/** Paths of managed files that other options of the same app would lead to. */
export function retiredPaths(app: ResolvedApp): string[] {
  return [launcherPath(app)];
}
