import { CONTAINER_PACKAGE } from '../constants';
import { joinPath } from '../text/paths';
import type { ResolvedApp } from './resolved';

/** File of the managed package that asks the liveness route. */
export const HEALTH_CHECK = 'healthcheck.py';

/** File of the managed package that makes the application in a finished image. */
export const IMPORT_CHECK = 'check.py';

/** File of the managed package that starts the workers of servers which hide a failed start. */
export const LAUNCHER = 'serve.py';

/** File of the managed package that starts a server whose workers count requests. */
export const FRESH_METRICS = 'fresh_metrics.py';

/** File of the managed package that tells servers how to log. */
export const LOGGING = 'logging.json';

/**
 * Path of a file of the managed package, relative to the app. The image runs these by path, so that they work whatever
 * the modules above them import.
 */
export function containerFile({ application }: Pick<ResolvedApp, 'application'>, name: string): string {
  return joinPath(application.sourceDir, `${CONTAINER_PACKAGE}/${name}`);
}
