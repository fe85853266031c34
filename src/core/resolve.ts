import { parseApplication } from './application';
import { OPTIONS_FILE } from './constants';
import type { LogLevel, Installer, PythonVersion, ServerName } from './options';
import type { Manager } from './options-file';
import { packageName } from './python/names';
import { failure, success, type Problem, type Result } from './problems';
import type { ResolvedApp } from './resolved';
import { brokenRules } from './rules';
import { fileSchema, type OptionSchema } from './schema';
import { SERVERS } from './servers';
import { wsgiProblem } from './servers/wsgi';
import { validate } from './validate';

/** An options file whose values have passed the schema and whose constant defaults are filled in. */
interface Defaulted {
  readonly name: string;
  readonly managedBy?: Manager;
  readonly python: PythonVersion;
  readonly server: ServerName;
  readonly workers: number;
  readonly app?: string;
  readonly port: number;
  readonly rootPath?: string;
  readonly accessLog: boolean;
  readonly logLevel: LogLevel;
  readonly installer: Installer;
  readonly health: ResolvedApp['health'];
  readonly image: { readonly name?: string; readonly base?: string };
  readonly own: readonly string[];
}

function withDefaults(value: unknown, schema: OptionSchema): unknown {
  if (!schema.properties) return value === undefined ? schema.default : value;
  const given = (value ?? {}) as Record<string, unknown>;
  const entries = Object.entries(schema.properties).map(([key, child]) => [key, withDefaults(given[key], child)]);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

/** Replaces the list of servers by the reason where a WSGI server was named. */
function explainWsgi(problem: Problem): Problem {
  if (problem.option !== 'server') return problem;
  return wsgiProblem(problem.option, problem.value, Object.keys(SERVERS)) ?? problem;
}

function withComputedDefaults(options: Defaulted): ResolvedApp {
  const { app, name, image, rootPath, managedBy, ...rest } = options;
  return {
    ...rest,
    name,
    managedBy,
    rootPath,
    application: parseApplication(app ?? `${packageName(name)}.main:app`),
    image: {
      name:
        image.name ??
        name
          .toLowerCase()
          .replace(/^@/, '')
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/-+$/, ''),
      base: image.base ?? `python:${options.python}-slim`,
    },
  };
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
  const app = withComputedDefaults(defaulted);
  const ruleProblems = brokenRules(app, { app: 'app' in named }).filter(
    (broken) => !problems.some(({ option }) => option.split(/[.[]/)[0] === broken.option.split('.')[0]),
  );
  problems.push(...ruleProblems);
  return problems.length === 0 ? success(app) : failure(...problems);
}

/** The options file of an app, for messages. */
export function optionsFileOf(directory: string): string {
  return directory === '' || directory === '.' ? OPTIONS_FILE : `${directory}/${OPTIONS_FILE}`;
}
