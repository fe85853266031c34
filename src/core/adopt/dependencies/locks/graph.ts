import { satisfies } from '@renovatebot/pep440';
import { appliesInImage } from '../../../python/markers';
import { failures, success, type Problem, type Result } from '../../../text/problems';

/** What a locked package depends on. */
export interface LockEdge {
  /** Name in its normal form. */
  readonly name: string;
  readonly extras: readonly string[];
  readonly marker?: string | undefined;
  /** The versions that will do, where the lock says so. */
  readonly specifier?: string | undefined;
}

/** A package with one version, as a lock of any tool has it. */
export interface LockNode {
  /** Name in its normal form. */
  readonly name: string;
  /** Undefined for what lies in a directory. */
  readonly version: string | undefined;
  /** Address that it is fetched from, where that is not an index. */
  readonly address: string | undefined;
  /** Directory that it lies in, relative to the lock. */
  readonly directory: string | undefined;
  readonly requiresPython: string | undefined;
  /** Where it counts at all. */
  readonly marker: string | undefined;
  readonly edges: readonly LockEdge[];
  /** What each of its extras brings besides. */
  readonly extras: ReadonlyMap<string, readonly LockEdge[]>;
}

/** A package that the image gets. */
export interface Reached {
  readonly node: LockNode;
  readonly extras: readonly string[];
  /** Where it counts, as far as the image does not decide that: by the processor. */
  readonly markers: readonly string[];
}

/** A lock of any tool. */
export interface LockGraph {
  /** Name of the file, as messages have it. */
  readonly shown: string;
  /** The command that locks anew. */
  readonly lockCommand: string;
  readonly nodes: readonly LockNode[];
}

interface Visit {
  readonly edge: LockEdge;
  /** The marker that decides; undefined where it is certain. */
  readonly open: string | undefined;
}

/** Whether some release of a Python will do. What is no specifier does not count. */
function admits(specifier: string | undefined, python: string): boolean {
  if (specifier === undefined || specifier === '') return true;
  return [`${python}.0`, `${python}.99`].some((version) => satisfies(version, specifier));
}

/** The marker of a package itself, where the image does not decide it. */
function openMarker({ marker }: LockNode, python: string): string[] {
  return marker !== undefined && appliesInImage(marker, python) === undefined ? [marker] : [];
}

function unknown({ shown, lockCommand }: LockGraph, name: string): Problem {
  return {
    option: shown,
    value: name,
    reason: `does not know ${name}, which is asked for: it is older than what it was made from`,
    fix: `run \`${lockCommand}\`, and adopt again`,
  };
}

function ambiguous({ shown }: LockGraph, nodes: readonly LockNode[]): Problem {
  const versions = nodes.map(({ version }) => version ?? '?');
  const [{ name } = { name: '' }] = nodes;
  return {
    option: shown,
    value: versions,
    reason: `holds several versions of ${name}, and does not say which one counts in the image`,
    fix: 'leave out --convert: the ranges are taken then, and the `lock` task fixes versions',
  };
}

/**
 * The packages that an image gets by asking for some: these, and all that follows from them on Linux with its Python. A
 * marker that depends on more stays a marker.
 *
 * @param asked what the project itself asks for
 * @returns by name, or what makes the answer uncertain
 */
export function reachedIn(graph: LockGraph, asked: readonly LockEdge[], python: string): Result<Reached[]> {
  const byName = new Map<string, LockNode[]>();
  for (const node of graph.nodes) {
    if (appliesInImage(node.marker, python) === false || !admits(node.requiresPython, python)) continue;
    byName.set(node.name, [...(byName.get(node.name) ?? []), node]);
  }
  const problems = new Map<string, Problem>();
  const found = new Map<LockNode, { extras: Set<string>; certain: boolean; markers: Set<string> }>();
  const done = new Set<string>();
  const nodesFor = ({ name, specifier }: LockEdge): LockNode[] => {
    const all = byName.get(name) ?? [];
    const fitting =
      all.length > 1 && specifier
        ? all.filter(({ version }) => version !== undefined && satisfies(version, specifier))
        : all;
    if (fitting.length > 1 && fitting.some(({ marker }) => marker === undefined))
      problems.set(name, ambiguous(graph, fitting));
    return fitting;
  };
  const walk = (visits: Visit[]): void => {
    // What is certain comes first, so that a marker is kept for nothing that is needed anyway.
    const later: Visit[] = [];
    for (let visit = visits.pop(); visit; visit = visits.pop()) {
      const { edge, open } = visit;
      const applies = appliesInImage(edge.marker, python);
      if (applies === false) continue;
      if (applies === undefined && open === undefined) {
        later.push({ edge, open: edge.marker });
        continue;
      }
      for (const node of nodesFor(edge)) {
        const entry = found.get(node) ?? { extras: new Set(), certain: false, markers: new Set() };
        found.set(node, entry);
        if (open === undefined) entry.certain = true;
        else entry.markers.add(open);
        for (const extra of [undefined, ...edge.extras]) {
          const key = JSON.stringify([node.name, node.version, extra, entry.certain ? undefined : open]);
          if (done.has(key)) continue;
          done.add(key);
          if (extra !== undefined) entry.extras.add(extra);
          const edges = extra === undefined ? node.edges : (node.extras.get(extra) ?? []);
          for (const next of edges) visits.push({ edge: next, open: entry.certain ? undefined : open });
        }
      }
    }
    if (later.length > 0) walk(later.map(({ edge, open }) => ({ edge: { ...edge, marker: undefined }, open })));
  };
  for (const edge of asked) {
    if (appliesInImage(edge.marker, python) !== false && !graph.nodes.some(({ name }) => name === edge.name)) {
      problems.set(edge.name, unknown(graph, edge.name));
    }
  }
  walk(asked.map((edge) => ({ edge, open: undefined })));
  if (problems.size > 0) return failures([...problems.values()]);
  const reached = [...found].map(([node, { extras, certain, markers }]) => ({
    node,
    extras: [...extras].sort(),
    markers: certain ? openMarker(node, python) : [...markers].sort(),
  }));
  return success(reached.sort((a, b) => (a.node.name < b.node.name ? -1 : 1)));
}
