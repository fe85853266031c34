import type { ResolvedApp } from '../app/resolved';
import { HEALTH_CHECK, containerFile } from '../app/container-package';

/** What Docker and podman do without the flag. */
const BY_DEFAULT = { interval: 30, timeout: 30, startPeriod: 0, retries: 3 } as const;

/** When the health check of the image is made: flags of HEALTHCHECK, as far as they say something. */
export function healthCheckTiming({ health }: ResolvedApp): string[] {
  const flags = [
    ...(health.interval === BY_DEFAULT.interval ? [] : [`--interval=${String(health.interval)}s`]),
    ...(health.timeout === BY_DEFAULT.timeout ? [] : [`--timeout=${String(health.timeout)}s`]),
    ...(health.startPeriod === BY_DEFAULT.startPeriod ? [] : [`--start-period=${String(health.startPeriod)}s`]),
    ...(health.startPeriod === BY_DEFAULT.startPeriod ? [] : ['--start-interval=1s']),
    ...(health.retries === BY_DEFAULT.retries ? [] : [`--retries=${String(health.retries)}`]),
  ];
  return flags;
}

/**
 * The health check itself, run in the image's work directory. `-I -S` leave out what a bare request does not need.
 */
export function healthCheckCommand(app: ResolvedApp): string[] {
  return ['python', '-I', '-S', containerFile(app, HEALTH_CHECK)];
}
