import { HEALTH_CHECK, IMPORT_CHECK, LAUNCHER, containerFile } from '../app/container-package';
import type { ResolvedApp } from '../app/resolved';
import { serviceName, variablePrefix } from '../app/service-name';
import { hasCache } from '../cache/cache';
import { CONTAINER_PACKAGE, FORMER_MODULES, IMAGE_LAYOUT } from '../constants';
import { observabilityParts, requestLogOf } from '../observability/logging';
import { databaseValues, hasDatabase, hasMigrations, migrateModule } from '../data/database';
import { requiredServices, resourcesOf } from '../data/services';
import { protectionOf } from '../protection/middleware';
import { optionsThatAct } from '../seams/acting';
import { serverOf } from '../servers';
import { isDrained } from '../servers/uvicorn-common';
import { withHeader } from '../text/managed-file';
import { joinPath } from '../text/paths';
import { remember } from '../text/remember';
import type { ManagedFile, Output } from './output';
import { renderTemplate, type Templates } from './templates';

/** A file of the managed package, made from the template of that name. */
export function managed(app: ResolvedApp, templates: Templates, name: string, values: object): ManagedFile {
  const body = renderTemplate(templates, `source/${CONTAINER_PACKAGE}/${name}`, { ...values });
  return { ownership: 'managed', path: containerFile(app, name), content: withHeader(body) };
}

/** The text that a line of Python assigns. */
function textIn(line: string): string {
  return /["']([^"']*)["']/.exec(line)?.[1] ?? '';
}

/** Paths of files of the package, and of a module that had its place, in any of the directories. */
export function formerly(module: string | undefined, ...names: string[]): (directories: readonly string[]) => string[] {
  const paths = [...names.map((name) => `${CONTAINER_PACKAGE}/${name}`), ...(module === undefined ? [] : [module])];
  const below = remember((directory) => paths.map((path) => joinPath(directory, path)));
  return (directories) => directories.flatMap(below);
}

/**
 * What the application imports: the options that it needs itself, so that a health path that changes in the options
 * changes in the routes, in their tests and in the image's health check alike, and the functions through which an option
 * reaches into the application.
 */
export const containerPackage: Output = {
  about: 'what the options have to do with the application, such as its health routes',
  part: 'source',
  render: (app, templates) => {
    const values = {
      livePath: app.health.live,
      readyPath: app.health.ready,
      acts: optionsThatAct(app).length > 0,
      docs: app.docs,
      telemetry: app.telemetry === 'otlp',
      requestLines: requestLogOf(app).lines,
      modules: modulesOf(app),
      modulesImport: importOf(modulesOf(app)),
      opened: resourcesOf(app),
      asked: requiredServices(app),
      ...protectionOf(app),
    };
    const replaces = joinPath(app.application.sourceDir, FORMER_MODULES.container);
    return [{ ...managed(app, templates, '__init__.py', values), replaces }];
  },
  former: formerly(FORMER_MODULES.container, '__init__.py'),
  hints: [
    { line: /^LIVE_PATH\b/, option: 'health.live', as: (line) => ({ health: { live: textIn(line) } }) },
    { line: /^READY_PATH\b/, option: 'health.ready', as: (line) => ({ health: { ready: textIn(line) } }) },
    { line: /\bmax_body_size\b/, option: 'maxBodySize' },
    { line: /\ballow_(?:origins|origin_regex|credentials)\b/, option: 'cors' },
  ],
};

/** Modules of the package that the seams call, in the order of the alphabet. */
function modulesOf(app: ResolvedApp): string[] {
  const asks = requiredServices(app).length > 0;
  return [
    ...resourcesOf(app),
    ...(app.docs === 'bundled' ? ['docs'] : []),
    ...(asks ? ['readiness'] : []),
    ...observabilityParts(app),
  ].sort();
}

/** As formatters write it whatever their width: in one line as long as it fits into the narrowest. */
function importOf(modules: readonly string[]): string {
  const line = `from . import ${modules.join(', ')}`;
  return line.length <= 79 ? line : ['from . import (', ...modules.map((name) => `    ${name},`), ')'].join('\n');
}

const DOCS = 'docs.py';
const SECURITY_HEADERS = 'security_headers.py';
const TRUSTED_HOSTS = 'trusted_hosts.py';

/** What is put around the application, a file a concern. */
export const containerSurroundings: Output = {
  about: 'what is put around the application: documentation pages, checked host names, headers for browsers',
  part: 'source',
  render: (app, templates) => {
    const { hosts, securityHeaders } = protectionOf(app);
    return [
      ...(app.docs === 'bundled' ? [managed(app, templates, DOCS, {})] : []),
      ...(securityHeaders ? [managed(app, templates, SECURITY_HEADERS, {})] : []),
      ...(hosts.length > 0 ? [managed(app, templates, TRUSTED_HOSTS, {})] : []),
    ];
  },
  former: formerly(undefined, DOCS, SECURITY_HEADERS, TRUSTED_HOSTS),
};

const ADDRESSES = 'addresses.py';
const CACHE = 'cache.py';
const DATABASE = 'database.py';
const MIGRATE = 'migrate.py';
const READINESS = 'readiness.py';

function addressValues(app: ResolvedApp): object {
  return { venv: IMAGE_LAYOUT.venv, own: variablePrefix(serviceName(app)) };
}

/** What the application asks of other services, a file a service. */
export const containerServices: Output = {
  about: 'the services that the application asks: where they are, how routes get at them, whether they answer',
  part: 'source',
  render: (app, templates) => [
    ...(resourcesOf(app).length > 0 ? [managed(app, templates, ADDRESSES, addressValues(app))] : []),
    ...(requiredServices(app).length > 0
      ? [managed(app, templates, READINESS, { timeout: app.health.readyTimeout })]
      : []),
    ...(hasCache(app) ? [managed(app, templates, CACHE, { asked: requiredServices(app).includes('cache') })] : []),
    ...(hasDatabase(app) ? [managed(app, templates, DATABASE, databaseValues(app))] : []),
    ...(hasMigrations(app)
      ? [managed(app, templates, MIGRATE, { module: migrateModule(app), json: app.logFormat === 'json' })]
      : []),
  ],
  former: formerly(undefined, ADDRESSES, CACHE, DATABASE, MIGRATE, READINESS),
  leaves: (app, { path, after }) =>
    path === containerFile(app, DATABASE) && after === undefined
      ? 'Your models, migrations and routes stay. Those that import this module fail until they no longer do, or the option is back: `check` names them'
      : undefined,
};

/** What the image itself runs, by path. */
export const containerPrograms: Output = {
  about: 'what the image runs besides the server: its health check, a launcher of workers, the import check',
  part: 'image',
  render: (app, templates) => [
    managed(app, templates, HEALTH_CHECK, {
      port: app.port,
      livePath: app.health.live,
      timeout: app.health.timeout,
      host: app.health.host,
      asked: app.swarm !== undefined,
    }),
    ...(serverOf(app).usesLauncher?.(app) === true
      ? [
          managed(app, templates, LAUNCHER, {
            program: app.server,
            supervised: app.workers > 1,
            drained: isDrained(app),
            json: app.logFormat === 'json',
          }),
        ]
      : []),
    ...(app.image.check
      ? [managed(app, templates, IMPORT_CHECK, { ...app.application, options: optionsThatAct(app) })]
      : []),
  ],
  former: formerly(FORMER_MODULES.launcher, HEALTH_CHECK, LAUNCHER, IMPORT_CHECK),
};
