import { join } from 'node:path';
import { Component, type Project } from 'projen';
import { callsAround } from '../core/npm/calls';
import { OPTIONS_FILE } from '../core/constants';
import { memberLoosely } from '../core/input/jsonc';
import type { SeedGroup } from '../core/options';
import { planApp } from '../core/plan/plan';
import { InvalidInputError, asJson, failures, success, type Problem, type Result, unwrap } from '../core/text/problems';
import { leftToPerson, pendingChanges, type Change } from '../core/plan/change';
import type { Part } from '../core/outputs/output';
import { nextLines } from '../core/plan/next';
import { noticeLines, writeReport } from '../core/plan/report';
import { OUTPUTS, renderOutputs, type Rendered } from '../core/outputs/render';
import { noticesAround } from '../core/resolve/notices';
import { resolve } from '../core/resolve/resolve';
import { inheritedProblems } from '../core/input/validate';
import type { ResolvedApp } from '../core/app/resolved';
import { gitIgnored } from '../core/outputs/seed-values';
import { applyChanges, directoriesIn, lookBelow, tryReadText } from '../io/disk';
import { loadTemplates } from '../io/templates';
import { isTagged, tag } from './duck';
import { handOver, requirementsLeft, withoutHostsLines } from './host-requirements';
import type { FastApiContainerComponentOptions } from './options';
import { directoryOf, hostsOf, workspaceAround } from './owners';
import { stillStands } from './meanwhile';
import { tellPlainly } from './plain-errors';
import { versionProblem } from './placement';
import { TreeCheck } from './tree-check';
import { withDefaultsAround } from './workspace-text';

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
  /** The app of a project; undefined where no component has asked for one yet. */
  static of(project: Project): AppOfProject | undefined {
    return project.components.find((component): component is AppOfProject => isTagged(component, 'AppOfProject'));
  }

  /** The app of a project, made by the first component that asks for it. */
  static ensure(project: Project, options: FastApiContainerComponentOptions): AppOfProject {
    tellPlainly();
    const inherited = inheritedProblems(options);
    if (inherited.length > 0) throw new InvalidInputError(`the options of project ${project.name}`, inherited);
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const file = { name: project.name, ...given };
    const present = AppOfProject.of(project);
    if (!present) return new AppOfProject(project, file);
    // What cannot be said in JSON is none of the options that were accepted.
    if (JSON.stringify(present.given) === asJson(file)) return present;
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
    tag(this, 'AppOfProject');
    this.given = given;
    const problems = [versionProblem()].filter((problem) => problem !== undefined);
    // Rules about what an application begins with wait for the component that writes one.
    const resolved = resolve({ ...withDefaultsAround(project, this.file()), born: ['app'] }, project.name);
    if (!resolved.ok || problems.length > 0) throw this.refuse(...problems, ...(resolved.ok ? [] : resolved.problems));
    this.resolved = { ...resolved.value, born: undefined };
    project.gitignore.exclude(...gitIgnored(this.resolved));
    TreeCheck.ensure(project).add(this);
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
    if (part === 'source') this.assertCanBeBorn();
    for (const { output, file } of renderOutputs(OUTPUTS, this.resolved, loadTemplates())) {
      const { path, ownership } = file;
      if (ownership === 'seed' || output.part !== part || this.resolved.own.includes(path)) continue;
      const committed = ownership !== 'managed' || this.project.commitGenerated;
      this.project.addGitIgnore(`${committed ? '!' : ''}/${path}`);
      if (ownership === 'managed' && committed) this.project.annotateGenerated(`/${path}`);
    }
  }

  private assertCanBeBorn(): void {
    const resolved = resolve(this.withBirth(withDefaultsAround(this.project, this.file())), this.project.name);
    if (!resolved.ok) throw this.refuse(...resolved.problems);
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
    const paths = this.rendered(this.resolved).map(({ file }) => file.path);
    return paths.filter((path) => !this.resolved.own.includes(path));
  }

  /** Groups of seeds that were written in former runs, as the options file on the disk records them. */
  private bornBefore(): SeedGroup[] | undefined {
    const text = tryReadText(join(this.project.outdir, OPTIONS_FILE));
    const born = text === undefined ? undefined : memberLoosely(text, 'born');
    return Array.isArray(born) ? (born as SeedGroup[]) : undefined;
  }

  /** What is there already: an application that no component writes is the user's own. */
  private birth(): SeedGroup[] | undefined {
    const before = this.bornBefore();
    return this.parts.has('source') ? before : [...new Set<SeedGroup>(['app', ...(before ?? [])])];
  }

  /** Options with what is born: rules about what an application begins with hold for others only. */
  private withBirth(options: unknown): unknown {
    const born = this.birth();
    return born === undefined ? options : { ...(options as object), born };
  }

  /** The same once this run has written its files. */
  bornAfter(): SeedGroup[] | undefined {
    const born = this.rendered(this.resolved).flatMap(({ output }) => output.group ?? []);
    const all = [...new Set([...(this.birth() ?? []), ...born])];
    return all.length === 0 ? undefined : all;
  }

  /** The files of the parts that components write. */
  private rendered(app: ResolvedApp): Rendered[] {
    return renderOutputs(
      OUTPUTS.filter(({ part }) => this.parts.has(part)),
      app,
      loadTemplates(),
    );
  }

  /** Plans every file, and writes none. */
  plan(): Result<Plan> {
    const { outdir, name } = this.project;
    const given = withDefaultsAround(this.project, this.source?.() ?? this.file());
    const resolved = resolve(this.withBirth(given), name);
    if (!resolved.ok) return resolved;
    const app = { ...resolved.value, born: this.bornBefore() };
    const files = this.rendered(app).map(({ file }) => file);
    const hosts = hostsOf(this.project, files, app.own);
    const look = hosts.requirements ? withoutHostsLines(lookBelow(outdir)) : lookBelow(outdir);
    const planned = planApp(app, loadTemplates(), look, {
      parts: [...this.parts],
      exclude: hosts.seeds,
      directories: directoriesIn(outdir),
      workspace: workspaceAround(this.project),
      shown: directoryOf(this.project),
    });
    const left = hosts.requirements ? requirementsLeft(this.project, app) : success([]);
    const problems = [...hosts.problems, ...(left.ok ? [] : left.problems), ...(planned.ok ? [] : planned.problems)];
    if (!planned.ok || problems.length > 0) return failures(problems);
    // Of its own requirements projen has made nothing yet: whether a lock follows from them is left to `check`.
    const changes = planned.value.filter(
      ({ ownership }) => !hosts.requirements || (ownership !== 'block' && ownership !== 'made'),
    );
    return success({ app, changes });
  }

  /**
   * Plans before projen writes the first file of this project, and anew: since the check of the tree another component
   * may have overridden an option.
   */
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
    for (const line of noticeLines(noticesAround(this.planned.app, workspaceAround(this.project))))
      logger.warn(line.trim());
    if (pendingChanges(changes).length + leftToPerson(changes).length === 0) return;
    const directory = directoryOf(this.project);
    const calls = callsAround(workspaceAround(this.project));
    const next = nextLines('projen', this.planned.app, directory, changes, calls);
    const report = [writeReport(directory, changes, calls), ...next].join('\n');
    if (leftToPerson(changes).length > 0) logger.warn(report);
    else logger.info(report);
  }

  /** The error that names problems of this app. */
  refuse(...problems: Problem[]): InvalidInputError {
    return new InvalidInputError(`the options of project ${this.project.name}`, problems);
  }
}
