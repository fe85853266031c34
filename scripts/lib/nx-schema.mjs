// The schema.json of the Nx generator, derived from the options.

/**
 * Nx shows the members beside a `$ref` in its help and parses flags by them, but validates by what the `$ref` leads to.
 * That leads to anything: the generator itself names all problems at once, in the words of the other doors. For the
 * same reason nothing is required, and the defaults are shown but not filled in: a flag that was not typed must not
 * change an option of an app that is there.
 */
const ANYTHING = {
  anyOf: [{ type: ['string', 'number', 'boolean'] }, { type: 'array' }, { type: 'object' }, { type: 'null' }],
};

function describe({ description, minimum, maximum, computedDefault, default: fixed }) {
  const range = minimum === undefined ? '' : ` From ${minimum} to ${maximum}.`;
  const fallback = computedDefault ? ` Default: ${computedDefault}.` : '';
  // Nx does not print these two itself.
  const silent = fixed === false || fixed === 0 ? ` Default: ${fixed}.` : '';
  return description + range + fallback + silent;
}

/** A constant default. Lists and maps are empty without one, which goes without saying. */
function constant(fallback) {
  return fallback === undefined || typeof fallback === 'object' ? {} : { default: fallback };
}

function flag(schema) {
  const { type, enum: values, default: fallback } = schema;
  return {
    $ref: '#/definitions/anything',
    type,
    description: describe(schema),
    ...(values ? { enum: values } : {}),
    ...constant(fallback),
  };
}

/** Groups are listed by their values as well, since help shows no nested ones. */
function flags(name, schema) {
  if (!schema.properties) return [[name, flag(schema)]];
  const values = Object.entries(schema.properties).flatMap(([key, child]) => flags(`${name}.${key}`, child));
  return [[name, { $ref: '#/definitions/anything', type: 'object', description: schema.description }], ...values];
}

export function nxAppSchema(schema, optionNames) {
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
        command: "nx g fastapi-container:app apps/orders --app='orders.main:create_app()' --dry-run",
        description: 'Show what an application factory would look like, without writing anything',
      },
    ],
    definitions: { anything: ANYTHING },
    properties: {
      directory: {
        $ref: '#/definitions/anything',
        type: 'string',
        description: 'Directory of the app, relative to where you are.',
        $default: { $source: 'argv', index: 0 },
        'x-prompt': 'In which directory shall the app lie? (for example apps/orders)',
        'x-priority': 'important',
      },
      overwrite: {
        $ref: '#/definitions/anything',
        type: 'boolean',
        description: 'Replace managed files that were edited by hand or were there before. Default: false.',
      },
      ...Object.fromEntries(['name', ...optionNames].flatMap((name) => flags(name, schema.properties[name]))),
    },
  };
}
