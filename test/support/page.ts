/** What a tag of our pages may look like: attributes stand in double quotes, and nothing of a text gets between them. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*\/?>/g;

/** A page, taken apart. */
export interface ReadPage {
  /** Names of tags and attributes that occur. */
  readonly tags: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  readonly ids: readonly string[];
  /** Where links lead. */
  readonly links: readonly string[];
  /** Everything between the tags, as it is read: entities are resolved, and white space is one blank. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/**
 * Reads a page of ours.
 *
 * @throws where something in it is neither a tag as we write them nor a text
 */
export function readPage(page: string): ReadPage {
  const body = page
    .replace(/^<!doctype html>\n<!-- [^>]*-->\n/, '')
    .replace(/<style>[^<]*<\/style>/, '<style></style>');
  const tags = new Set<string>();
  const pairs: (readonly [name: string, value: string])[] = [];
  const rest = body.replace(TAG, (_, _end, name: string, attributes: string) => {
    tags.add(name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)) {
      pairs.push([attribute, value]);
    }
    return '';
  });
  const stray = /.{0,40}[<>].{0,40}/.exec(rest);
  if (stray) throw new Error(`neither tag nor text: ${stray[0]}`);
  const entity = /&(?!(?:amp|lt|gt|quot|#39);).{0,20}/.exec(rest);
  if (entity) throw new Error(`no entity: ${entity[0]}`);
  const valuesOf = (wanted: string) => pairs.filter(([name]) => name === wanted).map(([, value]) => value);
  return {
    tags,
    attributes: new Set(pairs.map(([name]) => name)),
    ids: valuesOf('id'),
    links: valuesOf('href'),
    text: rest.replace(/\s+/g, ' ').replace(/&([a-z0-9#]+);/g, (_, name: string) => ENTITIES[name] ?? ''),
  };
}

/** A text with all that could break out of where it stands, or deceive who reads it. */
export const HOSTILE_TEXT = `</style><script>alert(1)</script>"'\`><img src=//evil.example/x onerror=alert(1)>&lt;\0\u202e\u2066\ud800\ufeff\u2028`;
