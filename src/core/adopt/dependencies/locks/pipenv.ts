import { normalName } from '../../../python/normal-name';
import { isTable, tableAt, textAt, type Table } from '../../../text/toml';
import { fromTable } from '../declared';
import type { LockEdge, LockGraph, LockNode } from './graph';

function readJson(text: string): Table | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isTable(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Where a package comes from, in the words that a Pipfile has too. */
function nodeOf(name: string, entry: Table): LockNode {
  const [declared] = fromTable({ [name]: entry }, '', '');
  const address = / @ (.*?)(?: ;|$)/.exec(declared?.text ?? '')?.[1];
  const directory = declared?.directory;
  return {
    name: normalName(name),
    version: textAt(entry, 'version')?.replace(/^==/, ''),
    address: directory === undefined ? address : undefined,
    directory,
    requiresPython: undefined,
    marker: declared?.marker,
    edges: [],
    extras: new Map(),
  };
}

/** Reads a `Pipfile.lock`; undefined where the text is none. It does not tell what needs what: all of it counts. */
export function pipfileLock(text: string): (LockGraph & { readonly asked: readonly LockEdge[] }) | undefined {
  const table = readJson(text);
  if (table === undefined || !isTable(table.default)) return undefined;
  const entries = Object.entries(tableAt(table, 'default')).filter((entry): entry is [string, Table] =>
    isTable(entry[1]),
  );
  const asked = entries.map(([name, entry]) => {
    const [declared] = fromTable({ [name]: entry }, '', '');
    return { name: normalName(name), extras: declared?.extras ?? [], marker: declared?.marker };
  });
  const nodes = entries.map(([name, entry]) => nodeOf(name, entry));
  return { shown: 'Pipfile.lock', lockCommand: 'pipenv lock', nodes, asked };
}
