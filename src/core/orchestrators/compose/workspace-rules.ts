import type { Notice } from '../../app/resolved';
import { serviceName } from '../../app/service-name';
import { COMPOSE_FILE } from '../../constants';
import type { Problem } from '../../text/problems';
import type { ResolvedWorkspace, WorkspaceFacts } from '../../workspace/resolved';
import { clashProblems, serviceClashes } from './clashes';
import { serviceKey } from './file';
import { servicesOf } from './services';
import { includedApps } from './workspace';

type Options = Pick<ResolvedWorkspace, 'compose'>;

/** Names of all services in the file of each app that is included. */
function named(workspace: Options, facts: WorkspaceFacts) {
  return includedApps(workspace, facts).flatMap((owner) => {
    const { app } = owner;
    const name = serviceName(app);
    const beside = app.compose === undefined ? [] : servicesOf(app.compose).map((service) => service.name);
    const migrate = app.migration.command.length > 0 ? ['migrate'] : [];
    return [name, ...[...beside, ...migrate].map((service) => serviceKey({ name }, service))].map(
      (key) => [key, owner] as const,
    );
  });
}

/** What keeps the compose file of a workspace from working. */
export function workspaceComposeProblems(workspace: Options, facts: WorkspaceFacts): Problem[] {
  const atRoot = includedApps(workspace, facts).find(({ directory }) => directory === '.');
  return [
    ...(atRoot === undefined
      ? []
      : [
          {
            option: 'compose',
            reason: `would be ${COMPOSE_FILE} at the root, where the app ${atRoot.app.name} has its own`,
            allowed: 'a workspace with no app at its root that has "compose"',
            fix: 'remove "compose" of the workspace, and include the other files in a compose.override.yaml of yours',
          },
        ]),
    ...clashProblems('compose', COMPOSE_FILE, serviceClashes(named(workspace, facts))),
  ];
}

/** What is legal about it and worth a second thought. */
export function workspaceComposeNotices(workspace: Options, facts: WorkspaceFacts): Notice[] {
  const { compose } = workspace;
  if (compose === undefined) return [];
  const unknown = compose.exclude.filter((path) => !facts.apps.some(({ directory }) => directory === path));
  return [
    ...(includedApps(workspace, facts).length > 0
      ? []
      : [
          {
            option: 'compose',
            message: `makes no ${COMPOSE_FILE} yet: no app has "compose"${compose.exclude.length === 0 ? '' : ', but those that are excluded'}`,
          },
        ]),
    ...unknown.map((path) => ({ option: 'compose.exclude', message: `names ${path}, where there is no app` })),
  ];
}
