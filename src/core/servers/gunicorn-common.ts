import type { ResolvedApp } from '../app/resolved';
import { flag, lacks, logConfig, switchFor, type SupportTable } from './server';

/** Words of the command that do not depend on the worker class. */
export function gunicornCommand(host: string, workerClass: string, app: ResolvedApp): string[] {
  const { importString, factory } = app.application;
  return [
    'gunicorn',
    factory ? `${importString}()` : importString,
    ...['--worker-class', workerClass, '--bind', `${host}:${String(app.port)}`],
    // It would be made in the home directory, which neither this user nor a read-only root has.
    '--no-control-socket',
  ];
}

/** Workers tell that they live through a file: on a disk that is busy, that can block them. */
export function gunicornEnvironment(): Readonly<Record<string, string>> {
  return { GUNICORN_CMD_ARGS: '--worker-tmp-dir=/dev/shm' };
}

/** Options that both worker classes have. */
export const GUNICORN_OPTIONS = {
  // Part of the import string, with `()`.
  factory: { kind: 'flag', flag: 'module:factory()', argv: () => [] },
  // Always given: without the flag, WEB_CONCURRENCY in the environment would decide.
  workers: flag('--workers'),
  accessLog: switchFor(true, '--access-logfile', '-'),
  logLevel: flag('--log-level', 'info'),
  logFormat: logConfig('--log-config-json'),
  'timeouts.keepAlive': flag('--keep-alive'),
  'timeouts.graceful': flag('--graceful-timeout', 30),
  'timeouts.worker': flag('--timeout', 30),
  'limits.concurrency': lacks(
    'gunicorn accepts --worker-connections for ASGI workers and then does not enforce it',
    'choose server "uvicorn" or "granian", or limit at the proxy',
  ),
  'limits.maxRequests': flag('--max-requests'),
  'limits.maxRequestsJitter': flag('--max-requests-jitter'),
  'limits.backlog': flag('--backlog', 2048),
} satisfies Partial<SupportTable>;
