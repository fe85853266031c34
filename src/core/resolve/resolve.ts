import { parseApplication, type Application } from '../app/application';
import { imageNameOf, withRegistry } from '../app/image-reference';
import { migrationCommand } from '../data/database';
import { VARIANTS } from '../image/variants';
import { libraryAt } from '../dependencies/libraries';
import type { ImageOptions, Manager, RunOptions, SeedGroup, WorkerClass } from '../options';
import { orchestratorDefaults, type DefaultedOrchestrators } from '../orchestrators/defaults';
import { explainName } from './name';
import { noticesOf } from './notices';
import { longestGraceful } from '../observability/telemetry';
import { packageName } from '../python/names';
import { append } from '../text/lists';
import { failures, success, topOf, type Problem, type Result } from '../text/problems';
import type { ResolvedApp, ResolvedImage } from '../app/resolved';
import type { Given } from '../app/rule';
import { brokenRules } from './rules';
import { withDefaults } from '../input/defaults';
import { fileSchema } from '../input/schema';
import { SERVER_NAMES } from '../servers';
import { logLevelHidesRequests } from '../servers/log-level';
import { wsgiProblem } from '../servers/wsgi';
import { isObject, ownMember } from '../input/members';
import { validate } from '../input/validate';

/** Options of the image whose defaults follow from others. */
type ComputedImage = 'name' | 'registry' | 'base' | 'builderBase' | 'user';

/** An options file whose values have passed the schema and whose constant defaults are filled in. */
interface Defaulted
  extends
    DefaultedOrchestrators,
    Omit<
      ResolvedApp,
      | 'application'
      | 'appFollowsName'
      | 'image'
      | 'run'
      | 'resources'
      | 'swarm'
      | 'kubernetes'
      | 'workerClass'
      | 'rootPath'
      | 'maxBodySize'
      | 'requestId'
      | 'managedBy'
      | 'born'
      | 'notices'
      | 'libraries'
    > {
  readonly workerClass?: WorkerClass;
  readonly rootPath?: string;
  readonly maxBodySize?: number;
  readonly requestId?: boolean;
  readonly managedBy?: Manager;
  readonly born?: readonly SeedGroup[];
  readonly run: RunOptions & Required<Omit<RunOptions, 'port' | 'envFile' | 'network'>>;
  readonly image: Omit<ResolvedImage, ComputedImage> & Pick<ImageOptions, ComputedImage>;
  readonly libraries: readonly string[];
}

/** Replaces the list of servers or worker classes by the reason where a WSGI one was named. */
function explainWsgi(problem: Problem): Problem {
  if (problem.option !== 'server' && problem.option !== 'workerClass') return problem;
  return wsgiProblem(problem, SERVER_NAMES) ?? problem;
}

function baseImages({ image, python }: Defaulted): Pick<ResolvedImage, 'base' | 'builderBase'> {
  const variant = VARIANTS[image.variant];
  const base = image.base ?? variant.base(python);
  const pinned = image.digest === undefined ? base : `${base}@${image.digest}`;
  return { base, builderBase: image.builderBase ?? variant.builderBase?.(python) ?? pinned };
}

/** What is done before a new version starts: what the options of the database lead to, unless it is given. */
function migrationOf(options: Defaulted, application: Application, given: Given): ResolvedApp['migration'] {
  const { migration } = options;
  if (given('migration.command')) return migration;
  return { ...migration, command: migrationCommand({ ...options, application }) };
}

/** Requests have less time to end where what was traced has to be sent after them. */
function timeoutsOf({ telemetry, timeouts }: Defaulted, given: Given): ResolvedApp['timeouts'] {
  if (telemetry === 'none' || given('timeouts.graceful')) return timeouts;
  const longest = longestGraceful({ telemetry, timeouts });
  return { ...timeouts, graceful: Math.max(1, Math.min(timeouts.graceful, longest)) };
}

function withComputedDefaults(options: Defaulted, app: string | undefined, given: Given): ResolvedApp {
  const { name, image, rootPath, maxBodySize, managedBy, born, workerClass } = options;
  const application = parseApplication(app ?? `${packageName(name)}.main:app`, options.source);
  return {
    ...options,
    name,
    managedBy,
    born,
    lock: options.lock || (options.dependencies === 'uv' && !given('lock')),
    accessLog: given('accessLog') ? options.accessLog : !logLevelHidesRequests(options),
    requestId: options.requestId ?? options.logFormat === 'json',
    timeouts: timeoutsOf(options, given),
    notices: [],
    libraries: options.libraries.map(libraryAt),
    rootPath,
    maxBodySize,
    workerClass: workerClass === 'asgi' ? 'asgi' : 'uvicorn_worker.UvicornWorker',
    appFollowsName: app === undefined,
    application,
    migration: migrationOf(options, application, given),
    run: { ...options.run, port: options.run.port ?? options.port },
    ...orchestratorDefaults(options, options),
    image: {
      ...image,
      digest: image.digest,
      user: image.user ?? VARIANTS[image.variant].uid,
      name: withRegistry(image.name ?? imageNameOf(name), image.registry),
      ...baseImages(options),
    },
  };
}

function isGiven(options: object, path: string): boolean {
  return path.split('.').reduce<unknown>(ownMember, options) !== undefined;
}

/**
 * Checks raw options, fills in the defaults and applies every rule.
 *
 * @param raw contents of an options file, `extends` already merged
 * @param directoryName name of the app's directory, the default of `name`
 * @returns the resolved app, or all problems at once
 */
export function resolve(raw: unknown, directoryName: string): Result<ResolvedApp> {
  const problems = validate(raw, fileSchema).map((problem) => explainName(explainWsgi(problem)));
  const named = isObject(raw) ? raw : {};
  const nameIsGiven = Object.hasOwn(named, 'name');
  if (!nameIsGiven) {
    const invalid = validate({ name: directoryName }, fileSchema);
    append(
      problems,
      invalid.map((problem) => explainName(problem, directoryName)),
    );
  }
  // The rules see the valid rest, so that their problems appear in the same run.
  const wrong = new Set(problems.map(({ option }) => topOf(option)));
  const valid = Object.fromEntries(Object.entries(named).filter(([key]) => !wrong.has(key)));
  const { app: importString, ...others } = valid;
  const defaulted = withDefaults({ name: directoryName, ...others }, fileSchema) as Defaulted;
  const given: Given = (path) => isGiven(named, path);
  const app = withComputedDefaults(defaulted, importString as string | undefined, given);
  append(
    problems,
    brokenRules(app, given).filter(({ option }) => !wrong.has(topOf(option))),
  );
  return problems.length === 0 ? success({ ...app, notices: noticesOf(app, named) }) : failures(problems);
}
