import type { ResolvedApp } from '../app/resolved';
import { hasCache } from '../cache/cache';
import type { RequiredService } from '../options';

/** What of an app's options decides about the services that it asks. */
type WithServices = Pick<ResolvedApp, 'database' | 'cache' | 'health'>;

/** Modules of the managed package that hold something open while the application runs, in the order of opening. */
export function resourcesOf(app: Omit<WithServices, 'health'>): RequiredService[] {
  return [...(app.database === 'none' ? [] : (['database'] as const)), ...(hasCache(app) ? (['cache'] as const) : [])];
}

/** What the readiness route asks, by the names of these modules. */
export function requiredServices(app: WithServices): RequiredService[] {
  return resourcesOf(app).filter((name) => app.health.requires.includes(name));
}
