import { join, relative, sep } from 'node:path';
import { JsonFile, Project } from 'projen';
import type { IConstruct } from 'constructs';
import { INSTALLED_SCHEMA, OPTIONS_FILE } from '../core/constants';
import { memberLoosely } from '../core/jsonc';
import { newOptionsFile } from '../core/options-file';
import { unifiedDiff } from '../core/report';
import { nearestHolding } from '../io/app';
import { tryReadText } from '../io/disk';
import { AppOfProject } from './app-of-project';
import { directoryOf } from './owners';
import type { FastApiContainerComponentOptions } from './options';

/**
 * The options of the app as a file, for all that is not projen: `fastapi-container check`, Nx, editors.
 *
 * An override of this file counts as an option: it is validated, and all files and tasks follow it.
 */
export class OptionsFile extends JsonFile {
  /**
   * @param scope the project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerComponentOptions = {}) {
    const project = Project.of(scope);
    const app = AppOfProject.of(project, options);
    if (app.hasOptionsFile) {
      throw app.refuse({
        option: OPTIONS_FILE,
        reason: 'is written by another component: the project has an app already',
        allowed: 'one app in a project',
        fix: "put the second app into a subproject: new FastApiContainerProject({ parent, outdir: 'apps/orders', ... })",
      });
    }
    refuseUsersFile(app, project);
    const installed = relative(nearestHolding(project.outdir, INSTALLED_SCHEMA) ?? project.root.outdir, project.outdir);
    const obj = JSON.parse(newOptionsFile(installed.split(sep).join('/'), app.file())) as Record<string, unknown>;
    super(scope, OPTIONS_FILE, { obj, marker: false });
    app.readFrom(() => this.contents());
  }

  /** Tells what changes: an edit by hand, which projen does not keep, should not vanish unseen. */
  public override synthesize(): void {
    const before = tryReadText(this.absolutePath);
    super.synthesize();
    const after = tryReadText(this.absolutePath);
    if (before === undefined || before === after) return;
    const directory = directoryOf(this.project);
    const change = {
      path: this.path,
      ownership: 'managed',
      action: 'update',
      before,
      ...(after === undefined ? {} : { after }),
    } as const;
    this.project.logger.info(`${directory}: the options changed\n${unifiedDiff(directory, change)}`);
  }

  /** What is going to be written, overrides included. */
  private contents(): Record<string, unknown> {
    const text = this.synthesizeContent({ resolve: (value: unknown) => structuredClone(value) });
    return JSON.parse(text ?? '{}') as Record<string, unknown>;
  }
}

/** A file that a person or another door made holds options which nobody has put into the definition yet. */
function refuseUsersFile(app: AppOfProject, { outdir, ejected }: Project): void {
  const text = tryReadText(join(outdir, OPTIONS_FILE));
  if (text === undefined || memberLoosely(text, 'managedBy') !== undefined || ejected) return;
  throw app.refuse({
    option: OPTIONS_FILE,
    reason: 'was there before and is not written by projen: its options would be lost',
    fix: 'move its options into the projen call, delete the file, and run projen again',
  });
}
