import { python, type Project } from 'projen';
import type { Look } from '../core/change';
import { REQUIREMENTS_FILE } from '../core/constants';
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
 * Looks past the lines that projen wrote: it is going to write new ones, so that nothing can be wrong with these. Only
 * whether there is a block matters: it tells that the app was born.
 */
export function withoutHostsLines(look: Look): Look {
  return (path) => {
    const existing = look(path);
    if (path !== REQUIREMENTS_FILE || existing.kind !== 'file') return existing;
    const born = existing.text.includes(BLOCK_START);
    return born ? { kind: 'file', text: `${BLOCK_START}\n${BLOCK_END}\n` } : { kind: 'absent' };
  };
}

/**
 * A Python project that uses pip writes its requirements itself: it gets the lines of the managed block and the
 * development packages that it has not asked for. The markers come along, so that `check` finds the block.
 */
export function handOver(project: Project, app: ResolvedApp): void {
  const block = requirements(app).requirements;
  requirementsFile(project, REQUIREMENTS_FILE)?.addPackages(BLOCK_START, ...block.map(spec), BLOCK_END);
  const wanted = DEV_PACKAGES.filter((name) => !project.deps.all.some((dependency) => dependency.name === name));
  requirementsFile(project, 'requirements-dev.txt')?.addPackages(...wanted.map(requirement).map(spec));
}
