import type { Project, python } from 'projen';
import { isRequirementsFile } from './duck';
import type { Look } from '../core/plan/change';
import { REQUIREMENTS_FILE } from '../core/constants';
import { BLOCK_END, BLOCK_START } from '../core/plan/block-parts';
import { managedRequirements } from '../core/outputs/requirements';
import { mergeBlock } from '../core/plan/managed-block';
import { DEVELOPERS_PACKAGES } from '../core/debug/packages';
import { isGeneratedRequirement, requirement, type Requirement } from '../core/python/packages';
import { nameOf, readRequirements } from '../core/python/requirement-lines';
import { failures, success, type Result } from '../core/text/problems';
import type { ResolvedApp } from '../core/app/resolved';

/** The range in the words of npm, which projen translates into those of pip. */
function spec({ name, floor, below }: Requirement): string {
  return `${name}@>=${floor} <${below}`;
}

function requirementsFile(project: Project, path: string): python.RequirementsFile | undefined {
  const file = project.tryFindFile(path);
  return file && isRequirementsFile(file) ? file : undefined;
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

/** What a file of lines makes of itself; protected, since nobody but projen asks for it. */
interface Synthesized {
  synthesizeContent(resolver: { resolve: (value: unknown) => unknown }): string | undefined;
}

/**
 * The packages of the block that the project's own dependencies leave to it: one that it asks for itself counts instead,
 * and is checked against the floor.
 */
export function requirementsLeft(project: Project, app: ResolvedApp): Result<Requirement[]> {
  const wanted = managedRequirements(app);
  const file = requirementsFile(project, REQUIREMENTS_FILE) as unknown as Synthesized | undefined;
  const text = file?.synthesizeContent({ resolve: (value) => value }) ?? '';
  const merged = mergeBlock(REQUIREMENTS_FILE, text, wanted, { python: app.python, included: [], constraints: [] });
  if (!merged.ok) {
    const fix = 'raise the version in `deps` of the project, or remove it there to get the default';
    return failures(merged.problems.map((problem) => ({ ...problem, option: 'deps', fix })));
  }
  const ours = readRequirements(merged.value).filter(({ raw }) => isGeneratedRequirement(raw));
  return success(wanted.filter(({ name }) => ours.some((line) => nameOf(line) === name)));
}

/**
 * A Python project that uses pip writes its requirements itself: it gets the lines of the managed block and the
 * development packages that it has not asked for. The markers come along, so that `check` finds the block.
 */
export function handOver(project: Project, app: ResolvedApp): void {
  const left = requirementsLeft(project, app);
  const block = left.ok ? left.value : [];
  requirementsFile(project, REQUIREMENTS_FILE)?.addPackages(BLOCK_START, ...block.map(spec), BLOCK_END);
  const wanted = DEVELOPERS_PACKAGES.filter((name) => !project.deps.all.some((dependency) => dependency.name === name));
  requirementsFile(project, 'requirements-dev.txt')?.addPackages(...wanted.map(requirement).map(spec));
}
