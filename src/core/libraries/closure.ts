import type { Need, PythonProject } from './python-project';

/** The Python projects of a workspace, for finding who is meant by a name or a path. */
export interface Candidates {
  readonly at: (directory: string) => PythonProject | undefined;
  /** Those with a name in its normal form. */
  readonly called: (name: string) => readonly PythonProject[];
}

/** Candidates among projects that were read. */
export function candidatesOf(projects: readonly PythonProject[]): Candidates {
  return {
    at: (directory) => projects.find((project) => project.directory === directory),
    called: (name) => projects.filter((project) => project.name === name),
  };
}

/** The project of the workspace that is asked for; undefined where it comes from elsewhere, or several have the name. */
export function meantBy({ name, directory }: Need, { at, called }: Candidates): PythonProject | undefined {
  if (directory !== undefined) return at(directory);
  const [first, second] = called(name);
  return second === undefined ? first : undefined;
}

/** A project of the workspace that another one needs. */
export interface LocalNeed {
  readonly from: PythonProject;
  readonly need: Need;
  readonly target: PythonProject;
}

/** What a project needs of the workspace itself, whoever installs it. */
export function localNeeds(from: PythonProject, candidates: Candidates): LocalNeed[] {
  return from.needs.flatMap((need) => {
    const target = need.always ? meantBy(need, candidates) : undefined;
    return target === undefined || target.directory === from.directory ? [] : [{ from, need, target }];
  });
}

/**
 * All that projects need of the workspace, directly or through each other: each by the need that leads to it first.
 *
 * @param starts the projects, which are left out of the answer
 */
export function closureOf(starts: readonly PythonProject[], candidates: Candidates): LocalNeed[] {
  const known = new Set(starts.map(({ directory }) => directory));
  const found: LocalNeed[] = [];
  const queue = [...starts];
  // A list hands out what is added while it is gone through.
  for (const project of queue) {
    for (const local of localNeeds(project, candidates)) {
      if (known.has(local.target.directory)) continue;
      known.add(local.target.directory);
      found.push(local);
      queue.push(local.target);
    }
  }
  return found;
}

/** A circle of projects that need each other, through one of them: its directories, the first one again at the end. */
export function circleThrough(start: PythonProject, candidates: Candidates): string[] | undefined {
  const seen = new Set<string>();
  const visit = (project: PythonProject, way: readonly string[]): string[] | undefined => {
    for (const { target } of localNeeds(project, candidates)) {
      if (target.directory === start.directory) return [...way, start.directory];
      if (seen.has(target.directory)) continue;
      seen.add(target.directory);
      const circle = visit(target, [...way, target.directory]);
      if (circle) return circle;
    }
    return undefined;
  };
  return visit(start, [start.directory]);
}
