import type { ProjectConfiguration } from '@nx/devkit';
import { OPTIONS_FILE } from '../core/constants';
import { saysVersion } from '../core/release/pyproject';
import { resolve } from '../core/resolve/resolve';
import { tasks, type Task } from '../core/tasks';
import { unwrap } from '../core/text/problems';
import { joinPath } from '../core/text/paths';
import { brokenTarget, inputsOf, SYNTH, targetOf, type AppInWorkspace } from './targets';

/** What the plugin tells Nx about an app. */
export type Project = Omit<ProjectConfiguration, 'root'>;

const TECHNOLOGIES = ['python', 'fastapi'];

/** Groups in which Nx Console shows the targets. */
function targetGroups(definitions: readonly Task[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const { name, group } of definitions) (groups[group] ??= []).push(name);
  return groups;
}

/** How `nx release` finds the version of a Python project, and raises it. */
const RELEASE: NonNullable<Project['release']> = {
  version: { versionActions: 'fastapi-container/release', currentVersionResolver: 'disk' },
};

/**
 * What `nx release` is told of a Python project: nothing where its pyproject.toml has no version, since Nx then has other
 * ways to ask.
 */
export function releaseOf(pyproject: string | undefined): Pick<Project, 'release'> {
  return pyproject !== undefined && saysVersion(pyproject) ? { release: RELEASE } : {};
}

/**
 * The project of an app whose options are right.
 *
 * @param pyproject text of its pyproject.toml, undefined where there is none
 */
export function projectOf(place: AppInWorkspace, pyproject?: string): Project {
  const { app, directory } = place;
  const definitions = tasks(app);
  const byName = new Map(definitions.map((task) => [task.name, task]));
  const inputs = inputsOf(place);
  const targets = definitions.map((task) => {
    const needed = task.needs.map((need) => byName.get(need)).filter((need) => need !== undefined);
    return [task.name, targetOf(task, needed, inputs(task))] as const;
  });
  return {
    name: app.name,
    projectType: 'application',
    sourceRoot: joinPath(directory, app.application.copied),
    tags: [...app.tags],
    targets: { ...Object.fromEntries(targets), ...(app.managedBy === 'projen' ? { synth: SYNTH } : {}) },
    ...releaseOf(pyproject),
    metadata: {
      technologies: TECHNOLOGIES,
      description: `FastAPI app, served by ${app.server}`,
      targetGroups: targetGroups(definitions),
    },
  };
}

/**
 * The project of an app whose options are wrong. Its targets keep their names, since scripts and other targets count on
 * them: each fails, with what is wrong.
 */
export function brokenProject(name: string, directory: string): Project {
  const definitions = tasks(unwrap(resolve({ name: 'app' }, 'app'), OPTIONS_FILE));
  return {
    name,
    projectType: 'application',
    sourceRoot: directory,
    targets: Object.fromEntries(definitions.map((task) => [task.name, brokenTarget(task)])),
    metadata: {
      technologies: TECHNOLOGIES,
      description: `FastAPI app with errors in ${OPTIONS_FILE}`,
      targetGroups: targetGroups(definitions),
    },
  };
}
