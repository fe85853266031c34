import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Component, JsonFile, type Project } from 'projen';
import type { IConstruct } from 'constructs';
import { callsIn } from '../core/npm/calls';
import { WORKSPACE_FILE } from '../core/constants';
import { newWorkspaceFile } from '../core/input/workspace-file';
import { inheritedProblems } from '../core/input/validate';
import type { FastApiContainerWorkspaceOptions } from '../core/options';
import { leftToPerson, pendingChanges } from '../core/plan/change';
import { planWorkspace, type WorkspacePlan } from '../core/plan/plan-workspace';
import { noticeLines, writeReport } from '../core/plan/report';
import { InvalidInputError, unwrap, type Problem } from '../core/text/problems';
import { memberLoosely } from '../core/input/jsonc';
import type { ResolvedWorkspace, WorkspaceApp } from '../core/workspace/resolved';
import { workspaceName } from '../core/workspace/facts';
import { resolveWorkspace } from '../core/workspace/resolve';
import { readApp } from '../io/app';
import { applyChanges, lookBelow, tryReadText } from '../io/disk';
import { findApps } from '../io/find-apps';
import { directoryFromSchema } from '../io/installed-schema';
import { groundOf, misplacedWorkspace } from '../io/workspace';
import { isTagged, tag } from './duck';
import { stillStands } from './meanwhile';
import { tellPlainly } from './plain-errors';
import { TreeCheck } from './tree-check';
import { workspaceText } from './workspace-text';

/** The name of the root project, as everything takes it that is called after it. */
function nameOf(project: Project): string {
  const { packageName } = (project as { package?: { packageName?: unknown } }).package ?? {};
  return workspaceName(typeof packageName === 'string' ? packageName : project.name) ?? 'workspace';
}

const SUBJECT = 'the options of the workspace';

/**
 * What all apps of the repository share, for the root project: the registry of their images, the pipeline, the container in
 * which people develop, the compose file that runs all of them. Files follow the ownership contract of the apps' files.
 */
export class FastApiContainerWorkspace extends Component {
  private readonly resolved: ResolvedWorkspace;
  private planned: WorkspacePlan = { changes: [], notices: [] };

  /**
   * @param scope the root project, or a component of it
   * @param options typed options; all problems with them are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerWorkspaceOptions = {}) {
    super(scope);
    tellPlainly();
    const { project } = this;
    // What package.json says is not there before the first run has ended.
    const given = {
      name: nameOf(project),
      ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    };
    const resolved = resolveWorkspace(given);
    const problems = [
      ...inheritedProblems(options),
      ...this.placeProblems(),
      ...(resolved.ok ? [] : resolved.problems),
    ];
    if (problems.length > 0 || !resolved.ok) throw new InvalidInputError(SUBJECT, problems);
    this.resolved = { ...resolved.value, managedBy: 'projen' };
    tag(this, 'Workspace');
    const directory = directoryFromSchema(project.outdir, project.outdir);
    const text = newWorkspaceFile(directory, { ...(project.ejected ? {} : { managedBy: 'projen' }), ...given });
    new JsonFile(this, WORKSPACE_FILE, { obj: JSON.parse(text) as object, marker: false });
    workspaceText.set(project, text);
    TreeCheck.ensure(project);
  }

  private placeProblems(): Problem[] {
    const { project } = this;
    const problems: Problem[] = [];
    if (project.root !== project) {
      const reason = `is given to the project ${project.name}, which is not the root`;
      problems.push({
        option: 'scope',
        reason,
        fix: 'give it the root project: new FastApiContainerWorkspace(root, { ... })',
      });
    }
    if (project.components.some((component) => isTagged(component, 'Workspace'))) {
      const reason = 'is there already: a workspace has one file of options';
      problems.push({ option: WORKSPACE_FILE, reason, fix: 'put all of its options into one call' });
    }
    const misplaced = misplacedWorkspace(project.outdir, WORKSPACE_FILE);
    if (misplaced) problems.push(misplaced);
    const present = tryReadText(join(project.outdir, WORKSPACE_FILE));
    if (present !== undefined && memberLoosely(present, 'managedBy') === undefined && !project.ejected) {
      const reason = 'was there before and is not written by projen: its options would be lost';
      problems.push({
        option: WORKSPACE_FILE,
        reason,
        fix: 'move its options into the projen call, delete the file, and run projen again',
      });
    }
    return problems;
  }

  /** The apps of the definition, and those that something else makes. */
  private apps(): WorkspaceApp[] {
    const { outdir } = this.project;
    const ours = (TreeCheck.of(this.project)?.resolvedApps() ?? []).map(({ project, app }) => {
      return { directory: relative(outdir, project.outdir).split(sep).join('/') || '.', app };
    });
    const others = findApps(outdir).filter((directory) => !ours.some((known) => known.directory === directory));
    const byOthers = (directory: string) => {
      const text = tryReadText(join(outdir, directory, 'fastapi-container.json'));
      // One that projen made once, and makes no more, goes in this run.
      return text !== undefined && memberLoosely(text, 'managedBy') === 'projen'
        ? []
        : [{ directory, app: readApp(join(outdir, directory), directory) }];
    };
    return [...ours, ...others.flatMap(byOthers)];
  }

  private calls() {
    const at = (path: string) => join(this.project.outdir, path);
    return callsIn(
      (path) => tryReadText(at(path)),
      (path) => existsSync(at(path)),
    );
  }

  /** Plans before projen writes the first file. */
  override preSynthesize(): void {
    const { outdir } = this.project;
    const ground = groundOf(outdir, this.apps(), this.resolved.name);
    const plan = planWorkspace(this.resolved, ground, lookBelow(outdir), { door: 'projen' });
    this.planned = unwrap(plan, SUBJECT);
    for (const { path, action } of this.planned.changes) {
      if (action === 'remove' || action === 'owned') continue;
      this.project.addGitIgnore(`${this.project.commitGenerated ? '!' : ''}/${path}`);
      if (this.project.commitGenerated) this.project.annotateGenerated(`/${path}`);
    }
  }

  /** Writes what the plan says. */
  override synthesize(): void {
    const { outdir, logger } = this.project;
    const look = lookBelow(outdir);
    const changes = this.planned.changes.flatMap((change) => stillStands(change, look));
    applyChanges(outdir, changes);
    for (const line of noticeLines(this.planned.notices)) logger.warn(line.trim());
    const left = leftToPerson(changes);
    if (pendingChanges(changes).length + left.length === 0) return;
    const report = writeReport('.', changes, this.calls(), 'the workspace');
    if (left.length > 0) logger.warn(report);
    else logger.info(report);
  }
}
