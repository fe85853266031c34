import type { ResolvedApp } from '../app/resolved';
import { serviceName } from '../app/service-name';

/** How often the exporter may use up its time while the app stops: for what was traced, and for errors. */
const EXPORTS = 2;

/** What decides how long the end of an app may take. */
type Chain = Pick<ResolvedApp, 'telemetry' | 'timeouts'>;

/** Seconds that the exporter takes at most once the app has ended, if nobody takes what it has. */
export function telemetrySeconds({ telemetry, timeouts }: Chain): number {
  return telemetry === 'none' ? 0 : EXPORTS * timeouts.telemetry;
}

/** Seconds that requests may take to end at most, so that the exporter still has its time. */
export function longestGraceful(chain: Chain): number {
  return chain.timeouts.stop - telemetrySeconds(chain) - 1;
}

/** Variable with the time of the exporter, in seconds: Python's SDK counts in these. */
const TIMEOUT_VARIABLE = 'OTEL_EXPORTER_OTLP_TIMEOUT';

/** What switches FastAPI's own telemetry on where there is an endpoint. */
export function telemetryEnvironment(app: ResolvedApp): Readonly<Record<string, string>> {
  if (app.telemetry === 'none') return {};
  return {
    FASTAPI_OTEL_AUTO_CONFIGURE: 'true',
    OTEL_SERVICE_NAME: serviceName(app),
    [TIMEOUT_VARIABLE]: String(app.timeouts.telemetry),
  };
}

/** Of these, what an option says. */
export function telemetryReserved(app: ResolvedApp): string[] {
  return app.telemetry === 'none' ? [] : [TIMEOUT_VARIABLE];
}
