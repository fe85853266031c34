import type { Node } from 'yaml';
import { isAmbiguous } from './yaml';
import { yamlLibrary } from './yaml-library';
import { append } from './lists';

/** A value in a YAML file that a person reads, with a comment: behind it in its line, or above it. */
export class Remarked {
  constructor(
    readonly value: unknown,
    readonly remark: string,
    readonly place: 'behind' | 'above',
  ) {}
}

/** A value with a comment behind it, such as the version behind a commit. */
export function remark(value: unknown, text: string): Remarked {
  return new Remarked(value, text, 'behind');
}

/** A value with a comment above it. */
export function titled(value: unknown, text: string): Remarked {
  return new Remarked(value, text, 'above');
}

function nodeOf(value: unknown): Node {
  const { Scalar, YAMLMap, YAMLSeq } = yamlLibrary();
  if (value instanceof Remarked) {
    const node = nodeOf(value.value);
    node[value.place === 'behind' ? 'comment' : 'commentBefore'] = ` ${value.remark}`;
    return node;
  }
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    append(list.items, value.map(nodeOf));
    return list;
  }
  if (typeof value === 'object' && value !== null) {
    const map = new YAMLMap();
    for (const [key, member] of Object.entries(value)) if (member !== undefined) map.items.push(pairOf(key, member));
    return map;
  }
  const scalar = new Scalar(value);
  if (typeof value === 'string' && !value.includes('\n') && isAmbiguous(value)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function pairOf(key: string, member: unknown) {
  const { Pair, Scalar } = yamlLibrary();
  const [name, node] = [new Scalar(key), nodeOf(member)];
  // Above the key, since the value may begin below it.
  if (member instanceof Remarked && member.place === 'above') {
    name.commentBefore = node.commentBefore ?? null;
    node.commentBefore = null;
  }
  return new Pair(name, node);
}

/**
 * The text of a YAML file that a person reads: with comments, an empty line before each part, and scripts as they are run.
 * For files of which a repository has one; see `toYaml` for the many.
 *
 * @param spaced keys at the top whose own members have an empty line between them as well
 */
export function yamlDocument(value: Readonly<Record<string, unknown>>, spaced: readonly string[] = []): string {
  const { Document, YAMLMap, isMap, isScalar } = yamlLibrary();
  const contents = nodeOf(value);
  const space = (map: Node) => {
    if (!(map instanceof YAMLMap)) return;
    for (const { key } of map.items.slice(1)) if (isScalar(key)) key.spaceBefore = true;
  };
  space(contents);
  for (const key of spaced) {
    const part = isMap(contents) ? contents.get(key) : undefined;
    if (isMap(part)) space(part);
  }
  const document = new Document();
  document.contents = contents;
  return document.toString({ lineWidth: 0, blockQuote: 'literal', nullStr: '', directives: false });
}
