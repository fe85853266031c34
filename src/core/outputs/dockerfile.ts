import { directoryOf } from '../text/paths';
import type { AppFacts } from '../app/facts';
import { IMPORT_CHECK, containerFile } from '../app/container-package';
import type { ResolvedApp } from '../app/resolved';
import { cacheModules } from '../cache/cache';
import { databaseModules } from '../data/database';
import { DOCKERFILE, IMAGE_LAYOUT } from '../constants';
import { runtimeEnvironment } from '../image/env';
import { copiedFiles } from '../image/files';
import { healthCheckCommand, healthCheckTiming } from '../image/health-check';
import { labels } from '../image/labels';
import { aptDependencies } from '../image/packages';
import { execForm, folded, quoted } from '../image/quote';
import { isOfficialPython, startsAsRoot, VARIANTS } from '../image/variants';
import { metricsOf } from '../observability/metrics';
import { observabilityModules } from '../observability/packages';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';
import { withHeader } from '../text/managed-file';
import { installation, type Installation } from './installation';
import { DOCKERFILE_HINTS, instructions } from './dockerfile-hints';
import type { Output } from './output';
import { renderTemplate, type Templates } from './templates';

/** What both stages have. */
interface Stage {
  /** The base image. */
  readonly base: string;
  /** Whether that may start as another user than root. */
  readonly unprivileged: boolean;
  /** Installs Debian packages. */
  readonly apt: string | undefined;
  readonly extra: readonly string[];
}

/** The stage that installs the packages. */
interface Builder extends Stage {
  /** Puts uv into it, where it is the installer. */
  readonly installer: string | undefined;
  readonly packages: string;
  /** What is done once everything is installed, and why. */
  readonly cleanUp: readonly { readonly why: string; readonly run: string }[];
}

/** What `files/Dockerfile.ejs` sees: whole instructions and words of some, all decided. */
interface Values {
  readonly venv: string;
  readonly workdir: string;
  /** The user and group of the running container. */
  readonly user: string;
  readonly builder: Builder;
  readonly libraries: Installation['libraries'];
  /** Lets the virtual environment refer to a Python that the builder may not have. */
  readonly relink: string | undefined;
  readonly runtime: Stage & { readonly hasPip: boolean };
  readonly environment: readonly string[];
  /** What the user adds to it. An instruction each: within one, a `$` would look like a reference to another. */
  readonly given: readonly string[];
  /** Bakes bytecode in. */
  readonly bytecode: string;
  /** What is copied from the app's directory. */
  readonly sources: readonly string[];
  /** Compiles the application. */
  readonly compile: string | undefined;
  /** Makes the application once. */
  readonly check: string | undefined;
  readonly ports: readonly number[];
  readonly health: { readonly timing: readonly string[]; readonly command: string };
  readonly command: string;
  /** Why a word of the command is there. */
  readonly commandNote: string | undefined;
  readonly labels: readonly string[];
}

const { venv, workdir, writable, userName } = IMAGE_LAYOUT;

/** One RUN that installs Debian packages and leaves nothing else behind. */
function apt(items: readonly string[]): string | undefined {
  if (items.length === 0) return undefined;
  return [
    'RUN apt-get update',
    folded(`DEBIAN_FRONTEND=noninteractive apt-get satisfy --yes --no-install-recommends '${aptDependencies(items)}'`),
    'rm -rf /var/lib/apt/lists/*',
  ].join(' \\\n    && ');
}

function cleanUp({ image }: ResolvedApp): Builder['cleanUp'] {
  const strip = {
    why: 'Debugging symbols. Libraries in *.libs were rewritten when they were packed, and are left as they are.',
    run: `RUN find ${venv} -name '*.so' -not -path '*.libs/*' -exec strip --strip-debug {} +`,
  };
  const prune = {
    why: 'Test suites and type stubs.',
    run:
      `RUN find ${venv}/lib -type d -name tests -prune -exec rm --recursive {} + \\\n` +
      `    && find ${venv}/lib -name '*.pyi' -delete`,
  };
  return [...(image.strip ? [strip] : []), ...(image.prune ? [prune] : [])];
}

function builder(app: ResolvedApp, { installer, packages }: Installation): Builder {
  const { aptPackages, extra, strip, builderBase } = app.image;
  return {
    base: builderBase,
    unprivileged: !startsAsRoot(builderBase),
    apt: apt([...aptPackages.builder, ...(strip ? ['binutils'] : [])]),
    extra: extra.builder,
    installer,
    packages,
    cleanUp: cleanUp(app),
  };
}

