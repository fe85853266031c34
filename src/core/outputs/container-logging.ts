import { LOGGING, containerFile } from '../app/container-package';
import { hasMigrations } from '../data/database';
import { ACCESS_LOGGER, LOG_FORMAT_VARIABLE, loggingConfig, requestLogOf } from '../observability/logging';
import { jsonWithHeader } from '../text/managed-file';
import { formerly, managed } from './container-package';
import type { Output } from './output';

const LOGS = 'logs.py';
const REQUEST_ID = 'request_id.py';
const REQUEST_LOG = 'request_log.py';

/** How the container logs. */
export const containerLogging: Output = {
  about: 'how the container logs: lines as JSON, lines about requests, their ids',
  part: 'source',
  render: (app, templates) => {
    const { json, requestId, lines } = requestLogOf(app);
    const config = { ownership: 'managed', path: containerFile(app, LOGGING) } as const;
    return [
      ...(json
        ? [
            managed(app, templates, LOGS, {
              variable: LOG_FORMAT_VARIABLE,
              late: app.server === 'hypercorn',
              programs: hasMigrations(app),
            }),
          ]
        : []),
      ...(json ? [{ ...config, content: jsonWithHeader(loggingConfig(app)) }] : []),
      ...(requestId ? [managed(app, templates, REQUEST_ID, { json })] : []),
      ...(json ? [managed(app, templates, REQUEST_LOG, { lines, logger: ACCESS_LOGGER })] : []),
    ];
  },
  former: formerly(undefined, LOGS, LOGGING, REQUEST_ID, REQUEST_LOG),
};
