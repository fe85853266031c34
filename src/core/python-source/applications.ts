import { type Place } from '../text/place';
import { directoriesAbove } from '../text/paths';
import type { Imported, Made, PythonModule } from './module';

/** An application object or factory in the source. */
export interface FoundApplication {
  /** File of the module. */
  readonly file: string;
  readonly attribute: string;
  readonly factory: boolean;
  readonly place: Place;
}

/** Frameworks by the class of their applications, for saying what an application is that is not FastAPI's. */
const OTHERS: Readonly<Record<string, string>> = {
  Flask: 'Flask, which speaks WSGI',
  Quart: 'Quart',
  Sanic: 'Sanic',
  Litestar: 'Litestar',
  Starlette: 'Starlette without FastAPI',
  Bottle: 'Bottle, which speaks WSGI',
  get_wsgi_application: 'Django, which speaks WSGI',
  get_asgi_application: 'Django',
};

/** Directories whose applications are examples or helpers, and file names of tests. */
const ASIDE = new Set(
  'test tests testing example examples demo demos doc docs docs_src scripts tools benchmark benchmarks migrations alembic versions'.split(
    ' ',
  ),
);

/** Whether a file serves to test, explain or maintain the application rather than to be it. */
export function isAside(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  return (
    segments.some((segment) => ASIDE.has(segment) || /[{}]/.test(segment)) ||
    /^(test_|conftest\.)|_test\.py$/.test(name)
  );
}

function lastName(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}

/** The names by which a module can make an application: the class, an alias, a class that inherits from it. */
function isMadeBy(names: ReadonlySet<string>, { callee }: Made, module: PythonModule): boolean {
  const imported = module.imports.get(callee);
  return names.has(imported?.name ?? lastName(callee));
}

/** Names of FastAPI's class and of all classes that inherit from it. */
function applicationClasses(modules: readonly PythonModule[]): ReadonlySet<string> {
  const heirs = new Map<string, string[]>();
  for (const { classes, imports } of modules) {
    for (const [name, bases] of classes) {
      for (const base of bases.map((written) => imports.get(written)?.name ?? lastName(written))) {
        const known = heirs.get(base);
        if (known) known.push(name);
        else heirs.set(base, [name]);
      }
    }
  }
  const names = new Set(['FastAPI']);
  // A set hands out what is added while it is gone through.
  for (const name of names) for (const heir of heirs.get(name) ?? []) names.add(heir);
  return names;
}

/** Functions that make an application and give it back, by name: those without required parameters are factories. */
function factories(modules: readonly PythonModule[], classes: ReadonlySet<string>) {
  return modules.flatMap((module) =>
    module.functions
      .filter(({ makes, gives, returns }) => {
        const made = makes.filter((call) => isMadeBy(classes, call, module));
        const own = made.some(({ name }) => name === 'return' || gives.includes(name));
        return own || (made.length > 0 && classes.has(lastName(returns)));
      })
      .map((found) => ({
        module,
        found,
        bare: found.parameters.every((parameter) => parameter.includes('=') || /^[*/]/.test(parameter)),
      })),
  );
}

/** Every application and factory that the modules define, in the order of the files. */
export function findApplications(modules: readonly PythonModule[]): FoundApplication[] {
  const classes = applicationClasses(modules);
  const makers = factories(modules, classes);
  const named = new Set(makers.map(({ found }) => found.name));
  const objects = modules.flatMap((module) =>
    module.makes
      .filter((call) => isMadeBy(classes, call, module) || isMadeBy(named, call, module))
      .map(({ name, line }) => ({ file: module.path, attribute: name, factory: false, place: at(module, line) })),
  );
  const called = new Set(
    modules.flatMap(({ makes, imports }) => makes.map(({ callee }) => imports.get(callee)?.name ?? lastName(callee))),
  );
  // A factory whose application has a name already is no second application.
  const uncalled = makers
    .filter(({ bare, found }) => bare && !called.has(found.name))
    .map(({ module, found }) => ({
      file: module.path,
      attribute: found.name,
      factory: true,
      place: at(module, found.line),
    }));
  const mounted = mountedNames(modules);
  return [...objects, ...uncalled].filter(
    ({ file, attribute }) => !mounted.some(({ files, name }) => name === attribute && files.includes(file)),
  );
}

function at({ path }: PythonModule, line: number): Place {
  return { file: path, line };
}

/** Applications that are mounted below another one, so that nobody serves them by themselves. */
function mountedNames(modules: readonly PythonModule[]) {
  return modules.flatMap((module) =>
    module.calls
      .filter(({ method }) => method === 'mount')
      .flatMap(({ args }) => {
        const written = args.find(({ name }) => name === 'app')?.text ?? args[1]?.text ?? '';
        return resolveName(module, written.replace(/\(\s*\)$/, '')) ?? [];
      }),
  );
}

/** The file and the name that a name in a module stands for, as far as imports tell. */
export function resolveName(
  module: PythonModule,
  dotted: string,
): { readonly files: readonly string[]; readonly name: string } | undefined {
  const direct = module.imports.get(dotted);
  if (direct?.name !== undefined) return { files: moduleFiles(module.path, direct.module), name: direct.name };
  const dot = dotted.lastIndexOf('.');
  if (dot < 0) return { files: [module.path], name: dotted };
  const [object, name] = [dotted.slice(0, dot), dotted.slice(dot + 1)];
  const imported = module.imports.get(object);
  if (!imported) return undefined;
  return { files: moduleFiles(module.path, dottedModule(imported)), name };
}

function dottedModule({ module, name }: Imported): string {
  if (name === undefined) return module;
  return module.endsWith('.') ? module + name : `${module}.${name}`;
}

/** The paths at which a module may lie that a file imports, seen from every directory above the file. */
export function moduleFiles(from: string, dotted: string): string[] {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(dotted) ?? [];
  const path = rest.replaceAll('.', '/');
  const above = directoriesAbove(from);
  const roots = dots === '' ? above : above.slice(dots.length - 1, dots.length);
  return roots.flatMap((root) => {
    const base = [root, path].filter((part) => part !== '.' && part !== '').join('/');
    return base === '' ? ['__init__.py'] : [`${base}.py`, `${base}/__init__.py`];
  });
}

/** Says what an application is that is none of FastAPI's. */
export function otherFrameworks(modules: readonly PythonModule[]): { readonly what: string; readonly place: Place }[] {
  return modules
    .filter(({ path }) => !isAside(path))
    .flatMap((module) => {
      const made = [...module.makes, ...module.functions.flatMap(({ makes }) => makes)];
      return made.flatMap((call) => {
        const what = OTHERS[module.imports.get(call.callee)?.name ?? lastName(call.callee)];
        return what === undefined ? [] : [{ what, place: at(module, call.line) }];
      });
    });
}
