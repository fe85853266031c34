import { NO_FACTS, type AppFacts } from '../app/facts';
import type { ResolvedApp } from '../app/resolved';
import { DOCKERFILE, REQUIREMENTS_FILE } from '../constants';
import { requirementFiles, requirementIncludes, type RequirementFiles } from '../dependencies/requirement-files';
import { hashProblems, requirementProblems } from '../dependencies/requirement-rules';
import { readUvProject, usesUv } from '../dependencies/uv-project';
import { uvProjectProblems } from '../dependencies/uv-rules';
import { neededRequirements } from '../outputs/requirements';
import { hasMergeConflict } from '../text/merge-conflict';
import type { Problem } from '../text/problems';
import type { Workspace } from '../workspace';
import type { BlockSurroundings } from './managed-block';

/** What the requirements that are there tell about an app. */
export interface RequirementsSeen {
  /** The requirements file and all that it includes, where they say what the image installs. */
  readonly files?: RequirementFiles;
  readonly facts: AppFacts;
  readonly surroundings: BlockSurroundings;
  /** What the image could not install. */
  readonly problems: readonly Problem[];
}

/** Whether it is ours to say what the image can install: who builds it from a Dockerfile of their own knows better. */
function isOurs({ own }: ResolvedApp, text: string): boolean {
  return !own.includes(DOCKERFILE) && !hasMergeConflict(text);
}

/**
 * Looks at the requirements of an app, with all files that they include.
 *
 * @param text the requirements file as it is, empty where there is none
 */
export function requirementsSeen(app: ResolvedApp, text: string, workspace: Workspace): RequirementsSeen {
  if (usesUv(app)) {
    return {
      facts: NO_FACTS,
      surroundings: { python: app.python, included: [], constraints: [] },
      problems: [],
    };
  }
  const found = requirementFiles(REQUIREMENTS_FILE, text, workspace);
  const placed = (isConstraint: boolean) =>
    found.files
      .filter(({ from, constraint }) => from !== undefined && constraint === isConstraint)
      .flatMap(({ shown, lines }) => lines.map((line) => ({ file: shown, line })));
  return {
    files: found,
    facts: { requirementIncludes: requirementIncludes(found) },
    surroundings: { python: app.python, included: placed(false), constraints: placed(true) },
    problems: isOurs(app, text) ? requirementProblems(app, found) : [],
  };
}

/**
 * What the image could not install of the requirements as they are going to be, the managed block among them.
 *
 * @param files what is in them, where that is known already
 */
export function hashesAsked(
  app: ResolvedApp,
  text: string,
  workspace: Workspace,
  files = requirementFiles(REQUIREMENTS_FILE, text, workspace),
): Problem[] {
  return isOurs(app, text) ? hashProblems(app, files) : [];
}

/**
 * What is wrong with an app whose dependencies are uv's; nothing for others.
 *
 * @param planned tells the text of pyproject.toml as it is going to be
 */
export function uvProblems(
  app: ResolvedApp,
  planned: () => string | undefined,
  workspace: Workspace,
): readonly Problem[] {
  if (!usesUv(app)) return [];
  const pyproject = planned();
  const project = readUvProject(pyproject, workspace);
  if (!project.ok) return project.problems;
  return isOurs(app, pyproject ?? '') ? uvProjectProblems(app, project.value, neededRequirements(app), workspace) : [];
}
