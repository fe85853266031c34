// What a schema of options may say. A keyword that nobody enforces would look like a rule and be none.

/** What `src/core/input/validate.ts` enforces. A test holds it to each of them. */
export const ENFORCED = [
  ...['type', 'enum', 'minimum', 'maximum', 'maxLength', 'pattern'],
  ...['items', 'properties', 'additionalProperties', 'propertyNames'],
];

/** What people are told, here and by editors. */
const TOLD = ['title', 'description', 'default', '$schema'];

/** What people are told here only: other validators refuse keywords that they do not know. */
const TOLD_HERE = ['computedDefault', 'allowed', 'fix', 'see', 'repeat', 'words', 'often', 'group'];

const OF_KEYS = ['pattern', 'maxLength'];

/** Places of keywords that nobody knows, as texts such as `health.live: format`. */
export function unknownKeywords(node, path = 'options') {
  const known = [...ENFORCED, ...TOLD, ...TOLD_HERE];
  const here = Object.keys(node).filter((key) => !known.includes(key));
  const keys = Object.keys(node.propertyNames ?? {}).filter((key) => !OF_KEYS.includes(key));
  const below = [
    ...Object.entries(node.properties ?? {}),
    ...(node.items === undefined ? [] : [['items', node.items]]),
    ...(typeof node.additionalProperties === 'object' ? [['values', node.additionalProperties]] : []),
  ];
  return [
    ...here.map((key) => `${path}: ${key}`),
    ...keys.map((key) => `${path}: propertyNames.${key}`),
    ...below.flatMap(([name, child]) => unknownKeywords(child, `${path}.${name}`)),
  ];
}

/** The schema for editors and other validators: what they do not know is said in the description. */
export function publishedSchema(node) {
  if (Array.isArray(node) || typeof node !== 'object' || node === null) return node;
  const { properties, items, additionalProperties, computedDefault, allowed, ...rest } = node;
  for (const key of ['fix', 'see', 'repeat', 'words', 'often', 'group']) delete rest[key];
  const said = [
    node.description,
    ...(allowed === undefined || node.description === undefined ? [] : [`Allowed: ${allowed}.`]),
    ...(computedDefault === undefined ? [] : [`Default: ${computedDefault}.`]),
  ].filter((text) => text !== undefined);
  return {
    ...rest,
    ...(said.length === 0 ? {} : { description: said.join(' ') }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: publishedSchema(additionalProperties) }),
    ...(items === undefined ? {} : { items: publishedSchema(items) }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, publishedSchema(v)])) }),
  };
}
