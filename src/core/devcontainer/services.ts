import { serviceName, variableNames } from '../app/service-name';
import { serviceKey } from '../orchestrators/compose/file';
import { PORTS, addressAt, servicesOf, type Service } from '../orchestrators/compose/services';
import { withNeeded } from '../orchestrators/defaults';
import { addressOption, neededServices } from '../orchestrators/needed-services';
import type { WorkspaceApp, WorkspaceFacts } from '../workspace/resolved';

/** A service that an app asks for, beside the container in which it is developed. */
export interface Beside {
  readonly owner: WorkspaceApp;
  readonly service: Service;
  /** Name under which the container reaches it. */
  readonly host: string;
  /** Port of it that is known. */
  readonly port: number | undefined;
}

const isKnown = (name: string): name is keyof typeof PORTS => Object.hasOwn(PORTS, name);

function ofApp(owner: WorkspaceApp): Beside[] {
  const { app } = owner;
  const asked = app.compose ?? withNeeded({ services: {} }, app);
  return servicesOf(asked, app.database === 'postgres' ? app.sql.maxConnections : undefined).map((service) => ({
    owner,
    service,
    host: serviceKey({ name: serviceName(app) }, service.name),
    port: isKnown(service.name) ? PORTS[service.name] : undefined,
  }));
}

/**
 * The services of all apps. Each app has its own, as in its compose file: what one app does to its tables, or keeps in its
 * cache, is nothing to another.
 */
export function besides({ apps }: Pick<WorkspaceFacts, 'apps'>): Beside[] {
  return apps.flatMap(ofApp);
}

/** Variables with the addresses of what the apps ask. Several apps share them, so that each has the name of its app. */
export function addressVariables({ apps }: Pick<WorkspaceFacts, 'apps'>): Record<string, string> {
  return Object.fromEntries(
    apps.flatMap(({ app }) => {
      const name = serviceName(app);
      return neededServices(app)
        .filter((service) => !addressOption(service, app))
        .map((service) => [
          variableNames(app, service.variable)[1],
          addressAt(service.name, serviceKey({ name }, service.name)),
        ]);
    }),
  );
}
