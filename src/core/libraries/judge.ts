import { PYPROJECT_FILE } from '../constants';
import { packageName, packageNameProblem } from '../python/names';
import { isAlwaysThere, isBroughtBy } from '../python/import-names';
import { normalName } from '../python/normal-name';
import { joinPath } from '../text/paths';
import type { Problem } from '../text/problems';
import type { AppAround, LibrariesAround } from './around';
import { circleThrough } from './closure';
import { readPythonProject, type PythonProject } from './python-project';
import { MOST_LETTERS, suggestedName } from './suggested-name';

/** Whom a library must not collide with. */
export interface Neighbourhood {
  readonly around: LibrariesAround;
  readonly apps: readonly AppAround[];
  /** Names of the packages that the apps ask for which are to use it, in their normal form. */
  readonly packages: ReadonlySet<string>;
}

/** Why a module cannot be that of a library; undefined where it can. */
function moduleTrouble(
  module: string,
  directory: string,
  { around, apps, packages }: Neighbourhood,
): string | undefined {
  const twin = around.projects().find((each) => each.directory !== directory && around.modules(each).includes(module));
  const hidden = twin && `"${module}" is a module of ${twin.directory}: one would hide the other`;
  // In a namespace package there is room for others.
  if (module.includes('.')) return hidden;
  const name = packageNameProblem(module);
  if (name !== undefined) return name;
  if (isAlwaysThere(module)) return `"${module}" would shadow a module that is there already`;
  const app = apps.find((each) => each.module === module);
  if (app) return `"${module}" is the package of the app in ${app.directory}, which would hide it`;
  if (hidden !== undefined) return hidden;
  return isBroughtBy(module, packages) ? `"${module}" would shadow a package that the app asks for` : undefined;
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** Why a new library cannot have a name; undefined where it can. */
function nameTrouble(
  name: string,
  directory: string,
  neighbourhood: Neighbourhood,
): Pick<Problem, 'reason' | 'allowed'> | undefined {
  if (!NAME.test(name) || name.length > MOST_LETTERS) {
    const allowed = `at most ${String(MOST_LETTERS)} letters, digits, \`.\`, \`_\` and \`-\`, a letter or digit first and last`;
    return { reason: 'cannot be the name of a Python project', allowed };
  }
  const namesake = neighbourhood.around.candidates.called(normalName(name))[0];
  const reason =
    moduleTrouble(packageName(name), directory, neighbourhood) ??
    (namesake && `is the name of the Python project in ${namesake.directory}`);
  return reason === undefined
    ? undefined
    : { reason, allowed: 'a name that neither Python, nor a package, nor another project has' };
}

/** What is wrong with the names of a library that is to be made. */
export function newLibraryProblems(
  directory: string,
  name: string,
  isGiven: boolean,
  neighbourhood: Neighbourhood,
): Problem[] {
  const trouble = nameTrouble(name, directory, neighbourhood);
  if (!trouble) return [];
  const isRefused = (other: string) => nameTrouble(other, directory, neighbourhood) !== undefined;
  const fix = `give it another name, such as --name=${suggestedName(directory, isRefused)}`;
  return [{ option: isGiven ? 'name' : 'directory', value: isGiven ? name : directory, ...trouble, fix }];
}

/** What makes it impossible to use a library that is there. */
export function presentLibraryProblems(
  directory: string,
  text: string,
  neighbourhood: Neighbourhood,
): { readonly project?: PythonProject; readonly problems: Problem[] } {
  const option = joinPath(directory, PYPROJECT_FILE);
  const allowed = 'a [project] table with name and version, and a [build-system]';
  const project = readPythonProject(directory, text);
  if (!project) return { problems: [{ option, reason: 'is no TOML that can be read', allowed, fix: 'correct it' }] };
  const problems: Problem[] = [];
  if (project.written === undefined) {
    const fix = 'add [project] with name, version and dependencies';
    problems.push({ option, reason: 'has no [project] table with a name', allowed, fix });
  }
  if (!project.hasBuildSystem) {
    const fix =
      'add [build-system] with requires = ["flit_core>=3.11,<4"] and build-backend = "flit_core.buildapi", or one of yours';
    problems.push({
      option,
      reason: 'does not say how the library is built: there is no [build-system]',
      allowed,
      fix,
    });
  }
  for (const module of neighbourhood.around.modules(project)) {
    const reason = moduleTrouble(module, directory, neighbourhood);
    if (reason === undefined) continue;
    const fix = `rename the module, for example to acme_${packageName(module)}`;
    problems.push({ option: directory, reason, allowed: 'modules with names of their own', fix });
  }
  const circle = circleThrough(project, neighbourhood.around.candidates);
  if (circle) {
    const reason = `needs itself: ${circle.join(' -> ')}`;
    problems.push({ option, reason, allowed: 'libraries without a circle', fix: 'take one of these dependencies out' });
  }
  return { project, problems };
}
