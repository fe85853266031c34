import type { Problem } from '../problems';

/** Servers and worker classes that speak WSGI: they start FastAPI and then answer every request with an error. */
const WSGI_ONLY: ReadonlySet<string> = new Set([
  'bjoern',
  'cheroot',
  'cherrypy',
  'eventlet',
  'flask',
  'gevent',
  'gthread',
  'gunicorn-sync',
  'mod_wsgi',
  'mod-wsgi',
  'sync',
  'tornado',
  'uwsgi',
  'waitress',
  'werkzeug',
  'wsgiref',
]);

/**
 * Explains why a WSGI server cannot run FastAPI.
 *
 * @param servers names of the servers that can
 * @returns the problem, or undefined when the name is not that of a WSGI server
 */
export function wsgiProblem(option: string, value: unknown, servers: readonly string[]): Problem | undefined {
  if (typeof value !== 'string' || !WSGI_ONLY.has(value.toLowerCase())) return undefined;
  return {
    option,
    value,
    reason:
      'speaks WSGI only. FastAPI is an ASGI application: behind a WSGI server it starts and then answers 500 to every request',
    allowed: servers.map((server) => JSON.stringify(server)).join(', '),
    fix: `choose an ASGI server: ${servers.join(', ')}`,
  };
}
