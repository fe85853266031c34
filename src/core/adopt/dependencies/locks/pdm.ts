import { normalName } from '../../../python/normal-name';
import { readRequirements } from '../../../python/requirement-lines';
import { readToml, tablesAt, textAt, textsAt, type Table } from '../../../text/toml';
import type { LockEdge, LockGraph, LockNode } from './graph';

function edgesOf(entry: Table): LockEdge[] {
  return textsAt(entry, 'dependencies').flatMap((written) => {
    const [line] = readRequirements(written);
    if (line?.kind !== 'package') return [];
    const { name, extras, marker, specifier } = line;
    return [{ name, extras, marker, specifier }];
  });
}

function addressOf(entry: Table): string | undefined {
  const git = textAt(entry, 'git');
  if (git === undefined) return textAt(entry, 'url');
  const at = textAt(entry, 'revision') ?? textAt(entry, 'ref');
  return `git+${git}${at === undefined ? '' : `@${at}`}`;
}

/** Reads a `pdm.lock`; undefined where the text is none. It has an entry of its own for a package with extras. */
export function pdmLock(text: string): LockGraph | undefined {
  const table = readToml(text);
  if (table === undefined || !Array.isArray(table.package)) return undefined;
  const entries = tablesAt(table, 'package').map((entry) => ({
    entry,
    name: normalName(textAt(entry, 'name') ?? ''),
    version: textAt(entry, 'version'),
    extras: textsAt(entry, 'extras').map(normalName),
  }));
  const nodes = entries
    .filter(({ extras }) => extras.length === 0)
    .map(({ entry, name, version }): LockNode => {
      const withExtras = entries.filter(
        (other) => other.extras.length > 0 && other.name === name && other.version === version,
      );
      const names = [...new Set(withExtras.flatMap(({ extras }) => extras))];
      return {
        name,
        version,
        address: addressOf(entry),
        directory: textAt(entry, 'path'),
        requiresPython: textAt(entry, 'requires_python'),
        marker: textAt(entry, 'marker'),
        edges: edgesOf(entry),
        extras: new Map(
          names.map((extra) => [
            extra,
            withExtras.filter(({ extras }) => extras.includes(extra)).flatMap((other) => edgesOf(other.entry)),
          ]),
        ),
      };
    });
  return { shown: 'pdm.lock', lockCommand: 'pdm lock', nodes };
}
