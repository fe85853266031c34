import { topLevel } from '../python-source/imports';
import { prefixesOf } from './modules';
import type { PythonProject } from './python-project';

/** A library of the workspace, and what others import of it. */
export interface LibraryModules {
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  /** Name of the Python project, in its normal form. */
  readonly name: string | undefined;
  /** Modules by which others know it, see `modulesOf`. */
  readonly modules: readonly string[];
}

/** An app or a library that may depend on libraries. */
export interface Dependent {
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  /** Directories that its options name. */
  readonly declared: readonly string[];
  /** The file that alone decides about these; undefined where several do. */
  readonly declaredIn?: string;
  /** What its pyproject.toml says; undefined where that says nothing. */
  readonly project?: PythonProject;
  readonly projectFile?: string;
  /** Modules that its files import. */
  readonly imports: Iterable<string>;
  /** Top-level modules of its own, which hide those of others. */
  readonly own: ReadonlySet<string>;
}

/** One project of the workspace depends on another. */
export interface Edge {
  readonly source: string;
  readonly target: string;
  /** The file that alone decides: what depends on a second one too, such as a name that a library gives itself, has none. */
  readonly file?: string;
}

/** What only one of several has: what two of them have leads to neither. */
function unambiguous(pairs: Iterable<readonly [key: string, directory: string]>): Map<string, string> {
  const found = new Map<string, string | undefined>();
  for (const [key, directory] of pairs) found.set(key, found.has(key) ? undefined : directory);
  return new Map([...found].filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The library that a top-level module is of. A module of two libraries is of neither. */
export function ownersOfModules(libraries: readonly LibraryModules[]): Map<string, string> {
  return unambiguous(
    libraries.flatMap(({ directory, modules }) => modules.map((module) => [module, directory] as const)),
  );
}

/** The library with a name, in its normal form. A name of two libraries leads to neither. */
export function ownersOfNames(libraries: readonly LibraryModules[]): Map<string, string> {
  return unambiguous(
    libraries.flatMap(({ directory, name }) => (name === undefined ? [] : [[name, directory] as const])),
  );
}

/** On which libraries apps and libraries depend: by their options, their pyproject.toml and what they import. */
export function edgesBetween(dependents: readonly Dependent[], libraries: readonly LibraryModules[]): Edge[] {
  const directories = new Set(libraries.map(({ directory }) => directory));
  const byModule = ownersOfModules(libraries);
  const byName = ownersOfNames(libraries);
  return dependents.flatMap(({ directory: source, ...dependent }) => {
    const edges = new Map<string, Edge>();
    const add = (target: string | undefined, file?: string) => {
      if (target === undefined || target === source || !directories.has(target)) return;
      if (edges.get(target)?.file !== undefined) return;
      edges.set(target, file === undefined ? { source, target } : { source, target, file });
    };
    for (const target of dependent.declared) add(target, dependent.declaredIn);
    for (const { name, directory } of dependent.project?.needs ?? []) {
      if (directory === undefined) add(byName.get(name));
      else add(directory, dependent.projectFile);
    }
    for (const module of dependent.imports) {
      const first = topLevel(module);
      if (dependent.own.has(first)) continue;
      for (const prefix of prefixesOf(module)) add(byModule.get(prefix));
    }
    return [...edges.values()];
  });
}
