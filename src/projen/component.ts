import { Component, JsonFile, type Project } from 'projen';
import { OPTIONS_FILE } from '../core/constants';
import type { FastApiContainerOptions } from '../core/options';
import { newOptionsFile } from '../core/options-file';
import { pendingChanges, conflicts } from '../core/plan';
import type { Change } from '../core/change';
import { noticeLines, writeReport } from '../core/report';
import { resolve } from '../core/resolve';
import type { ResolvedApp } from '../core/resolved';
import { planOnDisk, unwrap } from '../io/app';
import { applyChanges } from '../io/disk';
import { addTasks } from './tasks';

/** Files that every projen project has and writes itself. */
const WRITTEN_BY_PROJEN = ['.gitignore'];

/**
 * A FastAPI app and its container files, as a component of any projen project.
 *
 * Files follow the ownership contract of the other doors, not projen's: what a person edited is kept and reported,
 * sources are written once.
 */
export class FastApiContainer extends Component {
  private readonly app: ResolvedApp;
  private changes: readonly Change[] = [];

  /**
   * @param project the project whose directory becomes the app's
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(project: Project, options: FastApiContainerOptions = {}) {
    super(project);
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const file = { name: project.name, managedBy: 'projen' as const, ...given };
    this.app = unwrap(resolve(file, project.name), `the options of project ${project.name}`);
    addTasks(project, this.app);
    const contents = JSON.parse(newOptionsFile('.', file)) as Record<string, unknown>;
    new JsonFile(project, OPTIONS_FILE, { obj: contents, marker: false });
  }

  /** Plans every file before projen writes the first one. */
  public override preSynthesize(): void {
    const { outdir } = this.project;
    this.changes = planOnDisk(outdir, this.project.name, this.app, { exclude: WRITTEN_BY_PROJEN });
  }

  /** Writes what the plan says. */
  public override synthesize(): void {
    applyChanges(this.project.outdir, this.changes);
    for (const line of noticeLines(this.app.notices)) this.project.logger.warn(line.trim());
    if (pendingChanges(this.changes).length + conflicts(this.changes).length === 0) return;
    const report = writeReport(this.project.name, this.changes);
    if (conflicts(this.changes).length > 0) this.project.logger.warn(report);
    else this.project.logger.info(report);
  }
}
