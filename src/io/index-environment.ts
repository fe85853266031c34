import { indexSecrets } from '../core/dependencies/package-index';
import type { Installer } from '../core/options';
import type { ResolvedApp } from '../core/app/resolved';

/** The environment in which a tool finds the package indexes of an app, under the names that it knows. */
export function indexEnvironment(app: ResolvedApp, tool: Installer): NodeJS.ProcessEnv {
  const given = indexSecrets(app, tool).flatMap(({ secret, variable }) => {
    const address = process.env[secret];
    return address === undefined || address === '' ? [] : [[variable, address]];
  });
  return { ...process.env, ...(Object.fromEntries(given) as NodeJS.ProcessEnv) };
}
