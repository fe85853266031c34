import { compare } from '@renovatebot/pep440';

/** A Python package that the generated files ask for: the one table of their versions. */
interface PackageVersion {
  /** Oldest version that the generated code and flags work with, on every supported Python. */
  readonly floor: string;
  /**
   * Oldest version that a server's command works with: an application that was there may have pinned it. The floor, where
   * nothing is said.
   */
  readonly oldest?: string;
  /** Words of the command that need a newer one than that, with the first version that has them. */
  readonly since?: Readonly<Record<string, string>>;
  /** First version that may break them: the next major one, or 1 before that. */
  readonly below: string;
  /** Parts of it that it installs only when they are named. */
  readonly extras?: readonly string[];
  /** Top-level modules it brings, where they differ from its name. */
  readonly modules?: readonly string[];
}

const PACKAGES = {
  fastapi: { floor: '0.162.0', below: '1' },
  pydantic: { floor: '2.14.0', below: '3', modules: ['pydantic', 'pydantic_core'] },
  'pydantic-settings': { floor: '2.14.0', below: '3', modules: ['pydantic_settings'] },
  uvicorn: { floor: '0.54.0', oldest: '0.22.0', below: '1' },
  httptools: { floor: '0.8.0', oldest: '0.6.1', below: '1' },
  uvloop: { floor: '0.22.0', oldest: '0.19.0', below: '1' },
  websockets: { floor: '15.0', oldest: '10.4', below: '18' },
  // The scripts of the documentation pages.
  'fastapi-offline': { floor: '1.7.7', below: '2', modules: ['fastapi_offline'] },
  // hiredis reads the answers of the server in C.
  redis: { floor: '8.0.0', below: '9', extras: ['hiredis'], modules: ['redis', 'hiredis'] },
  // Python 3.10 can install nothing newer than 2.0.
  sqlalchemy: { floor: '2.0.44', below: '3', extras: ['asyncio'] },
  alembic: { floor: '1.17.0', below: '2' },
  aiosqlite: { floor: '0.21.0', below: '1' },
  // Before 3.3.9 a question that was given up never ended while the server was frozen.
  psycopg: { floor: '3.3.9', below: '4', extras: ['binary'], modules: ['psycopg', 'psycopg_binary'] },
  asyncpg: { floor: '0.31.0', below: '1' },
  'prometheus-client': { floor: '0.26.0', below: '1', modules: ['prometheus_client'] },
  // What `fastapi[opentelemetry]` names.
  'opentelemetry-sdk': { floor: '1.45.0', below: '2', modules: ['opentelemetry'] },
  'opentelemetry-exporter-otlp-proto-http': { floor: '1.45.0', below: '2', modules: ['opentelemetry'] },
  'fastapi-cli': { floor: '0.0.33', oldest: '0.0.14', below: '1', modules: ['fastapi_cli'] },
  // From 27 on a lifespan that fails in its own worker ends the container; 26 started it again for ever.
  gunicorn: { floor: '27.0.0', oldest: '25.1.0', since: { asgi: '27.0.0' }, below: '28' },
  'uvicorn-worker': { floor: '0.4.0', oldest: '0.2.0', below: '1', modules: ['uvicorn_worker'] },
  hypercorn: { floor: '0.18.0', oldest: '0.16.0', below: '1' },
  granian: { floor: '2.8.0', oldest: '2.5.0', below: '3' },
  // Python 3.10 can install nothing newer than pydantic-settings 2.15 and fastapi 0.162.5: floors stay below these.
  pytest: { floor: '9.0.0', below: '10', modules: ['pytest', '_pytest'] },
  // What the test client of Starlette 1 asks for; with plain httpx it warns.
  httpx2: { floor: '2.9.0', below: '3' },
  debugpy: { floor: '1.8.17', below: '2' },
  mypy: { floor: '2.4.0', below: '3', modules: ['mypy', 'mypyc'] },
  ruff: { floor: '0.17.0', below: '0.18' },
  watchfiles: { floor: '1.1.0', below: '2' },
} as const satisfies Record<string, PackageVersion>;

/** Name of a package in the table, as on PyPI. */
export type PackageName = keyof typeof PACKAGES;

/** What a developer needs on top of what the image installs. */
export const DEV_PACKAGES: readonly PackageName[] = ['debugpy', 'httpx2', 'mypy', 'pytest', 'ruff', 'watchfiles'];

