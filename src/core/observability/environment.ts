import type { ResolvedApp } from '../app/resolved';
import { METRICS_PORT_VARIABLE, metricsOf } from './metrics';

/** What the image says about what it tells, and is set nowhere else. */
export function observabilityEnvironment(app: ResolvedApp): Readonly<Record<string, string>> {
  const metrics = metricsOf(app);
  return metrics ? { [METRICS_PORT_VARIABLE]: String(metrics.port) } : {};
}
