import type { EventLoop, HttpParser, LogFormat, LogLevel } from '../options';
import { LOGGING, containerFile } from '../app/container-package';
import { metricsWords } from '../observability/metrics';
import type { PackageName } from '../python/packages';
import type { ResolvedApp } from '../app/resolved';

/** The options that a server may or may not have, with the values that they take. One vocabulary for all servers. */
export interface ServerOptionValues {
  readonly workers: number;
  /** Whether `app` names an application factory. */
  readonly factory: boolean;
  readonly rootPath: string | undefined;
  readonly accessLog: boolean;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  readonly loop: EventLoop;
  readonly http: HttpParser;
  readonly 'proxy.trusted': readonly string[] | undefined;
  readonly 'timeouts.keepAlive': number;
  readonly 'timeouts.graceful': number;
  readonly 'timeouts.worker': number;
  readonly 'limits.concurrency': number | undefined;
  readonly 'limits.maxRequests': number | undefined;
  readonly 'limits.maxRequestsJitter': number | undefined;
  readonly 'limits.backlog': number;
}

/** Name of an option that depends on the server. */
export type ServerOption = keyof ServerOptionValues;

/**
 * What a server makes of one option.
 *
 * - `flag`: it has the option; `argv` are the words on its command line
 * - `only`: it always does one thing, so that one value is right and all others are refused
 * - `lacks`: it has nothing of the kind; giving the option is refused
 */
export type Support<T> =
  | {
      readonly kind: 'flag';
      readonly flag: string;
      readonly argv: (value: NonNullable<T>, app: ResolvedApp) => string[];
      /** What the server does without the flag, as far as that is relied on. */
      readonly otherwise?: NonNullable<T> | undefined;
    }
  | { readonly kind: 'only'; readonly value: T; readonly reason: string; readonly instead: string }
  | { readonly kind: 'lacks'; readonly reason: string; readonly instead: string };

/** What a server makes of every option. */
export type SupportTable = { readonly [K in ServerOption]: Support<ServerOptionValues[K]> };

/** Address of this machine that only itself reaches: where an app is served that is being developed. */
export const LOCAL = '127.0.0.1';

/** How one ASGI server is run. One file per server holds one of these. */
export interface ServerDefinition {
  /** Name for people, such as `gunicorn with its own asgi worker`. */
  readonly title: string;
  /** When to choose it. */
  readonly choose: string;
  /** What happens when the application cannot be imported or its lifespan fails, as seen from outside. */
  readonly failedStart: string;
  /** What happens when a worker is killed. */
  readonly killedWorker: string;
  /** What makes it worth a second thought, shown whenever it is used. */
  readonly caution?: string;
  /** Python packages that the image needs to run it. */
  packages(app: ResolvedApp): readonly PackageName[];
  /**
   * Modules that import what the server needs of the standard library while it starts, beyond what FastAPI does: its
   * bytecode is baked into the image.
   */
  startupModules(app: ResolvedApp): readonly string[];
  /** Environment that is right in a container only. */
  environment?(app: ResolvedApp): Readonly<Record<string, string>>;
  /** Words of the command before those of the options: the program, the application, the address. */
  command(app: ResolvedApp): readonly string[];
  /** Why it has a word that looks like one too many, for those who read the Dockerfile. */
  readonly commandNote?: string;
  readonly options: SupportTable;
  /** The command that serves the application on a developer's machine and restarts it when the source changes. */
  develop(app: ResolvedApp, host?: string): readonly string[];
  /** Whether the workers are started by the generated launcher, since the server itself hides a failed start. */
  usesLauncher?(app: ResolvedApp): boolean;
  /** Whether the launcher can make it go on answering for a while after SIGTERM. */
  readonly drains?: boolean;
  /** Package that `develop` needs and the image lacks, where there is one. */
  readonly reloadNeeds?: PackageName;
}

/**
 * An option that is a flag followed by its value.
 *
 * @param otherwise what the server does without the flag, which is not spelled out
 */
export function flag<T>(name: string, otherwise?: NoInfer<NonNullable<T>>): Support<T> {
  const argv = (value: NonNullable<T>) => (value === otherwise ? [] : [name, String(value)]);
  return { kind: 'flag', flag: name, argv, otherwise };
}

/** An option that is a switch, written for one of its two values. */
export function switchFor(when: boolean, ...words: string[]): Support<boolean> {
  return { kind: 'flag', flag: words.join(' '), argv: (value) => (value === when ? words : []) };
}

/** The configuration of logging, where it is not the server's own. */
export function logConfig(name: string, form = ''): Support<LogFormat> {
  const words = (app: ResolvedApp) => [name, `${form}${containerFile(app, LOGGING)}`];
  return { kind: 'flag', flag: name, argv: (format, app) => (format === 'json' ? words(app) : []) };
}

/** An option that takes effect through what is installed, without a word on the command line. */
export function byPackage<T>(): Support<T> {
  return { kind: 'flag', flag: 'by the installed package', argv: () => [] };
}

/** An option that the server always answers in one way. */
export function only<T>(value: T, reason: string, instead: string): Support<T> {
  return { kind: 'only', value, reason, instead };
}

/** An option that the server lacks. */
export function lacks<T>(reason: string, instead: string): Support<T> {
  return { kind: 'lacks', reason, instead };
}

/** The values of all server options of an app. */
export function serverOptionValues(app: ResolvedApp): ServerOptionValues {
  return {
    workers: app.workers,
    factory: app.application.factory,
    rootPath: app.rootPath,
    accessLog: app.accessLog,
    logLevel: app.logLevel,
    logFormat: app.logFormat,
    loop: app.loop,
    http: app.http,
    'proxy.trusted': app.proxy.trusted,
    'timeouts.keepAlive': app.timeouts.keepAlive,
    'timeouts.graceful': app.timeouts.graceful,
    'timeouts.worker': app.timeouts.worker,
    'limits.concurrency': app.limits.concurrency,
    'limits.maxRequests': app.limits.maxRequests,
    'limits.maxRequestsJitter': app.limits.maxRequestsJitter,
    'limits.backlog': app.limits.backlog,
  };
}

function wordsOf<T>(support: Support<T>, value: T, app: ResolvedApp): string[] {
  return support.kind === 'flag' && value !== undefined && value !== null ? support.argv(value, app) : [];
}

/**
 * The command that serves the application in a container: argv, the program first. With a configuration of logging it is
 * the application that logs requests.
 */
export function serveCommand(server: ServerDefinition, app: ResolvedApp): string[] {
  const values = { ...serverOptionValues(app), accessLog: app.accessLog && app.logFormat === 'text' };
  const words = (Object.keys(server.options) as ServerOption[]).flatMap((option) =>
    wordsOf(server.options[option] as Support<unknown>, values[option], app),
  );
  return [...metricsWords(app), ...server.command(app), ...words];
}
