import type { ResolvedApp } from '../core/app/resolved';
import type { LibrariesAround } from '../core/libraries/around';
import { boundaryProblems, dependencyConstraints } from '../core/libraries/boundaries';
import { libraryFindings, type LibraryFindings } from '../core/libraries/problems';
import { renamedNotices } from '../core/libraries/renamed';
import { tagsIn } from '../core/libraries/tags';
import type { Workspace } from '../core/workspace';
import { workspaceRoot, type KnownRoots } from '../io/app';
import type { Directories } from '../io/directories';
import { librariesAround } from '../io/libraries-around';
import { isMarked } from '../io/outside';
import type { Target } from './targets';

const NX_JSON = 'nx.json';

/** What is wrong with the libraries of an app. */
type LibraryCheck = (
  target: Target,
  app: ResolvedApp,
  workspace: Workspace,
  call: string,
) => Pick<LibraryFindings, 'problems' | 'notices'>;

/**
 * Checks of what apps import and name, for the apps of one run.
 *
 * @param known directories that were looked at in the same run
 * @param wasWalked whether the apps were searched, so that it costs nothing more to see that there is no library at all
 */
export function libraryChecks(known: Directories, wasWalked: boolean): LibraryCheck {
  const around = new Map<string, LibrariesAround>();
  const roots: KnownRoots = new Map();
  return ({ path }, app, workspace, call) => {
    const root = workspaceRoot(path, roots, known);
    const libraries = around.get(root) ?? librariesAround(root, known);
    around.set(root, libraries);
    // An app without a repository around it has nothing beside it.
    const isAlone = () => root === path && !isMarked(root);
    const hasNone = () => isAlone() || (wasWalked && libraries.projects().length === 0);
    if (app.libraries.length === 0 && hasNone()) return { problems: [], notices: [] };
    const { problems, notices, uses } = libraryFindings(app, workspace, libraries, call);
    const rules = dependencyConstraints(libraries.read(NX_JSON));
    const forbidden = boundaryProblems(uses, rules.constraints, (directory) => tagsIn(directory, libraries));
    const renamed = libraries.read(NX_JSON) === undefined ? [] : renamedNotices(app, workspace.directory, libraries);
    return { problems: [...problems, ...rules.problems, ...forbidden], notices: [...notices, ...renamed] };
  };
}
