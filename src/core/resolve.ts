import { parseApplication } from './application';
import { OPTIONS_FILE } from './constants';
import { VARIANTS } from './image/variants';
import { libraryAt } from './dependencies/libraries';
import type { ImageOptions, RunOptions, WorkerClass } from './options';
import type { Manager } from './options-file';
import { noticesOf } from './notices';
import { packageName } from './python/names';
import { failure, success, type Problem, type Result } from './problems';
import type { ResolvedApp, ResolvedImage } from './resolved';
import type { Given } from './rule';
import { brokenRules } from './rules';
import { fileSchema, type OptionSchema } from './schema';
import { SERVER_NAMES } from './servers';
import { logLevelHidesRequests } from './servers/log-level';
import { wsgiProblem } from './servers/wsgi';
import { validate } from './validate';

/** Options of the image whose defaults follow from others. */
type ComputedImage = 'name' | 'base' | 'builderBase' | 'user';

/** An options file whose values have passed the schema and whose constant defaults are filled in. */
interface Defaulted extends Omit<
  ResolvedApp,
  'application' | 'image' | 'run' | 'workerClass' | 'rootPath' | 'managedBy' | 'notices' | 'libraries'
> {
  readonly app?: string;
  readonly workerClass?: WorkerClass;
  readonly rootPath?: string;
  readonly managedBy?: Manager;
  readonly run: RunOptions & { readonly init: boolean };
  readonly image: Omit<ResolvedImage, ComputedImage> & Pick<ImageOptions, ComputedImage>;
  readonly libraries: readonly string[];
}

function withDefaults(value: unknown, schema: OptionSchema): unknown {
  if (!schema.properties) return value === undefined ? schema.default : value;
  const given = (value ?? {}) as Record<string, unknown>;
  const entries = Object.entries(schema.properties).map(([key, child]) => [key, withDefaults(given[key], child)]);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
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

function withComputedDefaults(options: Defaulted, given: Given): ResolvedApp {
  const { app, name, image, rootPath, managedBy, workerClass, ...rest } = options;
  return {
    ...rest,
    name,
    managedBy,
    accessLog: given('accessLog') ? options.accessLog : !logLevelHidesRequests(options),
    notices: [],
    libraries: options.libraries.map(libraryAt),
    rootPath,
    workerClass: workerClass === 'asgi' ? 'asgi' : 'uvicorn_worker.UvicornWorker',
    application: parseApplication(app ?? `${packageName(name)}.main:app`),
    run: { ...options.run, port: options.run.port ?? options.port },
    image: {
      ...image,
      digest: image.digest,
      user: image.user ?? VARIANTS[image.variant].uid,
      name:
        image.name ??
        name
          .toLowerCase()
          .replace(/^@/, '')
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/-+$/, ''),
      ...baseImages(options),
    },
  };
}

function isGiven(options: object, path: string): boolean {
  let value: unknown = options;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
}

/**
 * Checks raw options, fills in the defaults and applies every rule.
 *
 * @param raw contents of an options file, `extends` already merged
 * @param directoryName name of the app's directory, the default of `name`
 * @returns the resolved app, or all problems at once
 */
export function resolve(raw: unknown, directoryName: string): Result<ResolvedApp> {
  const problems = validate(raw, fileSchema).map(explainWsgi);
  const named = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
  const nameIsGiven = 'name' in named;
  if (!nameIsGiven) {
    const invalid = validate({ name: directoryName }, fileSchema);
    problems.push(...invalid.map((problem) => ({ ...problem, reason: `${problem.reason} (from the directory)` })));
  }
  // The rules see the valid rest, so that their problems appear in the same run.
  const valid = Object.fromEntries(
    Object.entries(named).filter(([key]) => !problems.some(({ option }) => option.split(/[.[]/)[0] === key)),
  );
  const defaulted = withDefaults({ name: directoryName, ...valid }, fileSchema) as Defaulted;
  const given: Given = (path) => isGiven(named, path);
  const app = withComputedDefaults(defaulted, given);
  const ruleProblems = brokenRules(app, given).filter(
    (broken) => !problems.some(({ option }) => option.split(/[.[]/)[0] === broken.option.split('.')[0]),
  );
  problems.push(...ruleProblems);
  return problems.length === 0 ? success({ ...app, notices: noticesOf(app, named) }) : failure(...problems);
}

/** The options file of an app, for messages. */
export function optionsFileOf(directory: string): string {
  return directory === '' || directory === '.' ? OPTIONS_FILE : `${directory}/${OPTIONS_FILE}`;
}
