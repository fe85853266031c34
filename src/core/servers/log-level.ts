import type { LogLevel, ServerName } from '../options';

const ABOVE_INFO: readonly LogLevel[] = ['critical', 'error', 'warning'];

/** uvicorn logs requests at level info, so that a higher level hides them; the other servers log them apart. */
export function logLevelHidesRequests({ server, logLevel }: { server: ServerName; logLevel: LogLevel }): boolean {
  return server === 'uvicorn' && ABOVE_INFO.includes(logLevel);
}
