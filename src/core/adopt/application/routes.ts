import { resolveName } from '../../python-source/applications';
import { constantsOf, valueOf, type Constants } from '../../python-source/constants';
import type { Confidence } from '../finding';
import type { Place } from '../../text/place';
import type { ObjectCall, PythonModule } from '../../python-source/module';
import { literal } from '../../python-source/text';

/** A GET route without parameters. */
export interface FoundRoute {
  /** Whole path; undefined where a prefix on the way to it has to be computed. */
  readonly path: string | undefined;
  /** The path as its own router has it. */
  readonly written: string;
  readonly place: Place;
  readonly confidence: Confidence;
  /** Status of its answer, where it is another than 200. */
  readonly status: number | undefined;
  /** Whether something decides about a request before it, such as who may ask. */
  readonly guarded: boolean;
}

/** How a router gets into another one. */
interface Inclusion {
  readonly into: string;
  readonly prefix: string | undefined;
  /** Whether what is above it decides about its requests: not about those of an application of its own. */
  readonly guard: 'own' | 'above' | 'none';
}

/** Routers in routers: deeper than anybody nests them. */
const DEEPEST = 6;

/** Paths and parameters that are longer are no plain ones. */
const LONGEST = 300;

function key(file: string, name: string): string {
  return `${file}#${name}`;
}

function named(args: ObjectCall['args'], name: string): string | undefined {
  return args.find((argument) => argument.name === name)?.text;
}

