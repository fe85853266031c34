import type { ResolvedApp } from '../app/resolved';
import { METRICS_PORT_VARIABLE, metricsOf } from './metrics';
import { telemetryEnvironment, telemetryReserved } from './telemetry';

/** What the image says about what it tells. */
export function observabilityEnvironment(app: ResolvedApp): Readonly<Record<string, string>> {
  const metrics = metricsOf(app);
  return { ...(metrics ? { [METRICS_PORT_VARIABLE]: String(metrics.port) } : {}), ...telemetryEnvironment(app) };
}

/** Of these, what options say: another value of the same could not hold. */
export function observabilityReserved(app: ResolvedApp): string[] {
  return [...(metricsOf(app) ? [METRICS_PORT_VARIABLE] : []), ...telemetryReserved(app)];
}
