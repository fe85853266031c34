import { FRESH_METRICS, containerFile } from '../app/container-package';
import type { ResolvedApp } from '../app/resolved';
import { serviceName } from '../app/service-name';

/** Path at which numbers are told. */
export const METRICS_PATH = '/metrics';

/** Variable with the port at which they are: without it they are told nowhere. */
export const METRICS_PORT_VARIABLE = 'METRICS_PORT';

/** Where the numbers of an app are asked for. */
export interface MetricsEndpoint {
  readonly port: number;
  readonly path: string;
}

/** Where the numbers of an app are asked for; undefined where there are none. */
export function metricsOf({ metrics, metricsPort }: ResolvedApp): MetricsEndpoint | undefined {
  return metrics === 'none' ? undefined : { port: metricsPort, path: METRICS_PATH };
}

/** Whether several processes count: they do so in files, which none of them may find from before. */
export function countsInFiles({ metrics, workers }: ResolvedApp): boolean {
  return metrics !== 'none' && workers > 1;
}

/** Words before the command of the server. */
export function metricsWords(app: ResolvedApp): string[] {
  return countsInFiles(app) ? ['python', containerFile(app, FRESH_METRICS)] : [];
}

/** Name of the directory of these files, below that for temporary ones. */
export function metricsDirectory(app: ResolvedApp): string {
  return `prometheus-${serviceName(app)}`;
}
