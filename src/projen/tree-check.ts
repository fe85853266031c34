import { join } from 'node:path';
import { Component, type Project } from 'projen';
import { isTagged, tag } from './duck';
import { directoryOf } from './owners';
import type { ResolvedApp } from '../core/app/resolved';
import { claim, type Claims } from '../core/resolve/neighbours';
import { InvalidInputError, type Problem, type Result } from '../core/text/problems';

/** An app of a project, as far as the check is concerned. */
export interface Planner {
  readonly project: Project;
  /** Name of the app, which need not be that of the project. */
  readonly appName: string;
  /** The app as its options lead to it. */
  readonly resolved: ResolvedApp;
  /** Paths that the app writes, relative to its project. */
  paths(): string[];
  /** Plans every file, and writes none. */
  plan(): Result<{ readonly app: ResolvedApp }>;
}

function samePath(path: string, first: Planner, second: Planner): Problem {
  return {
    option: path,
    reason: `is written by two apps, ${first.project.name} and ${second.project.name}`,
    allowed: 'one owner of each file',
    fix: 'give one of them a directory of its own, outside of the Python package of the other',
  };
}

/** Apps with the name of another. */
function namesakes(apps: readonly Planner[]): { app: Planner; problem: Problem }[] {
  return apps.flatMap((app, index) => {
    const first = apps.slice(0, index).find(({ appName }) => appName === app.appName);
    const problem = {
      option: 'name',
      value: app.appName,
      reason: `is the name of another app, in ${first?.project.outdir ?? ''}`,
      allowed: 'a name that no other app of the tree has: images and Nx projects are told apart by it',
      fix: `choose another name, for example ${app.appName}-api`,
    };
    return first ? [{ app, problem }] : [];
  });
}

/** Apps with what another has that has another name: of namesakes the name is to be changed. */
function sharedClaims(apps: readonly Planner[]): { app: Planner; problem: Problem }[] {
  const claims: Claims = new Map();
  const names = new Set<string>();
  return apps.flatMap((app) => {
    const problems = claim(claims, app.resolved, directoryOf(app.project));
    const isNamesake = names.has(app.appName);
    names.add(app.appName);
    return isNamesake ? [] : problems.map((problem) => ({ app, problem }));
  });
}

/** Paths that two apps write, by their place on the disk. */
function sharedPaths(apps: readonly Planner[]): { app: Planner; problem: Problem }[] {
  const owners = new Map<string, Planner>();
  return apps.flatMap((app) =>
    app.paths().flatMap((path) => {
      const absolute = join(app.project.outdir, path);
      const first = owners.get(absolute);
      owners.set(absolute, first ?? app);
      return first ? [{ app, problem: samePath(path, first, app) }] : [];
    }),
  );
}

/**
 * Plans every app of a tree of projects before projen writes the first file of any: subprojects are synthesized one
 * after the other, and a problem of the last would come after the files of the first.
 */
export class TreeCheck extends Component {
  /** The check of the tree that a project belongs to; undefined where there is none yet. */
  static of({ root }: Project): TreeCheck | undefined {
    return root.components.find((component): component is TreeCheck => isTagged(component, 'TreeCheck'));
  }

  /** The same, made where there is none yet. */
  static ensure(project: Project): TreeCheck {
    return TreeCheck.of(project) ?? new TreeCheck(project.root);
  }

  private constructor(root: Project) {
    super(root);
    tag(this, 'TreeCheck');
  }

  private readonly apps: Planner[] = [];

  add(app: Planner): void {
    this.apps.push(app);
  }

  /** The apps of the tree as they are going to be. One with problems is left out: the check tells them. */
  resolvedApps(): { readonly project: Project; readonly app: ResolvedApp }[] {
    return this.apps.flatMap((planner) => {
      const planned = planner.plan();
      return planned.ok ? [{ project: planner.project, app: planned.value.app }] : [];
    });
  }

  override preSynthesize(): void {
    const found = [
      ...namesakes(this.apps),
      ...sharedClaims(this.apps),
      ...sharedPaths(this.apps),
      ...this.apps.flatMap((app) => {
        const planned = app.plan();
        return planned.ok ? [] : planned.problems.map((problem) => ({ app, problem }));
      }),
    ];
    if (found.length === 0) return;
    const names = [...new Set(found.map(({ app }) => app.project.name))];
    const problems = found.map(({ app, problem }) =>
      names.length === 1 ? problem : { ...problem, option: `${app.project.name}: ${problem.option}` },
    );
    const projects = names.length === 1 ? 'project' : 'projects';
    throw new InvalidInputError(`the files of ${projects} ${names.join(', ')}`, problems);
  }
}
