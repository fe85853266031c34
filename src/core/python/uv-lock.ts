import { readToml, tableAt, tablesAt, textAt, type Table } from '../text/toml';
import { appliesInImage } from './markers';

/** A package in a `uv.lock`. */
export interface LockedPackage {
  /** Name in its normal form. */
  readonly name: string;
  /** Undefined for a local package whose version is not fixed. */
  readonly version: string | undefined;
  /** Where it comes from: `registry`, `url`, `git`, `path` for an archive, else a directory. */
  readonly source: string;
  /** Address or path of the source; a path is relative to the directory of the lock. */
  readonly from: string;
  readonly hasWheel: boolean;
}

/** A package that is asked for. */
export interface Asked {
  /** Name in its normal form. */
  readonly name: string;
  readonly extras: readonly string[];
}

/** A `uv.lock`, as far as it is of interest here. */
export interface UvLock {
  readonly packages: readonly LockedPackage[];
  /**
   * The packages that an image gets by asking for some: these and all that follows from them on Linux, without development
   * groups. Markers count where the version of Python is known.
   */
  readonly reachedBy: (asked: readonly Asked[], python?: string) => LockedPackage[];
}

function sourceOf(entry: Table): Pick<LockedPackage, 'source' | 'from'> {
  const [source = 'registry', from = ''] = Object.entries(tableAt(entry, 'source'))[0] ?? [];
  return { source, from: typeof from === 'string' ? from : '' };
}

function packageOf(entry: Table): LockedPackage {
  return {
    name: textAt(entry, 'name') ?? '',
    version: textAt(entry, 'version'),
    ...sourceOf(entry),
    hasWheel: tablesAt(entry, 'wheels').length > 0,
  };
}

/** What a package asks for, by itself or with one of its extras. */
function edgesOf(entry: Table, extra: string | undefined): Table[] {
  return extra === undefined
    ? tablesAt(entry, 'dependencies')
    : tablesAt(tableAt(entry, 'optional-dependencies'), extra);
}

function parse(text: string): UvLock | undefined {
  const table = readToml(text);
  if (table === undefined || !Array.isArray(table.package)) return undefined;
  const pairs = tablesAt(table, 'package').map((entry) => ({ entry, locked: packageOf(entry) }));
  const byName = new Map<string, typeof pairs>();
  for (const pair of pairs) byName.set(pair.locked.name, [...(byName.get(pair.locked.name) ?? []), pair]);
  const reachedBy = (asked: readonly Asked[], python?: string): LockedPackage[] => {
    const seen = new Set<string>();
    const found = new Set<LockedPackage>();
    const visit = (name: string, version: string | undefined, extras: readonly (string | undefined)[]): void => {
      for (const { entry, locked } of byName.get(name) ?? []) {
        if (version !== undefined && locked.version !== version) continue;
        found.add(locked);
        for (const extra of extras) {
          const key = JSON.stringify([name, locked.version, extra]);
          if (seen.has(key)) continue;
          seen.add(key);
          for (const edge of edgesOf(entry, extra)) {
            if (python !== undefined && appliesInImage(textAt(edge, 'marker'), python) === false) continue;
            const wanted = Array.isArray(edge.extra) ? edge.extra.filter((item) => typeof item === 'string') : [];
            visit(textAt(edge, 'name') ?? '', textAt(edge, 'version'), [undefined, ...wanted]);
          }
        }
      }
    };
    for (const { name, extras } of asked) visit(name, undefined, [undefined, ...extras]);
    return [...found];
  };
  return { packages: pairs.map(({ locked }) => locked), reachedBy };
}

/** The last one that was read: all members of a uv workspace have the same, and it is long. */
let known: { readonly text: string; readonly lock: UvLock | undefined } | undefined;

/** Reads a `uv.lock`; undefined where the text is none. */
export function readUvLock(text: string): UvLock | undefined {
  if (known?.text !== text) known = { text, lock: parse(text) };
  return known.lock;
}
