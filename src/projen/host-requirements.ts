import { python, type Project } from 'projen';
import { BLOCK_END, BLOCK_START } from '../core/ownership/managed-block';
import { requirements } from '../core/outputs/requirements';
import { DEV_PACKAGES, requirement, type Requirement } from '../core/packages';
import type { ResolvedApp } from '../core/resolved';

/** The range in the words of npm, which projen translates into those of pip. */
function spec({ name, floor, below }: Requirement): string {
  return `${name}@>=${floor} <${below}`;
}

function requirementsFile(project: Project, path: string): python.RequirementsFile | undefined {
  const file = project.tryFindFile(path);
  return file instanceof python.RequirementsFile ? file : undefined;
}

/**
 * A Python project that uses pip writes its requirements itself: it gets the lines of the managed block and the
 * development packages that it has not asked for. The markers come along, so that `check` finds the block.
 */
export function handOver(project: Project, app: ResolvedApp): void {
  const block = requirements(app).requirements;
  requirementsFile(project, 'requirements.txt')?.addPackages(BLOCK_START, ...block.map(spec), BLOCK_END);
  const wanted = DEV_PACKAGES.filter((name) => !project.deps.all.some((dependency) => dependency.name === name));
  requirementsFile(project, 'requirements-dev.txt')?.addPackages(...wanted.map(requirement).map(spec));
}
