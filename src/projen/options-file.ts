import { join } from 'node:path';
import { JsonFile, Project } from 'projen';
import type { IConstruct } from 'constructs';
import { OPTIONS_FILE } from '../core/constants';
import { memberLoosely } from '../core/input/jsonc';
import { newOptionsFile } from '../core/input/options-file';
import type { Change } from '../core/plan/change';
import { unifiedDiff } from '../core/plan/report';
import { optionsObstacle } from '../io/app';
import { tryReadText } from '../io/disk';
import { directoryFromSchema } from '../io/installed-schema';
import { AppOfProject } from './app-of-project';
import { directoryOf } from './owners';
import type { FastApiContainerComponentOptions } from './options';
import { standsInPlace } from '../core/workspace';

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
    const app = AppOfProject.ensure(project, options);
    if (app.hasOptionsFile) {
      throw app.refuse({
        option: OPTIONS_FILE,
        reason: 'is written by another component: the project has an app already',
        allowed: 'one app in a project',
        fix: "put the second app into a subproject: new FastApiContainerProject({ parent, outdir: 'apps/orders', ... })",
      });
    }
    refuseUsersFile(app, project);
    const directory = directoryFromSchema(project.outdir, project.root.outdir);
    const obj = JSON.parse(newOptionsFile(directory, app.file())) as Record<string, unknown>;
    super(scope, OPTIONS_FILE, { obj: { ...obj, born: () => app.bornAfter() }, marker: false });
    app.readFrom(() => this.contents());
  }

  /** Tells what changes: an edit by hand, which projen does not keep, should not vanish unseen. */
  public override synthesize(): void {
    const before = tryReadText(this.absolutePath);
    super.synthesize();
    const after = tryReadText(this.absolutePath);
    if (before === undefined || before === after) return;
    const directory = directoryOf(this.project);
    const file = { path: this.path, ownership: 'options', before, reason: 'the options changed' } as const;
    const change: Change = after === undefined ? { ...file, action: 'remove' } : { ...file, action: 'update', after };
    this.project.logger.info(`${directory}: the options changed\n${unifiedDiff(directory, change)}`);
  }

  /** What is going to be written, overrides included. */
  private contents(): Record<string, unknown> {
    const text = this.synthesizeContent({ resolve: (value: unknown) => withoutFunctions(value as object) });
    return JSON.parse(text ?? '{}') as Record<string, unknown>;
  }
}

/** Values that are only known when files are written are no options. */
function withoutFunctions(value: object): object {
  return structuredClone(
    Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member !== 'function')),
  );
}

/** A file that a person or another door made holds options which nobody has put into the definition yet. */
function refuseUsersFile(app: AppOfProject, { outdir, ejected }: Project): void {
  const obstacle = ejected ? undefined : optionsObstacle(outdir);
  if (obstacle) throw app.refuse(standsInPlace(OPTIONS_FILE, obstacle));
  const text = tryReadText(join(outdir, OPTIONS_FILE));
  if (text === undefined || memberLoosely(text, 'managedBy') !== undefined || ejected) return;
  throw app.refuse({
    option: OPTIONS_FILE,
    reason: 'was there before and is not written by projen: its options would be lost',
    fix: 'move its options into the projen call, delete the file, and run projen again',
  });
}
