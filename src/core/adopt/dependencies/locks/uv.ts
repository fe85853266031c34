import { normalName } from '../../../python/normal-name';
import { readToml, tableAt, tablesAt, textAt, textsAt, type Table } from '../../../text/toml';
import type { LockEdge, LockGraph, LockNode } from './graph';

function edgeOf(edge: Table): LockEdge {
  const version = textAt(edge, 'version');
  return {
    name: normalName(textAt(edge, 'name') ?? ''),
    extras: textsAt(edge, 'extra').map(normalName),
    marker: textAt(edge, 'marker'),
    specifier: version === undefined ? undefined : `==${version}`,
  };
}

function sourceOf(entry: Table): Pick<LockNode, 'address' | 'directory'> {
  const source = tableAt(entry, 'source');
  const directory = ['editable', 'directory', 'virtual']
    .map((key) => textAt(source, key))
    .find((value) => value !== undefined);
  const git = textAt(source, 'git');
  // `https://host/repository?rev=v1#commit`
  const [, repository = '', commit] = /^([^?#]*)[^#]*(?:#(.*))?$/.exec(git ?? '') ?? [];
  const fromGit = git === undefined ? undefined : `git+${repository}${commit === undefined ? '' : `@${commit}`}`;
  return { address: fromGit ?? textAt(source, 'url') ?? textAt(source, 'path'), directory };
}

/**
 * Reads a `uv.lock`; undefined where the text is none.
 *
 * @param shown the file as messages name it
 */
export function uvLockGraph(text: string, shown: string): LockGraph | undefined {
  const table = readToml(text);
  if (table === undefined || !Array.isArray(table.package)) return undefined;
  const nodes = tablesAt(table, 'package').map((entry): LockNode => {
    const optional = tableAt(entry, 'optional-dependencies');
    return {
      name: normalName(textAt(entry, 'name') ?? ''),
      version: textAt(entry, 'version'),
      ...sourceOf(entry),
      requiresPython: undefined,
      marker: undefined,
      edges: tablesAt(entry, 'dependencies').map(edgeOf),
      extras: new Map(Object.keys(optional).map((extra) => [normalName(extra), tablesAt(optional, extra).map(edgeOf)])),
    };
  });
  return { shown, lockCommand: 'uv lock', nodes };
}
