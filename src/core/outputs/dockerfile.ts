import { IMAGE_LAYOUT } from '../constants';
import type { ManagedFile } from '../output-file';
import { withHeader } from '../ownership/managed-file';
import type { ResolvedApp } from '../resolved';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';
import { renderTemplate, type Templates } from '../templates';

/** The exec form of a Dockerfile instruction: JSON with a space after each comma, as people write it. */
function execForm(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/**
 * Asks the liveness route in the container. Any status but 200, and no answer at all, exit with 1 and one line that says
 * so. `-I -S` leave out what a bare request does not need; slim and distroless images have no curl.
 */
export function healthCheckCommand({ port, health }: ResolvedApp): string[] {
  const script = [
    'import sys, http.client as http',
    'sys.tracebacklimit = 0',
    `c = http.HTTPConnection('127.0.0.1', ${String(port)}, timeout=${String(health.timeout)})`,
    `c.request('GET', '${health.live}')`,
    's = c.getresponse().status',
    "sys.exit(0 if s == 200 else f'HTTP {s}')",
  ];
  return ['python', '-I', '-S', '-c', script.join('; ')];
}

/** The image: see `files/Dockerfile.ejs` for the reasons behind each line. */
export function dockerfile(app: ResolvedApp, templates: Templates): ManagedFile {
  const server = serverOf(app);
  const body = renderTemplate(templates, 'Dockerfile', {
    ...IMAGE_LAYOUT,
    base: app.image.base,
    module: app.application.module,
    attribute: app.application.attribute,
    sourceDir: app.application.package ?? '',
    port: app.port,
    commandJson: execForm(serveCommand(server, app)),
    healthCommandJson: execForm(healthCheckCommand(app)),
    healthInterval: app.health.interval,
    healthTimeout: app.health.timeout,
    healthStartPeriod: app.health.startPeriod,
    healthRetries: app.health.retries,
    environment: Object.entries(server.environment?.(app) ?? {}),
    bytecodeModules: [...server.startupModules(app), 'fastapi'],
  });
  return { ownership: 'managed', path: 'Dockerfile', content: withHeader(body) };
}
