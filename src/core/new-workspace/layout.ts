import { baseName } from '../text/paths';
import { failure, success, type Result } from '../text/problems';

/** Where the projects of a new workspace lie, relative to its root. */
export interface Layout {
  readonly service: { readonly name: string; readonly directory: string };
  readonly client: string;
  readonly page: { readonly name: string; readonly directory: string };
}

/** Name of the service of which nobody has said another. */
export const DEFAULT_SERVICE = 'api';

const PAGE = { name: 'web', directory: 'apps/web' } as const;

/**
 * The layout around a service.
 *
 * @param name name of the service, as an app may be called
 */
export function layoutOf(name: string): Result<Layout> {
  const short = baseName(name).toLowerCase();
  if (short !== PAGE.name) {
    const service = { name, directory: `apps/${baseName(name)}` };
    return success({ service, client: `libs/${short}-client`, page: PAGE });
  }
  const reason = `is the name of the page, in ${PAGE.directory}`;
  return failure({
    option: 'name',
    value: name,
    reason,
    allowed: 'any other name of an app',
    fix: 'for example orders',
  });
}
