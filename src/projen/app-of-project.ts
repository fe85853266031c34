import { Component, type Project } from 'projen';
import { conflicts, pendingChanges, planApp } from '../core/plan';
import { InvalidInputError, failure, success, type Problem, type Result } from '../core/problems';
import type { Change } from '../core/change';
import type { Ownership } from '../core/output-file';
import { noticeLines, writeReport } from '../core/report';
import { render } from '../core/render';
import { resolve } from '../core/resolve';
import type { ResolvedApp } from '../core/resolved';
import { GITIGNORE } from '../core/outputs/seed-values';
import { unwrap } from '../io/app';
import { applyChanges, directoriesIn, lookBelow } from '../io/disk';
import { loadTemplates } from '../io/templates';
import { handOver, withoutHostsLines } from './host-requirements';
import type { FastApiContainerComponentOptions } from './options';
import { directoryOf, hostsOf, workspaceAround } from './owners';
import { stillStands } from './meanwhile';
import { partOf, type Part } from './part';
import { versionProblem } from './placement';
import { TreeCheck } from './tree-check';

/** The options of an app as an options file holds them. */
type Given = Readonly<Record<string, unknown>>;

interface Plan {
  readonly app: ResolvedApp;
  readonly changes: readonly Change[];
}

/** Reads the options as a file is going to hold them, overrides included. */
type Source = () => Given;

/** Is told of the app before it is written: an override may have changed it since it was constructed. */
type Follower = (app: ResolvedApp) => void;

/**
 * The app of a project: one however many components write parts of it. It plans and writes for all of them, so that
 * problems and changes are told once.
 */
export class AppOfProject extends Component {
  /** The app of a project, made by the first component that asks for it. */
  static of(project: Project, options: FastApiContainerComponentOptions): AppOfProject {
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const file = { name: project.name, ...given };
    const present = project.components.find((component) => component instanceof AppOfProject);
    if (!present) return new AppOfProject(project, file);
    if (JSON.stringify(present.given) === JSON.stringify(file)) return present;
    throw present.refuse({
      option: 'options',
      reason: 'differ from those of another component of the same app',
      allowed: 'one app in a project: all of its components take the same options',
      fix: 'hand the same options object to each of them, or put the second app into a subproject',
    });
  }

  /** The options, with the name. */
  readonly given: Given;
  /** The app as the options lead to it; overrides come later. */
  readonly resolved: ResolvedApp;
  private readonly parts = new Set<Part>();
  private readonly followers: Follower[] = [];
  private source: Source | undefined;
  private planned: Plan | undefined;

  private constructor(project: Project, given: Given) {
    super(project);
    this.given = given;
    const problems = [versionProblem()].filter((problem) => problem !== undefined);
    const resolved = resolve(this.file(), project.name);
    if (!resolved.ok || problems.length > 0) throw this.refuse(...problems, ...(resolved.ok ? [] : resolved.problems));
    this.resolved = resolved.value;
    project.gitignore.exclude(...GITIGNORE);
    TreeCheck.of(project).add(this);
  }

  /** What the options file holds. After ejection nobody but the user writes it. */
  file(): Given {
    const { name, ...options } = this.given;
    return this.project.ejected ? this.given : { name, managedBy: 'projen', ...options };
  }

  /** Lets a component write a part of the app's files. */
  write(part: Part): void {
    if (this.parts.has(part)) return;
    this.parts.add(part);
    for (const { path, ownership } of render(this.resolved, loadTemplates())) {
      if (ownership === 'seed' || partOf(path, ownership) !== part || this.resolved.own.includes(path)) continue;
      const committed = ownership !== 'managed' || this.project.commitGenerated;
      this.project.addGitIgnore(`${committed ? '!' : ''}/${path}`);
      if (ownership === 'managed' && committed) this.project.annotateGenerated(`/${path}`);
    }
  }

  /** Takes the options from a file from now on. There is one, since there is one app. */
  readFrom(source: Source): void {
    this.source = source;
  }

  /** Whether there is a file already. */
  get hasOptionsFile(): boolean {
    return this.source !== undefined;
  }

  /** Names somebody who wants to know what the app is in the end. */
  tell(follower: Follower): void {
    this.followers.push(follower);
  }

  get appName(): string {
    return this.resolved.name;
  }

  /** Paths that are written here, seeds among them, relative to the project. */
  paths(): string[] {
    const files = render(this.resolved, loadTemplates());
    return files
      .filter(({ path, ownership }) => this.parts.has(partOf(path, ownership)) && !this.resolved.own.includes(path))
      .map(({ path }) => path);
  }

  /** Plans every file, and writes none. */
  plan(): Result<Plan> {
    const { outdir, name } = this.project;
    const resolved = resolve(this.source?.() ?? this.file(), name);
    if (!resolved.ok) return resolved;
    const app = resolved.value;
    const files = render(app, loadTemplates()).filter(({ path, ownership }) => this.parts.has(partOf(path, ownership)));
    const hosts = hostsOf(this.project, files, app.own);
    const look = hosts.requirements ? withoutHostsLines(lookBelow(outdir)) : lookBelow(outdir);
    const planned = planApp(app, loadTemplates(), look, {
      exclude: hosts.seeds,
      directories: directoriesIn(outdir),
      workspace: workspaceAround(this.project),
      shown: directoryOf(this.project),
    });
    const problems = [...hosts.problems, ...(planned.ok ? [] : planned.problems)];
    if (!planned.ok || problems.length > 0) return failure(...problems);
    // Of its own requirements projen has made nothing yet: whether a lock follows from them is left to `check`.
    const host = (ownership: Ownership) => hosts.requirements && (ownership === 'block' || ownership === 'lock');
    const changes = planned.value.filter(
      ({ path, ownership }) => this.parts.has(partOf(path, ownership)) && !host(ownership),
    );
    return success({ app, changes });
  }

  /** Plans before projen writes the first file of this project. */
  override preSynthesize(): void {
    this.planned = unwrap(this.plan(), `the files of project ${this.project.name}`);
    const { app } = this.planned;
    for (const follower of this.followers) follower(app);
    if (this.parts.has('requirements')) handOver(this.project, app);
  }

  /** Writes what the plan says. */
  override synthesize(): void {
    const { outdir, logger } = this.project;
    if (!this.planned) return;
    const look = lookBelow(outdir);
    const changes = this.planned.changes.flatMap((change) => stillStands(change, look));
    applyChanges(outdir, changes);
    for (const line of noticeLines(this.planned.app.notices)) logger.warn(line.trim());
    if (pendingChanges(changes).length + conflicts(changes).length === 0) return;
    const report = writeReport(directoryOf(this.project), changes);
    if (conflicts(changes).length > 0) logger.warn(report);
    else logger.info(report);
  }

  /** The error that names problems of this app. */
  refuse(...problems: Problem[]): InvalidInputError {
    return new InvalidInputError(`the options of project ${this.project.name}`, problems);
  }
}