/** Whether a function can be called with a request and nothing else, as far as its parameters tell. */
function needsNothing(parameters: readonly string[]): Confidence | undefined {
  if (parameters.some((parameter) => parameter.length > LONGEST)) return undefined;
  const required = parameters.filter((parameter) => !parameter.includes('=') && !/^[*/]/.test(parameter));
  const known = required.every((parameter) =>
    /:\s*(?:[\w.]*\b)?(Request|Response|BackgroundTasks|HTTPConnection)$/.test(parameter),
  );
  if (known) return parameters.some((parameter) => parameter.includes('Depends')) ? 'likely' : 'certain';
  return required.every((parameter) => /:\s*(Annotated\[.*Depends|\w*(Dep|Dependency|Session)\b)/s.test(parameter))
    ? 'guess'
    : undefined;
}

/** What names of Python's own stand for, as far as a health route has them. */
const STATUS: Readonly<Partial<Record<string, number>>> = { OK: 200, CREATED: 201, ACCEPTED: 202, NO_CONTENT: 204 };

/** Whether a call names dependencies that decide about requests. */
function hasDependencies(args: ObjectCall['args']): boolean {
  return !/^(\[\s*\]|\(\s*\)|None)?$/.test(named(args, 'dependencies') ?? '');
}

/** The status that a route answers with; undefined where it cannot be read. */
function statusOf({ args }: ObjectCall, known: Constants): number | undefined {
  const written = named(args, 'status_code');
  if (written === undefined || written === 'None') return 200;
  const [, name = '', digits] = /\b(?:HTTPStatus\.([A-Z_]+)|HTTP_(\d{3})_\w+)$/.exec(written) ?? [];
  const value = digits === undefined ? (STATUS[name] ?? valueOf(written, known)) : Number(digits);
  return typeof value === 'number' ? value : undefined;
}

/** A prefix as it is written, or what its name stands for. */
function prefixOf(written: string | undefined, known: Constants): string | undefined {
  if (written === undefined) return '';
  const value = valueOf(written, known);
  return typeof value === 'string' ? value : undefined;
}

/** The GET routes without parameters of an application, with their whole paths. */
export function findRoutes(
  modules: readonly PythonModule[],
  files: ReadonlySet<string>,
  isWanted: (path: string) => boolean,
): FoundRoute[] {
  const known = constantsOf(modules);
  const prefixes = new Map<string, string | undefined>();
  const inclusions = new Map<string, Inclusion>();
  const guarded = new Set<string>();
  const resolve = (module: PythonModule, name: string) => {
    const target = resolveName(module, name);
    const file = target?.files.find((path) => files.has(path));
    return target && file !== undefined ? key(file, target.name) : key(module.path, name);
  };
  for (const module of modules) {
    const made = [...module.makes, ...module.functions.flatMap(({ makes }) => makes)];
    for (const { name, args } of made.filter(({ callee }) => /(^|\.)APIRouter$/.test(callee))) {
      prefixes.set(key(module.path, name), prefixOf(named(args, 'prefix'), known));
    }
    for (const { name, args } of made.filter(({ callee }) => /(^|\.)(APIRouter|FastAPI)$/.test(callee))) {
      if (hasDependencies(args)) guarded.add(key(module.path, name));
    }
    for (const { method, object, args } of module.calls) {
      if (method !== 'include_router' && method !== 'mount') continue;
      const positional = args.filter(({ name }) => name === undefined).map(({ text }) => text);
      const isMount = method === 'mount';
      const router = isMount ? (named(args, 'app') ?? positional[1]) : (named(args, 'router') ?? positional[0]);
      const prefix = isMount ? (named(args, 'path') ?? positional[0]) : named(args, 'prefix');
      const target = resolve(module, router ?? '');
      const guard = isMount ? 'none' : hasDependencies(args) ? 'own' : 'above';
      const inclusion = {
        into: resolve(module, object),
        prefix: prefixOf(prefix, known)?.replace(/\/$/, ''),
        guard,
      } as const;
      // Of a router that is in several places, one is enough.
      if (!inclusions.has(target)) inclusions.set(target, inclusion);
    }
  }
  const prefixTo = (router: string, depth = 0): string | undefined => {
    const own = prefixes.has(router) ? prefixes.get(router) : '';
    const inclusion = inclusions.get(router);
    if (!inclusion || depth > DEEPEST) return own;
    const above = prefixTo(inclusion.into, depth + 1);
    return above === undefined || own === undefined || inclusion.prefix === undefined
      ? undefined
      : above + inclusion.prefix + own;
  };
  const isGuarded = (router: string, depth = 0): boolean => {
    const inclusion = inclusions.get(router);
    if (guarded.has(router) || inclusion?.guard === 'own') return true;
    return inclusion?.guard === 'above' && depth <= DEEPEST && isGuarded(inclusion.into, depth + 1);
  };
  return modules.flatMap((module) =>
    module.calls.flatMap((call): FoundRoute[] => {
      const written = routePath(call);
      if (written === undefined || written.length > LONGEST || written.includes('{') || !isWanted(written)) return [];
      const parameters = call.parameters ?? handler(module, call);
      const sure = parameters && needsNothing(parameters);
      if (sure === undefined) return [];
      const router = resolve(module, call.object);
      const prefix = prefixTo(router);
      const answered = statusOf(call, known);
      const found = {
        path: prefix === undefined ? undefined : prefix + written,
        written,
        place: { file: module.path, line: call.line },
        status: answered === 200 ? undefined : answered,
        guarded: hasDependencies(call.args) || isGuarded(router),
      };
      const isLess = found.guarded || answered === undefined;
      return [{ ...found, confidence: isLess && sure === 'certain' ? 'likely' : sure }];
    }),
  );
}

function routePath({ method, args }: ObjectCall): string | undefined {
  if (method !== 'get' && method !== 'api_route' && method !== 'add_api_route') return undefined;
  const methods = named(args, 'methods');
  if (methods !== undefined && !methods.includes('GET')) return undefined;
  const value = literal(named(args, 'path') ?? args.find(({ name }) => name === undefined)?.text ?? '');
  return typeof value === 'string' ? value : undefined;
}

/** Parameters of the function that `add_api_route` names. */
function handler(module: PythonModule, { method, args }: ObjectCall): readonly string[] | undefined {
  if (method !== 'add_api_route') return undefined;
  const name = named(args, 'endpoint') ?? args.filter((argument) => argument.name === undefined)[1]?.text;
  return module.functions.find((found) => found.name === name)?.parameters;
}
