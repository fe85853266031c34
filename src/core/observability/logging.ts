import type { ResolvedApp } from '../app/resolved';
import { CONTAINER_PACKAGE } from '../constants';
import { metricsOf } from './metrics';
import type { ServerName } from '../options';

/** What the managed package does about single requests. */
export interface RequestLog {
  /** Whether lines are JSON objects. */
  readonly json: boolean;
  /** Whether a request has an id. */
  readonly requestId: boolean;
  /** Whether the application logs each request. */
  readonly lines: boolean;
}

/** What the options ask for about single requests. */
export function requestLogOf({ logFormat, requestId, accessLog }: ResolvedApp): RequestLog {
  const json = logFormat === 'json';
  return { json, requestId, lines: json && accessLog };
}

/** Modules of the managed package that its functions call. */
export function observabilityParts(app: ResolvedApp): string[] {
  const { json, requestId } = requestLogOf(app);
  return [
    ...(json && app.server === 'hypercorn' ? ['logs'] : []),
    ...(app.telemetry === 'none' ? [] : ['telemetry']),
    ...(metricsOf(app) ? ['metrics'] : []),
    ...(json ? ['request_log'] : []),
    ...(requestId ? ['request_id'] : []),
  ];
}

/** Variable by which lines are text for once. */
export const LOG_FORMAT_VARIABLE = 'APP_LOG_FORMAT';

/** Name of the logger of the lines about requests. */
export const ACCESS_LOGGER = 'access';

/** The logger of each server, which comes with a handler of its own, that writes text. */
const SERVER_LOGGERS: Readonly<Record<ServerName, string>> = {
  uvicorn: 'uvicorn',
  fastapi: 'uvicorn',
  gunicorn: 'gunicorn.error',
  hypercorn: 'hypercorn.error',
  granian: '_granian',
};

/**
 * What `logging.config.dictConfig` takes. gunicorn hands the handlers of its logger on to that of uvicorn: it has to have
 * one itself.
 */
export function loggingConfig({ application, logLevel, server }: ResolvedApp): object {
  const module = `${application.prefix}${CONTAINER_PACKAGE}.logs`;
  const logger = (level: string) => ({ level, handlers: ['stdout'], propagate: false });
  return {
    version: 1,
    disable_existing_loggers: false,
    formatters: { lines: { '()': `${module}.Formatter` } },
    handlers: { stdout: { class: 'logging.StreamHandler', stream: 'ext://sys.stdout', formatter: 'lines' } },
    root: { level: `ext://${module}.LEVEL`, handlers: ['stdout'] },
    loggers: { [SERVER_LOGGERS[server]]: logger(logLevel.toUpperCase()), [ACCESS_LOGGER]: logger('INFO') },
  };
}
