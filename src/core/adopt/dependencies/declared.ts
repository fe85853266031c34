import { readRequirements } from '../../python/requirement-lines';
import { normalName } from '../../python/normal-name';
import { isTable, lineOf, tableAt, textAt, textsAt, type Table } from '../../text/toml';
import type { Place } from '../../text/place';
import { pep440, pythonMarker } from './poetry-versions';

/** What a project declares that it needs. */
export interface Declared {
  /** Name in its normal form. */
  readonly name: string;
  readonly extras: readonly string[];
  /** Where it counts; undefined where it always does. */
  readonly marker: string | undefined;
  /** The line of a requirements file that asks for the same. */
  readonly text: string;
  readonly place: Place;
  /** Directory that it is taken from, as it is written there; undefined for what comes from elsewhere. */
  readonly directory: string | undefined;
}

const ARCHIVE = /\.(?:whl|zip|tar\.\w+|tgz)$/i;

/** Names of markers that a Pipfile has as keys: `sys_platform = "== 'win32'"`. */
const MARKER_KEYS = ['os_name', 'sys_platform', 'platform_machine', 'platform_system', 'python_version'];

/** What stands behind the name: versions, or the address that it is fetched from. */
function fromWhere(details: Table): string {
  const git = textAt(details, 'git');
  if (git !== undefined) {
    const at = ['rev', 'tag', 'branch', 'ref'].map((key) => textAt(details, key)).find((value) => value !== undefined);
    const below = textAt(details, 'subdirectory');
    return ` @ git+${git}${at === undefined ? '' : `@${at}`}${below === undefined ? '' : `#subdirectory=${below}`}`;
  }
  const address = textAt(details, 'url') ?? textAt(details, 'file') ?? textAt(details, 'path');
  return address === undefined ? pep440(textAt(details, 'version') ?? '') : ` @ ${address}`;
}

function markerOf(details: Table): string | undefined {
  const python = textAt(details, 'python');
  const parts = [
    textAt(details, 'markers'),
    python === undefined ? undefined : pythonMarker(python),
    ...MARKER_KEYS.map((key) => {
      const value = textAt(details, key);
      return value === undefined ? undefined : `${key} ${value}`;
    }),
  ].filter((part) => part !== undefined);
  return parts.length < 2 ? parts[0] : parts.map((part) => `(${part})`).join(' and ');
}

/** The directory that an entry of a table is taken from; undefined where it comes from elsewhere. */
function directoryIn(details: Table): string | undefined {
  const path = textAt(details, 'path');
  return path === undefined || ARCHIVE.test(path) ? undefined : path;
}

function oneOfTable(name: string, details: Table, place: Place): Declared {
  const extras = textsAt(details, 'extras');
  const marker = markerOf(details);
  const requirement = `${name}${extras.length === 0 ? '' : `[${extras.join(',')}]`}${fromWhere(details)}`;
  return {
    name: normalName(name),
    extras: extras.map(normalName),
    marker,
    text: marker === undefined ? requirement : `${requirement} ; ${marker}`,
    place,
    directory: directoryIn(details),
  };
}

/**
 * What a table by name declares, as poetry and pipenv have it.
 *
 * @param optional names of optional entries that the image installs all the same
 */
export function fromTable(table: Table, file: string, text: string, optional: readonly string[] = []): Declared[] {
  return Object.entries(table).flatMap(([name, value]) => {
    if (name === 'python') return [];
    const line = lineOf(text, name);
    const place = { file, ...(line === undefined ? {} : { line }) };
    // Several entries of one package differ in where they count.
    const entries = (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((entry) =>
      typeof entry === 'string' ? [{ version: entry }] : isTable(entry) ? [entry] : [],
    );
    return entries
      .filter((entry) => entry.optional !== true || optional.includes(name))
      .map((entry) => oneOfTable(name, entry, place));
  });
}

/** The directory of an address such as `file:///${PROJECT_ROOT}/../lib`; undefined where it is none of the repository. */
function directoryOfAddress(address: string | undefined): string | undefined {
  const path = /^file:(?:\/\/\/)?(?:\$\{PROJECT_ROOT\}\/)?(.+)$/.exec(address ?? '')?.[1];
  const isAbsolute =
    path === undefined || (/^file:\/\/\//.test(address ?? '') && !address?.includes('${PROJECT_ROOT}'));
  return isAbsolute || ARCHIVE.test(path) ? undefined : path;
}

/**
 * What `[project]` declares, with the extras that the image installs. What poetry knows besides about a package, such as
 * its directory, counts.
 *
 * @param elsewhere where uv takes packages from that it does not ask an index for, by their names
 */
export function fromProject(
  table: Table | undefined,
  text: string,
  extras: readonly string[],
  elsewhere: ReadonlyMap<string, Table> = new Map(),
): Declared[] {
  const optional = tableAt(table, 'project', 'optional-dependencies');
  const poetry = tableAt(table, 'tool', 'poetry', 'dependencies');
  const lines = [
    ...textsAt(tableAt(table, 'project'), 'dependencies'),
    ...extras.flatMap((name) => textsAt(optional, name)),
  ];
  return lines.flatMap((requirement) => {
    const line = lineOf(text, requirement);
    const place = { file: 'pyproject.toml', ...(line === undefined ? {} : { line }) };
    const [read] = readRequirements(requirement);
    if (read?.kind !== 'package') return [];
    const [, more] = Object.entries(poetry).find(([name]) => normalName(name) === read.name) ?? [];
    if (isTable(more) && ['path', 'git', 'url'].some((key) => key in more)) {
      return [{ ...oneOfTable(read.name, more, place), extras: read.extras, marker: read.marker }];
    }
    const { name, extras: wanted, marker, url } = read;
    const source = elsewhere.get(name);
    if (source && ['git', 'url'].some((key) => key in source)) {
      const details = { ...source, extras: wanted, ...(marker === undefined ? {} : { markers: marker }) };
      return [oneOfTable(name, details, place)];
    }
    return [{ name, extras: wanted, marker, text: requirement, place, directory: directoryOfAddress(url) }];
  });
}
