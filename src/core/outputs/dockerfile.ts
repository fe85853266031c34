import { IMAGE_LAYOUT } from '../constants';
import { runtimeEnvironment } from '../image/env';
import { BUILD_LABELS, labels } from '../image/labels';
import { aptDependencies } from '../image/packages';
import { execForm, quoted } from '../image/quote';
import { isOfficialPython, VARIANTS } from '../image/variants';
import type { ManagedFile } from '../output-file';
import { withHeader } from '../ownership/managed-file';
import type { ResolvedApp } from '../resolved';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';
import { renderTemplate, type Templates } from '../templates';
import { installation } from './installation';

/** One RUN that installs Debian packages and leaves nothing else behind. */
function apt(dependencies: string): string {
  return [
    'apt-get update',
    `DEBIAN_FRONTEND=noninteractive apt-get satisfy --yes --no-install-recommends '${dependencies}'`,
    'rm -rf /var/lib/apt/lists/*',
  ].join(' \\\n    && ');
}

/** What is done to the virtual environment once everything is installed. */
function afterInstall({ image }: ResolvedApp): { why: string; command: string }[] {
  const { venv } = IMAGE_LAYOUT;
  const strip = {
    why: 'Debugging symbols. Libraries in *.libs were rewritten when they were packed, and are left as they are.',
    command: `find ${venv} -name '*.so' -not -path '*.libs/*' -exec strip --strip-debug {} +`,
  };
  const prune = {
    why: 'Test suites and type stubs.',
    command:
      `find ${venv}/lib -type d -name tests -prune -exec rm --recursive {} + \\\n` +
      `    && find ${venv}/lib -name '*.pyi' -delete`,
  };
  return [...(image.strip ? [strip] : []), ...(image.prune ? [prune] : [])];
}

/** Lets the virtual environment refer to a Python that the builder may not have. */
function relink({ image }: ResolvedApp): string | undefined {
  const { venv } = IMAGE_LAYOUT;
  const { interpreter } = VARIANTS[image.variant];
  if (interpreter === undefined) return undefined;
  const directory = interpreter.slice(0, interpreter.lastIndexOf('/'));
  return [
    ...['python', 'python3'].map((name) => `ln --symbolic --force ${interpreter} ${venv}/bin/${name}`),
    `sed --in-place 's#^home = .*#home = ${directory}#' ${venv}/pyvenv.cfg`,
  ].join(' \\\n    && ');
}

/** The stage that installs the packages. */
function builder(app: ResolvedApp): Readonly<Record<string, unknown>> {
  const { aptPackages, extra, strip, variant, builderBase } = app.image;
  const { builderIsUnprivileged } = VARIANTS[variant];
  return {
    base: builderBase,
    becomesRoot: builderIsUnprivileged,
    apt: aptDependencies([...aptPackages.builder, ...(strip ? ['binutils'] : [])]),
    extra: extra.builder,
    afterInstall: afterInstall(app),
  };
}

/** The stages of the final image. */
function runtime({ image }: ResolvedApp): Readonly<Record<string, unknown>> {
  const { hardened } = VARIANTS[image.variant];
  return {
    base: image.digest === undefined ? image.base : `${image.base}@${image.digest}`,
    becomesRoot: hardened,
    hasEntrypoint: hardened,
    hasPip: !hardened && isOfficialPython(image.base),
    apt: aptDependencies(image.aptPackages.runtime),
    extra: image.extra.runtime,
  };
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
    uid: app.image.user,
    apt,
    installer: app.installer,
    installation: installation(app),
    builder: builder(app),
    runtime: runtime(app),
    relink: relink(app),
    scripts: {
      compile: renderTemplate(templates, 'image/compile.py', {}),
      check: renderTemplate(templates, 'image/check.py', {}),
    },
    checks: app.image.check,
    bakesApplication: app.image.bytecode === 'application',
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
    bytecodeModules: ['http.client', 'encodings.idna', ...server.startupModules(app), 'fastapi'],
  });
  return { ownership: 'managed', path: 'Dockerfile', content: withHeader(body) };
}
