import { normalName } from '../../../python/normal-name';
import { readRequirements } from '../../../python/requirement-lines';
import { isTable, readToml, tableAt, tablesAt, textAt, textsAt, type Table } from '../../../text/toml';
import { fromTable } from '../declared';
import { pep440 } from '../poetry-versions';
import type { LockEdge, LockGraph, LockNode } from './graph';

/** An edge of an extra counts when the extra is asked for: its marker says no more than that. */
function withoutExtra(marker: string | undefined): string | undefined {
  return marker?.replace(/\bextra\s*==\s*(?:"[^"]*"|'[^']*')/g, "os_name == 'posix'");
}

/** What a package needs, those entries left out that only extras bring. */
function edgesOf(table: Table, optional: boolean): LockEdge[] {
  return Object.entries(table).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((entry) => {
      const details = typeof entry === 'string' ? { version: entry } : isTable(entry) ? entry : {};
      if ((details.optional === true) !== optional) return [];
      const [declared] = fromTable({ [name]: { ...details, optional: false } }, '', '');
      if (!declared) return [];
      const specifier = pep440(textAt(details, 'version') ?? '');
      const marker = optional ? withoutExtra(declared.marker) : declared.marker;
      return [{ name: declared.name, extras: declared.extras, marker, specifier }];
    }),
  );
}

/** What an extra brings: it names packages, and the table of dependencies says more about each. */
function extrasOf(entry: Table): Map<string, LockEdge[]> {
  const optional = edgesOf(tableAt(entry, 'dependencies'), true);
  const extras = tableAt(entry, 'extras');
  return new Map(
    Object.keys(extras).map((extra) => [
      normalName(extra),
      textsAt(extras, extra).flatMap((written) => {
        const [line] = readRequirements(written);
        return line?.kind === 'package' ? optional.filter(({ name }) => name === line.name) : [];
      }),
    ]),
  );
}

/** Where a package is counted by its groups, only the main one is in the image. */
function markerOf(entry: Table): string | undefined {
  const written = textAt(entry, 'markers') ?? textAt(tableAt(entry, 'markers'), 'main');
  return withoutExtra(written);
}

function sourceOf(entry: Table): Pick<LockNode, 'address' | 'directory'> {
  const source = tableAt(entry, 'source');
  const url = textAt(source, 'url');
  const type = textAt(source, 'type');
  if (type === 'directory') return { address: undefined, directory: url };
  if (type === 'git') {
    const at = textAt(source, 'resolved_reference') ?? textAt(source, 'reference');
    return { address: `git+${url ?? ''}${at === undefined ? '' : `@${at}`}`, directory: undefined };
  }
  return { address: type === 'url' || type === 'file' ? url : undefined, directory: undefined };
}

/** Reads a `poetry.lock` of any poetry from 1.0 on; undefined where the text is none. */
export function poetryLock(text: string): LockGraph | undefined {
  const table = readToml(text);
  if (table === undefined || !Array.isArray(table.package)) return undefined;
  const nodes = tablesAt(table, 'package').map((entry): LockNode => {
    const versions = textAt(entry, 'python-versions');
    return {
      name: normalName(textAt(entry, 'name') ?? ''),
      version: textAt(entry, 'version'),
      ...sourceOf(entry),
      requiresPython: versions === undefined || versions.includes('||') ? undefined : pep440(versions),
      marker: markerOf(entry),
      edges: edgesOf(tableAt(entry, 'dependencies'), false),
      extras: extrasOf(entry),
    };
  });
  return { shown: 'poetry.lock', lockCommand: 'poetry lock', nodes };
}