function runtime({ image }: ResolvedApp): Values['runtime'] {
  return {
    base: image.digest === undefined ? image.base : `${image.base}@${image.digest}`,
    unprivileged: !startsAsRoot(image.base),
    hasPip: VARIANTS[image.variant].hasShell && isOfficialPython(image.base),
    apt: apt(image.aptPackages.runtime),
    extra: image.extra.runtime,
  };
}

function relink({ image }: ResolvedApp): string | undefined {
  const { interpreter } = VARIANTS[image.variant];
  if (interpreter === undefined) return undefined;
  const directory = directoryOf(interpreter);
  const commands = [
    ...['python', 'python3'].map((name) => `ln --symbolic --force ${interpreter} ${venv}/bin/${name}`),
    `sed --in-place 's#^home = .*#home = ${directory}#' ${venv}/pyvenv.cfg`,
  ];
  return `RUN ${commands.join(' \\\n    && ')}`;
}

function assignments(values: Readonly<Record<string, string>>): string[] {
  const word = (value: string) => (/^[A-Za-z0-9_./:-]+$/.test(value) ? value : quoted(value));
  return Object.entries(values).map(([name, value]) => `${name}=${word(value)}`);
}

function environment(app: ResolvedApp): string[] {
  return [`PATH=${venv}/bin:$PATH`, ...assignments({ HOME: writable, USER: userName, ...runtimeEnvironment(app) })];
}

/** An import that needs a network would make the build depend on it; what it leaves in its home is none of the image. */
function check(app: ResolvedApp): string {
  const given = Object.entries(app.image.checkEnv).map(([name, value]) => `${name}=${value}`);
  const command = execForm(['python', containerFile(app, IMPORT_CHECK), ...given], '    ');
  return `RUN --network=none --mount=type=tmpfs,target=${writable} \\\n    ${command}`;
}

function values(app: ResolvedApp, facts: AppFacts): Values {
  const { image, application } = app;
  const installed = installation(app, facts);
  const server = serverOf(app);
  // The health check's, the framework's with what pydantic-settings takes besides, the server's.
  const modules = [
    'http.client',
    'fastapi',
    'argparse',
    ...databaseModules(app),
    ...cacheModules(app),
    ...server.startupModules(app),
    ...observabilityModules(app),
  ].join(', ');
  const compile = ['python', '-c', "import compileall; compileall.compile_dir('.', quiet=1)"];
  return {
    venv,
    workdir,
    user: `${String(image.user)}:${String(image.user)}`,
    builder: builder(app, installed),
    libraries: installed.libraries,
    relink: relink(app),
    runtime: runtime(app),
    environment: environment(app),
    given: assignments(image.env),
    bytecode: `RUN ${execForm(['python', '-c', `import ${modules}`], 'RUN ')}`,
    sources: application.copied === '.' ? ['.'] : [...copiedFiles(app), application.copied],
    compile: image.bytecode === 'application' ? `RUN --network=none ${execForm(compile)}` : undefined,
    check: image.check ? check(app) : undefined,
    ports: [app.port, metricsOf(app)?.port].filter((port) => port !== undefined),
    health: { timing: healthCheckTiming(app), command: execForm(healthCheckCommand(app), '    CMD ') },
    command: execForm(serveCommand(server, app), 'CMD '),
    commandNote: server.commandNote,
    labels: labels(app).map(([key, value]) => `${key}=${quoted(value)}`),
  };
}

function content(app: ResolvedApp, templates: Templates, facts: AppFacts): string {
  return withHeader(renderTemplate(templates, 'Dockerfile', { ...values(app, facts) }));
}

/** How a Dockerfile names a Python file: as a module, or by its path. */
function namesIn(text: string, path: string): boolean {
  return text.includes(path) || text.includes(path.replace(/\.py$/, '').replaceAll('/', '.'));
}

/** The image: see `files/Dockerfile.ejs` for the reasons behind each line. */
export const dockerfile: Output = {
  about: 'the image',
  part: 'image',
  neighbours: { name: namesIn },
  render: (app, templates, facts) => [
    { ownership: 'managed', path: DOCKERFILE, content: content(app, templates, facts) },
  ],
  statements: instructions,
  hints: DOCKERFILE_HINTS,
};
