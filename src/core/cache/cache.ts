import type { ResolvedApp } from '../app/resolved';
import type { PackageName } from '../python/packages';

/** Variable with the address of the cache, where the app runs. */
export const REDIS_VARIABLE = 'REDIS_URL';

/** Whether the application has a cache. */
export function hasCache({ cache }: Pick<ResolvedApp, 'cache'>): boolean {
  return cache !== 'none';
}

/** Python packages that the image needs for it. */
export function cachePackages(app: ResolvedApp): PackageName[] {
  return hasCache(app) ? ['redis'] : [];
}

/** Modules that are imported when the application starts, and take long without bytecode. */
export function cacheModules(app: ResolvedApp): string[] {
  return hasCache(app) ? ['redis.asyncio'] : [];
}
