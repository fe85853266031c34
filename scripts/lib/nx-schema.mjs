// The schema.json of the Nx generator, derived from the options.

/** Nx turns `--python=3.13` into a number before it looks at the schema, and the generator names all problems itself. */
const PERMISSIVE_TYPES = {
  string: ['string', 'number', 'boolean'],
  integer: ['number', 'string', 'boolean'],
  boolean: ['boolean', 'string', 'number'],
  array: ['array', 'string', 'number', 'boolean'],
};

function describe(schema) {
  const values = schema.enum ? ` One of: ${schema.enum.join(', ')}.` : '';
  const range = schema.minimum === undefined ? '' : ` From ${schema.minimum} to ${schema.maximum}.`;
  const fallback = schema.computedDefault ? ` Default: ${schema.computedDefault}.` : '';
  const fixed =
    schema.default === undefined || Array.isArray(schema.default) ? '' : ` Default: ${JSON.stringify(schema.default)}.`;
  return `${schema.description}${values}${range}${fallback}${fixed}`;
}

function property(schema) {
  if (schema.properties) {
    return {
      type: 'object',
      description: `${schema.description} Flags: ${Object.keys(schema.properties).join(', ')}.`,
      properties: Object.fromEntries(Object.entries(schema.properties).map(([key, child]) => [key, property(child)])),
    };
  }
  const items = schema.items ? { items: { type: 'string' } } : {};
  return { type: PERMISSIVE_TYPES[schema.type], description: describe(schema), ...items };
}

export function nxAppSchema(schema, optionNames) {
  const flags = ['name', ...optionNames].map((name) => [name, property(schema.properties[name])]);
  return {
    $schema: 'https://json-schema.org/schema',
    $id: 'FastApiContainerApp',
    title: 'A FastAPI app in a container',
    description: 'Creates a FastAPI app, or changes the options of one and brings its container files up to date.',
    type: 'object',
    examples: [
      { command: 'nx g fastapi-container:app apps/orders', description: 'Create an app with the defaults' },
      {
        command: 'nx g fastapi-container:app apps/orders --port=9000 --health.live=/healthz',
        description: 'Create it with other options, or change the options of the app that is there',
      },
      {
        command: 'nx g fastapi-container:app apps/orders --app=orders.main:create_app() --dry-run',
        description: 'Show what an application factory would look like, without writing anything',
      },
    ],
    properties: {
      directory: {
        type: 'string',
        description: 'Directory of the app, relative to where you are: apps/orders.',
        $default: { $source: 'argv', index: 0 },
        'x-prompt': 'In which directory shall the app lie? (for example apps/orders)',
        'x-priority': 'important',
      },
      overwrite: {
        type: 'boolean',
        description: 'Replace managed files that were edited by hand or were there before.',
      },
      ...Object.fromEntries(flags),
    },
    required: ['directory'],
  };
}
