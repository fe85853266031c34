import type { Rule } from '../app/rule';
import type { Problem } from '../text/problems';
import { METRICS_PATH, metricsOf } from './metrics';
import { longestGraceful, telemetrySeconds } from './telemetry';

const metricsPortIsForMetrics: Rule = ({ metrics, metricsPort }, given) =>
  metrics === 'none' && given('metricsPort')
    ? {
        option: 'metricsPort',
        value: metricsPort,
        reason: 'is the port of the metrics, and there are none',
        allowed: 'nothing without "metrics"',
        fix: 'set "metrics" to "prometheus", or remove it',
      }
    : undefined;

const metricsHaveTheirOwnPort: Rule = (app, given) => {
  const metrics = metricsOf(app);
  if (!metrics) return undefined;
  const option = given('metricsPort') || !given('port') ? 'metricsPort' : 'port';
  const taken = (reason: string): Problem => ({
    option,
    value: metrics.port,
    reason,
    allowed: 'a port of its own for "metricsPort"',
    fix: 'set "metricsPort" to another port, such as 9100',
  });
  if (metrics.port === app.port)
    return taken(
      option === 'port'
        ? 'is the port of the metrics as well, "metricsPort": whoever reaches the app would see them'
        : 'is the port of the app as well: whoever reaches the app would see the metrics',
    );
  if (metrics.port === app.kubernetes?.servicePort)
    return { ...taken('is the port of the Service as well, "kubernetes.servicePort"'), option: 'metricsPort' };
  return undefined;
};

const monitorAsksForOurMetrics: Rule = (app) => {
  const path = app.kubernetes?.metricsPath;
  if (!metricsOf(app) || path === undefined || path === METRICS_PATH) return undefined;
  return {
    option: 'kubernetes.metricsPath',
    value: path,
    reason: `is not where "metrics" are told: that is ${METRICS_PATH}, at "metricsPort"`,
    allowed: METRICS_PATH,
    fix: `set it to ${METRICS_PATH}, or set "metrics" to "none" to have those of your own collected`,
  };
};

const telemetryTimeoutIsForTelemetry: Rule = ({ telemetry, timeouts }, given) =>
  telemetry === 'none' && given('timeouts.telemetry')
    ? {
        option: 'timeouts.telemetry',
        value: timeouts.telemetry,
        reason: 'is about "telemetry", and there is none',
        allowed: 'nothing without "telemetry"',
        fix: 'set "telemetry" to "otlp", or remove it',
      }
    : undefined;

const telemetryEndsInTime: Rule = (app, given) => {
  const { timeouts, telemetry } = app;
  if (telemetry === 'none' || timeouts.graceful <= longestGraceful(app)) return undefined;
  const option = given('timeouts.telemetry') ? 'timeouts.telemetry' : 'timeouts.graceful';
  return {
    option,
    value: option === 'timeouts.graceful' ? timeouts.graceful : timeouts.telemetry,
    reason: `leaves no time for the end: requests may take ${String(timeouts.graceful)} s, a collector that does not answer ${String(telemetrySeconds(app))} s, and after ${String(timeouts.stop)} s the container is killed`,
    allowed: '"timeouts.graceful" and twice "timeouts.telemetry" together below "timeouts.stop"',
    fix: 'lower one of the two, or raise "timeouts.stop" together with the grace period of what runs the container',
  };
};

/** What the service would tell nobody, or everybody. */
export const OBSERVABILITY_RULES: readonly Rule[] = [
  metricsPortIsForMetrics,
  metricsHaveTheirOwnPort,
  monitorAsksForOurMetrics,
  telemetryTimeoutIsForTelemetry,
  telemetryEndsInTime,
];
