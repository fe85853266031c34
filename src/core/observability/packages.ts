import type { ResolvedApp } from '../app/resolved';
import type { PackageName } from '../python/packages';
import { metricsOf } from './metrics';

/** Packages that the application needs to tell what it does. */
export function observabilityPackages(app: ResolvedApp): PackageName[] {
  return [
    ...(metricsOf(app) ? (['prometheus-client'] as const) : []),
    ...(app.telemetry === 'none' ? [] : (['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'] as const)),
  ];
}

/** Modules whose imports from the standard library are in no image without bytecode of their own. */
export function observabilityModules(app: ResolvedApp): string[] {
  return [
    ...(metricsOf(app) ? ['prometheus_client'] : []),
    ...(app.telemetry === 'none' ? [] : ['opentelemetry.exporter.otlp.proto.http.trace_exporter']),
  ];
}
