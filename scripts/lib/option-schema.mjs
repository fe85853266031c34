// The JSON Schema of the options, read from the TypeScript interfaces and their TSDoc.
import { createGenerator } from 'ts-json-schema-generator';
import { fromRoot } from './paths.mjs';

function schemaOf(type, path) {
  return createGenerator({
    path: fromRoot(path),
    tsconfig: fromRoot('tsconfig.json'),
    type,
    expose: 'none',
    topRef: false,
    additionalProperties: false,
    skipTypeCheck: true,
    extraTags: ['allowed', 'fix', 'see', 'keyPattern', 'keyMaxLength', 'repeat', 'words', 'often', 'group'],
  }).createSchema(type);
}

/** A default after `- ` is prose: it explains a computed value and is no value that an editor may insert. */
function tidy(node) {
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.description === 'string') node.description = node.description.replace(/\s+/g, ' ').trim();
  if (typeof node.default === 'string' && node.default.startsWith('- ')) {
    node.computedDefault = node.default.slice(2);
    delete node.default;
  }
  if ('const' in node) {
    node.enum = [node.const];
    delete node.const;
  }
  aboutItems(node);
  Object.values(node).forEach(tidy);
}

/** What the tags of a list or map say is about its items, or its keys. */
function aboutItems(node) {
  const items = node.type === 'array' ? node.items : node.type === 'object' ? node.additionalProperties : undefined;
  if (typeof items !== 'object') return;
  for (const tag of ['pattern', 'maxLength', 'allowed', 'fix']) {
    if (node[tag] === undefined) continue;
    items[tag] = node[tag];
    // The words stay with the whole too: for tables, and for a value that is no list at all.
    if (tag === 'pattern' || tag === 'maxLength') delete node[tag];
  }
  const { keyPattern: pattern, keyMaxLength: maxLength } = node;
  if (pattern !== undefined) node.propertyNames = { pattern, ...(maxLength === undefined ? {} : { maxLength }) };
  delete node.keyPattern;
  delete node.keyMaxLength;
}

function sortLike(properties, order) {
  const known = order.filter((key) => key in properties);
  return Object.fromEntries(
    [...known, ...Object.keys(properties).filter((key) => !known.includes(key))].map((key) => [key, properties[key]]),
  );
}

/**
 * @param file the interface of what is in the file, and where it is
 * @param options the interface of the options that it shares with the other doors
 * @param first members that come before these
 * @returns the schema of the file, and the names of the options
 */
function readFileSchema(title, [file, path], options, first) {
  const read = schemaOf(file, path);
  const optionNames = Object.keys(schemaOf(options, path).properties);
  tidy(read);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    type: 'object',
    additionalProperties: false,
    properties: sortLike(read.properties, [...first, ...optionNames]),
  };
  return { schema, optionNames };
}

/** @returns the schema of an options file, and the names of the options that a file shares with the other doors */
export function readOptionSchema() {
  const file = ['OptionsFile', 'src/core/input/options-file.ts'];
  const first = ['$schema', 'extends', 'name', 'managedBy'];
  return readFileSchema('fastapi-container options', file, 'FastApiContainerOptions', first);
}

/** @returns the same of the options file of a workspace */
export function readWorkspaceSchema() {
  const file = ['WorkspaceFile', 'src/core/input/workspace-file.ts'];
  const options = 'FastApiContainerWorkspaceOptions';
  return readFileSchema('fastapi-container workspace options', file, options, ['$schema', 'managedBy']);
}
