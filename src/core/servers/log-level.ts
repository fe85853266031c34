import type { LogFormat, LogLevel, ServerName } from '../options';

const ABOVE_INFO: readonly LogLevel[] = ['critical', 'error', 'warning'];

/** The options that decide about it. */
interface Logging {
  readonly server: ServerName;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
}

/**
 * uvicorn logs requests at level info, so that a higher level hides them; the other servers log them apart, and so does
 * the application where it does so itself.
 */
export function logLevelHidesRequests({ server, logLevel, logFormat }: Logging): boolean {
  return server === 'uvicorn' && logFormat === 'text' && ABOVE_INFO.includes(logLevel);
}
