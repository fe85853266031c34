import { serviceName } from '../../app/service-name';
import { COMPOSE_FILE } from '../../constants';
import { joinPath } from '../../text/paths';
import type { ResolvedWorkspace, WorkspaceApp, WorkspaceFacts } from '../../workspace/resolved';

/** A name for a project of the workspace that no app has for its own: both would stop what the other has started. */
export function projectName(wanted: string, facts: Pick<WorkspaceFacts, 'apps'>): string {
  const taken = facts.apps.map(({ app }) => serviceName(app));
  return taken.includes(wanted) ? projectName(`${wanted}-workspace`, facts) : wanted;
}

/** The apps whose compose files are included. */
export function includedApps(
  { compose }: Pick<ResolvedWorkspace, 'compose'>,
  { apps }: Pick<WorkspaceFacts, 'apps'>,
): WorkspaceApp[] {
  if (compose === undefined) return [];
  return apps.filter(({ directory, app }) => app.compose !== undefined && !compose.exclude.includes(directory));
}

/** `compose.yaml` at the root: all apps side by side. Paths in an included file start from its own directory. */
export function workspaceComposeFile(workspace: Pick<ResolvedWorkspace, 'compose'>, facts: WorkspaceFacts): object {
  return {
    name: projectName(facts.name, facts),
    include: includedApps(workspace, facts).map(({ directory }) => joinPath(directory, COMPOSE_FILE)),
  };
}
