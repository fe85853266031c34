import type { Problem } from '../text/problems';

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
 * Explains why a WSGI server or worker class cannot run FastAPI.
 *
 * @param problem what the schema has against the name
 * @param servers names of the servers that can
 * @returns the problem with the reason, or undefined when the name is not one of WSGI
 */
export function wsgiProblem(problem: Problem, servers: readonly string[]): Problem | undefined {
  if (typeof problem.value !== 'string' || !WSGI_ONLY.has(problem.value.toLowerCase())) return undefined;
  const classes = problem.option === 'workerClass' ? (problem.allowed ?? '') : servers.join(', ');
  return {
    ...problem,
    reason:
      'speaks WSGI only. FastAPI is an ASGI application: behind a WSGI server it starts and then answers 500 to every request',
    fix: `choose an ASGI ${problem.option === 'workerClass' ? 'worker class' : 'server'}: ${classes}`,
  };
}
