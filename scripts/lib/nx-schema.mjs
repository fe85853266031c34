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

/** The first sentence: the rest is in docs/options.md. */
function summary(description) {
  return `${description.split(/(?<=\.)\s/)[0]}`;
}

function describe({ description, minimum, maximum, computedDefault, default: fixed }) {
  const range = minimum === undefined ? '' : ` From ${minimum} to ${maximum}.`;
  const fallback = computedDefault ? ` Default: ${computedDefault}.` : '';
  // Nx does not print these two itself.
  const silent = fixed === false || fixed === 0 ? ` Default: ${fixed}.` : '';
  return summary(description) + range + fallback + silent;
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
    ...(schema.often === true ? { 'x-priority': 'important' } : {}),
    ...(values ? { enum: values } : {}),
    ...constant(fallback),
  };
}

/** Groups are listed by their values as well, since help shows no nested ones. */
function flags(name, schema) {
  if (!schema.properties) return [[name, flag(schema)]];
  const values = Object.entries(schema.properties).flatMap(([key, child]) => flags(`${name}.${key}`, child));
  // Its values are listed: the group itself would say it twice.
  const group = { $ref: '#/definitions/anything', type: 'object', description: schema.description, hidden: true };
  return [[name, group], ...values];
}

export function nxAppSchema(schema, optionNames) {
  return {
    $schema: 'https://json-schema.org/schema',
    $id: 'FastApiContainerApp',
    title: 'A FastAPI app in a container',
    description:
      'Creates a FastAPI app, or changes the options of one and brings its container files up to date. More about each option: docs/options.md in the package.',
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

export function nxAdoptSchema(schema, optionNames) {
  const { directory, overwrite, ...options } = nxAppSchema(schema, optionNames).properties;
  return {
    $schema: 'https://json-schema.org/schema',
    $id: 'FastApiContainerAdopt',
    title: 'A FastAPI application that is there',
    description: 'Finds out the options of an application that you have, and writes its container files beside it.',
    type: 'object',
    examples: [
      {
        command: 'nx g fastapi-container:adopt services/orders --dry-run',
        description: 'Tell what is found and what would be written',
      },
      {
        command: 'nx g fastapi-container:adopt services/orders --app=orders.main:app',
        description: 'Decide what the files leave open',
      },
    ],
    definitions: { anything: ANYTHING },
    properties: {
      directory: { ...directory, 'x-prompt': 'In which directory is the application? (for example services/orders)' },
      overwrite: {
        ...overwrite,
        description:
          'Replace every file of yours that is where a generated one belongs: Dockerfile, ignore file, compose file. Default: false.',
      },
      convert: {
        $ref: '#/definitions/anything',
        type: 'boolean',
        description:
          'Write a requirements.txt with the versions that poetry, pdm, pipenv or uv has locked, once. Default: false.',
      },
      dockerfile: {
        $ref: '#/definitions/anything',
        type: 'string',
        description: 'The Dockerfile that is read, where several copy from the directory.',
      },
      requirements: {
        $ref: '#/definitions/anything',
        type: 'string',
        description: 'The requirements file that the image installs, where there are several.',
      },
      ...options,
    },
  };
}

/** What the generator `app` asks for and the preset decides. */
const OF_APP_ALONE = ['directory', 'overwrite', 'name'];

/** Other keys come as well: create-nx-workspace hands on what it was called with. */
export function nxPresetSchema(schema, optionNames) {
  const options = Object.entries(nxAppSchema(schema, optionNames).properties).filter(
    ([key]) => !OF_APP_ALONE.includes(key),
  );
  return {
    $schema: 'https://json-schema.org/schema',
    $id: 'FastApiContainerPreset',
    title: 'A new workspace',
    description: 'Fills a new workspace with a service. The options are those of the service.',
    type: 'object',
    examples: [
      {
        command: 'npx create-nx-workspace my-workspace --preset=fastapi-container --port=9000',
        description: 'Make a workspace whose service answers on another port',
      },
    ],
    definitions: { anything: ANYTHING },
    properties: {
      name: { $ref: '#/definitions/anything', type: 'string', description: 'Name of the workspace.' },
      service: {
        $ref: '#/definitions/anything',
        type: 'string',
        description: 'Name of the service, and of its directory in apps. Default: api.',
        'x-priority': 'important',
      },
      ...Object.fromEntries(options),
    },
    required: ['name'],
    additionalProperties: true,
  };
}

export function nxWorkspaceSchema(schema, optionNames) {
  return {
    $schema: 'https://json-schema.org/schema',
    $id: 'FastApiContainerWorkspace',
    title: 'What the apps of the workspace share',
    description:
      'Creates fastapi-container.workspace.json, or changes the options in it, and brings the files of the workspace up to date: pipeline, devcontainer, compose file. More: docs/workspace.md in the package.',
    type: 'object',
    examples: [
      {
        command: 'nx g fastapi-container:workspace --ci=github --registry=ghcr.io/acme',
        description: 'A pipeline that checks, tests, builds and pushes the apps',
      },
    ],
    definitions: { anything: ANYTHING },
    properties: {
      overwrite: {
        $ref: '#/definitions/anything',
        type: 'boolean',
        description: 'Replace managed files that were edited by hand or were there before. Default: false.',
      },
      ...Object.fromEntries(optionNames.flatMap((name) => flags(name, schema.properties[name]))),
    },
  };
}