/** Modules that come with the packages above without being asked for. */
const TRANSITIVE_MODULES: ReadonlySet<string> = new Set(
  `annotated_doc annotated_types anyio certifi click dotenv exceptiongroup h11 httpcore httpcore2 httpx idna iniconfig
  mypy_extensions greenlet mako markupsafe opentelemetry packaging pathspec pip pluggy pygments setuptools sniffio
  starlette typer typing_extensions typing_inspection websockets wheel rich rich_toolkit h2 hpack hyperframe wsproto priority`.split(
    /\s+/,
  ),
);

/** uv, which locks and installs packages and is no package of the app: one version, so that a lock is the same everywhere. */
export const UV_VERSION = '0.13.9';

/** The oldest uv of the user's own that is used for an app whose dependencies are uv's: it knows all that is asked of it. */
export const UV_FLOOR = '0.10.0';

/** The requirement by which uv is installed. */
export const UV_REQUIREMENT = `uv==${UV_VERSION}`;

/** What builds the libraries that are made here: one package without any of its own, that leaves nothing behind. */
export const BUILD_BACKEND = { requirement: 'flit_core>=3.11,<4', module: 'flit_core.buildapi' } as const;

/** A package and the versions that are accepted for it. */
export interface Requirement {
  readonly name: PackageName;
  readonly floor: string;
  readonly below: string;
  /** Parts of it that it installs only when they are named. */
  readonly extras?: readonly string[];
  /** Oldest version that a line of a person's may ask for: the floor, or older. */
  readonly oldest: string;
  /** Nothing that is generated depends on its version. */
  readonly anyVersion?: true;
}

/** Looks a package up in the table. */
export function requirement(name: PackageName): Requirement {
  const { floor, below, extras }: PackageVersion = PACKAGES[name];
  return { name, floor, oldest: floor, below, ...(extras ? { extras } : {}) };
}

/** The same for a command: a person's line may ask for the oldest version that has all words of it. */
export function requirementOf(name: PackageName, command: readonly string[]): Requirement {
  const { floor, oldest = floor, since = {} }: PackageVersion = PACKAGES[name];
  const needed = command.flatMap((word) => (Object.hasOwn(since, word) ? [since[word] ?? floor] : []));
  return { ...requirement(name), oldest: [oldest, ...needed].sort(compare).at(-1) ?? floor };
}

/** The requirement as a line of a requirements file. */
export function requirementLine(wanted: Requirement): string {
  return requirementWith(wanted, []);
}

/** The requirement as a line, with more extras of the package than it needs. */
export function requirementWith({ name, floor, below, extras = [] }: Requirement, more: readonly string[]): string {
  const all = [...new Set([...extras, ...more])];
  return `${name}${all.length === 0 ? '' : `[${all.join(',')}]`}>=${floor},<${below}`;
}

/** What to ask for to get a package: with its versions where the table has them. */
export function requirementFor(name: string): string {
  return isManagedPackage(name) ? requirementLine(requirement(name)) : name;
}

/** Whether a name on PyPI, in its normal form, is one that the tool manages, whatever the options. */
export function isManagedPackage(name: string): name is PackageName {
  return Object.hasOwn(PACKAGES, name);
}

/** Whether a name on PyPI, in its normal form, is one that the image may get from the tool, whatever the options. */
export function isImagePackage(name: string): name is PackageName {
  return isManagedPackage(name) && !DEV_PACKAGES.includes(name);
}

/** Whether a line of a requirements file is as {@link requirementLine} writes it, for today's versions or others. */
export function isGeneratedRequirement(line: string): boolean {
  const [, name = '', extras = ''] = /^([a-z0-9-]+)(?:\[([a-z,]+)\])?>=[0-9.]+,<[0-9.]+\r?\n?$/.exec(line) ?? [];
  return isImagePackage(name) && extras === (requirement(name).extras ?? []).join(',');
}

/** Whether a top-level module is brought by a package that the generated app installs. */
export function isManagedPackageModule(module: string): boolean {
  const brought = Object.entries<PackageVersion>(PACKAGES).some(([name, version]) =>
    (version.modules ?? [name]).includes(module),
  );
  return brought || TRANSITIVE_MODULES.has(module);
}
