import { FRESH_METRICS } from '../app/container-package';
import {
  METRICS_PATH,
  METRICS_PORT_VARIABLE,
  countsInFiles,
  metricsDirectory,
  metricsOf,
} from '../observability/metrics';
import { formerly, managed } from './container-package';
import type { Output } from './output';

const METRICS = 'metrics.py';
const TELEMETRY = 'telemetry.py';

/** What the container counts and traces. */
export const containerMetrics: Output = {
  about: 'what the container counts and traces',
  part: 'source',
  render: (app, templates) => [
    ...(metricsOf(app)
      ? [managed(app, templates, METRICS, { path: METRICS_PATH, variable: METRICS_PORT_VARIABLE })]
      : []),
    ...(app.telemetry === 'none' ? [] : [managed(app, templates, TELEMETRY, {})]),
    ...(countsInFiles(app) ? [managed(app, templates, FRESH_METRICS, { directory: metricsDirectory(app) })] : []),
  ],
  former: formerly(undefined, METRICS, FRESH_METRICS, TELEMETRY),
};
