import { IMAGE_LAYOUT } from '../constants';
import { runtimeEnvironment } from '../image/env';
import { BUILD_LABELS, labels } from '../image/labels';
import { aptDependencies } from '../image/packages';
import { execForm, quoted } from '../image/quote';
import type { ManagedFile } from '../output-file';
import { withHeader } from '../ownership/managed-file';
import type { ResolvedApp } from '../resolved';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';
import { renderTemplate, type Templates } from '../templates';

/** One RUN that installs Debian packages and leaves nothing else behind. */
function apt(dependencies: string): string {
  return [
    'apt-get update',
    `DEBIAN_FRONTEND=noninteractive apt-get satisfy --yes --no-install-recommends '${dependencies}'`,
    'rm -rf /var/lib/apt/lists/*',
  ].join(' \\\n    && ');
}

function stage({ image }: ResolvedApp, name: 'builder' | 'runtime'): Readonly<Record<string, unknown>> {
  return { apt: aptDependencies(image.aptPackages[name]), extra: image.extra[name] };
}

function labelWords(app: ResolvedApp): string[] {
  return [
    ...labels(app).map(([key, value]) => `${key}=${quoted(value)}`),
    ...BUILD_LABELS.map(({ key, argument }) => `${key}="$${argument}"`),
  ];
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
    base: app.image.digest === undefined ? app.image.base : `${app.image.base}@${app.image.digest}`,
    apt,
    builder: stage(app, 'builder'),
    runtime: stage(app, 'runtime'),
    files: app.application.package === undefined ? [] : app.image.files,
    labels: labelWords(app),
    buildLabels: BUILD_LABELS,
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
    environment: Object.entries(runtimeEnvironment(app)).map(([name, value]) => [
      name,
      /^[A-Za-z0-9_./:-]+$/.test(value) ? value : quoted(value),
    ]),
    bytecodeModules: [...server.startupModules(app), 'fastapi'],
  });
  return { ownership: 'managed', path: 'Dockerfile', content: withHeader(body) };
}
