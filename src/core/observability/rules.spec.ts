import { resolved } from '../../../test/support/memory';
import { kubernetesObjects } from '../orchestrators/kubernetes/objects';
import { resolve } from '../resolve/resolve';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';

const problems = (options: object) => {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option }) => option);
};

const ON = { metrics: 'prometheus' };
const OTLP = { telemetry: 'otlp' };

test.each([
  ['a port without metrics', { metricsPort: 9100 }, ['metricsPort']],
  ['the port of the app', { ...ON, metricsPort: 8000 }, ['metricsPort']],
  ['an app at the port of the metrics', { ...ON, port: 9000 }, ['port']],
  ['the port of the Service', { ...ON, kubernetes: { servicePort: 9000 } }, ['metricsPort']],
  [
    'another path for the ServiceMonitor',
    { ...ON, kubernetes: { metricsPath: '/numbers' } },
    ['kubernetes.metricsPath'],
  ],
  ['the variable of the port', { ...ON, image: { env: { METRICS_PORT: '1' } } }, ['image.env.METRICS_PORT']],
  ['a time of what is not sent', { timeouts: { telemetry: 1 } }, ['timeouts.telemetry']],
  ['no time for the collector', { ...OTLP, timeouts: { graceful: 8 } }, ['timeouts.graceful']],
  ['too long a time for it', { ...OTLP, timeouts: { telemetry: 5 } }, ['timeouts.telemetry']],
  [
    'its variable',
    { ...OTLP, kubernetes: { env: { OTEL_EXPORTER_OTLP_TIMEOUT: '9' } } },
    ['kubernetes.env.OTEL_EXPORTER_OTLP_TIMEOUT'],
  ],
])('%s is refused', (_, options, expected) => {
  expect(problems(options)).toEqual(expected);
});

test.each([
  [{}, 5],
  [{ telemetry: 1 }, 7],
  [{ stop: 30 }, 8],
  [{ stop: 30, telemetry: 2, graceful: 25 }, 25],
])('requests have the time that the collector leaves: %j', (timeouts, graceful) => {
  expect(resolved({ ...OTLP, timeouts }).timeouts.graceful).toBe(graceful);
  expect(resolved({ timeouts: {} }).timeouts.graceful).toBe(8);
});

test('the name of the service may be another somewhere', () => {
  expect(problems({ ...OTLP, kubernetes: { env: { OTEL_SERVICE_NAME: 'orders-eu' } } })).toEqual([]);
});

test('metrics of a person at a path of their own are accepted', () => {
  expect(problems({ port: 9000, kubernetes: { metricsPath: '/numbers' } })).toEqual([]);
});

test('the directory is emptied before several workers, and before no single one', () => {
  const command = (options: object) => {
    const app = resolved(options);
    return serveCommand(serverOf(app), app).slice(0, 3).join(' ');
  };
  const fresh = 'python orders/_container/fresh_metrics.py';
  expect(command({ ...ON, workers: 2, server: 'gunicorn' })).toBe(`${fresh} gunicorn`);
  expect(command({ ...ON, server: 'gunicorn' })).not.toContain('fresh_metrics');
  expect(command({ workers: 2, server: 'gunicorn' })).not.toContain('fresh_metrics');
});

/** What Kubernetes is told, as text. */
function objects(kubernetes: object, options: object = ON): Record<string, string> {
  const app = resolved({ ...options, kubernetes });
  if (!app.kubernetes) throw new Error('no kubernetes');
  return Object.fromEntries(
    kubernetesObjects(app, app.kubernetes).map(({ file, object }) => [file, JSON.stringify(object)]),
  );
}

test('Prometheus finds the pods by annotations, or by a ServiceMonitor, and is let in', () => {
  const annotated = objects({ annotations: { 'prometheus.io/port': '1' } });
  expect(annotated.deployment).toContain('{"name":"metrics","containerPort":9000,"protocol":"TCP"}');
  expect(annotated.deployment).toContain('"prometheus.io/scrape":"true","prometheus.io/port":"1"');
  expect(annotated['network-policy']).toContain('{"port":"metrics","protocol":"TCP"}');
  expect(annotated.service).not.toContain('metrics');

  const monitored = objects({ metricsPath: '/metrics' });
  expect(monitored.deployment).not.toContain('prometheus.io');
  expect(monitored.service).toContain('{"name":"metrics","port":9000,"targetPort":"metrics","protocol":"TCP"}');
  expect(monitored['service-monitor']).toContain('{"port":"metrics","path":"/metrics"}');
  expect(objects({ metricsPath: '/own' }, {})['service-monitor']).toContain('{"port":"http","path":"/own"}');
});
