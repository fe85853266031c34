import { IMAGE_LAYOUT } from '../constants';
import type { ManagedFile } from '../output-file';
import { withHeader } from '../ownership/managed-file';
import type { ResolvedApp } from '../resolved';
import { SERVERS } from '../servers';
import { renderTemplate, type Templates } from '../templates';

/** Modules of the framework that are imported only once a request or the health check arrives. */
const LATE_MODULES = ['http.client'];

/** The exec form of a Dockerfile instruction: JSON with a space after each comma, as people write it. */
function execForm(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** Asks the liveness route in the container. Any status but 200, and no answer at all, exit with 1. */
export function healthCheckCommand({ port, health }: ResolvedApp): string[] {
  const script = [
    'import http.client as h, sys',
    `c = h.HTTPConnection('127.0.0.1', ${String(port)}, timeout=${String(health.timeout)})`,
    `c.request('GET', '${health.live}')`,
    'sys.exit(c.getresponse().status != 200)',
  ];
  return ['python', '-S', '-c', script.join('; ')];
}

/** The image: see `files/Dockerfile.ejs` for the reasons behind each line. */
export function dockerfile(app: ResolvedApp, templates: Templates): ManagedFile {
  const server = SERVERS[app.server];
  const body = renderTemplate(templates, 'Dockerfile', {
    ...IMAGE_LAYOUT,
    base: app.image.base,
    module: app.application.module,
    attribute: app.application.attribute,
    sourceDir: app.application.package ?? '',
    port: app.port,
    commandJson: execForm(server.serve(app)),
    healthCommandJson: execForm(healthCheckCommand(app)),
    healthInterval: app.health.interval,
    healthTimeout: app.health.timeout,
    healthStartPeriod: app.health.startPeriod,
    healthRetries: app.health.retries,
    bytecodeModules: [...server.startupModules, ...LATE_MODULES],
  });
  return { ownership: 'managed', path: 'Dockerfile', content: withHeader(body) };
}
