import type { Document, Node, Pair } from 'yaml';
import { yamlLibrary } from './yaml-library';

/** A text of YAML as its readers see it, with the places of its parts. */
export interface YamlNodes {
  /** The root: aliases are what they stand for, and maps hold what is merged into them. */
  readonly root: unknown;
  /** Line on which a part was written, counted from 1. */
  readonly lineOf: (node: unknown) => number | undefined;
}

/** More parts than a person writes: a few lines of aliases can stand for millions. */
const MOST_NODES = 50_000;

/** What is being expanded: how many parts there may still be, and those that hold the current one. */
interface Expansion {
  readonly document: Document;
  left: number;
  readonly open: Set<unknown>;
}

function isMerge({ key }: Pair): boolean {
  return yamlLibrary().isScalar(key) && typeof key.value === 'symbol';
}

function keyOf({ key }: Pair): unknown {
  return yamlLibrary().isScalar(key) ? key.value : key;
}

/** The pairs of a map: its own, then those of each map that is merged into it, as far as nothing before them has the key. */
function pairsOf(pairs: readonly Pair[], expansion: Expansion): Pair[] {
  const { isMap, isSeq, Pair: PairOf } = yamlLibrary();
  const own = pairs
    .filter((pair) => !isMerge(pair))
    .map((pair) => new PairOf(pair.key, expanded(pair.value, expansion)));
  const merged = pairs.filter(isMerge).flatMap(({ value }) => {
    const source = expanded(value, expansion);
    const sources: unknown[] = isSeq(source) ? source.items : [source];
    return sources.flatMap((each) => (isMap(each) ? each.items : []));
  });
  const known = new Set<unknown>();
  return [...own, ...merged].filter((pair) => {
    const key = keyOf(pair);
    return known.has(key) ? false : known.add(key);
  });
}

/** A copy of a part without aliases and merges. Each scalar stays the one that was written, with its place. */
function expanded(node: unknown, expansion: Expansion): unknown {
  const { isAlias, isMap, isSeq, YAMLMap, YAMLSeq } = yamlLibrary();
  const written = isAlias(node) ? node.resolve(expansion.document) : node;
  if (isAlias(node) && written === undefined) throw new ReferenceError('an alias stands for nothing');
  if (!isMap(written) && !isSeq(written)) return written;
  expansion.left -= written.items.length + 1;
  if (expansion.left < 0 || expansion.open.has(written)) throw new RangeError('aliases stand for too much');
  expansion.open.add(written);
  const copy = isMap(written) ? new YAMLMap() : new YAMLSeq();
  copy.range = written.range ?? null;
  copy.items = isMap(written)
    ? pairsOf(written.items, expansion)
    : written.items.map((item) => expanded(item, expansion));
  expansion.open.delete(written);
  return copy;
}

/**
 * Reads YAML for who needs to know where something is written. The library itself resolves aliases and merges only where it
 * makes plain values, which have no places.
 *
 * @returns undefined where it cannot be read, or stands for more than anybody writes
 */
export function yamlNodes(text: string): YamlNodes | undefined {
  const { LineCounter, parseDocument } = yamlLibrary();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', merge: true });
  if (document.errors.length > 0) return undefined;
  const lineOf = (node: unknown) => {
    const offset = (node as Node | null | undefined)?.range?.[0];
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  try {
    return { root: expanded(document.contents, { document, left: MOST_NODES, open: new Set() }), lineOf };
  } catch {
    return undefined;
  }
}
