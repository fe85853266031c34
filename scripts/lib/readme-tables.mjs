// The tables of the README that follow from the code. They are made with the compiled core: build first.
import { createRequire } from 'node:module';
import { table } from './markdown.mjs';

const require = createRequire(import.meta.url);

function optionRows(schema, names, prefix = '') {
  return names.flatMap((name) => {
    const option = schema.properties[name];
    if (option.properties) return optionRows(option, Object.keys(option.properties), `${prefix}${name}.`);
    const source = option.see ? ` [Source](${option.see})` : '';
    return [[`\`${prefix}${name}\``, values(option), fallback(option), option.description + source]];
  });
}

function values(option) {
  if (option.enum) return option.enum.map((value) => `\`${value}\``).join(' ');
  if (option.type === 'integer') return `${option.minimum} to ${option.maximum}`;
  if (option.type === 'boolean') return '`true` `false`';
  return option.allowed ?? (option.type === 'array' ? 'list of texts' : 'text');
}

function fallback(option) {
  if (option.computedDefault) return option.computedDefault;
  return `\`${typeof option.default === 'string' ? option.default : JSON.stringify(option.default)}\``;
}

/** An app with the defaults, for showing what every app has. */
function exampleApp(options = {}) {
  const { resolve } = require('../../dist/core/resolve.js');
  return resolve(options, 'orders').value;
}

function ownershipTable() {
  const { render } = require('../../dist/core/render.js');
  const { OWNERSHIP } = require('../../dist/core/ownership/contract.js');
  const { loadTemplates } = require('../../dist/io/templates.js');
  const files = render(exampleApp({ lock: true }), loadTemplates());
  const rows = Object.entries(OWNERSHIP).map(([kind, { owner, onRegeneration }]) => {
    const paths = files.filter(({ ownership }) => ownership === kind).map(({ path }) => `\`${path}\``);
    return [kind, [...new Set(paths)].join(' '), owner, onRegeneration];
  });
  return table(['Kind', 'Files of an app called `orders`', 'Owner', 'On regeneration'], rows);
}

function taskTable() {
  const { tasks } = require('../../dist/core/tasks/index.js');
  const { OPTIONS_FILE } = require('../../dist/core/constants.js');
  const rows = tasks(exampleApp()).map(({ name, description, needs }) => [
    `\`${name}\``,
    description.replace('orders', '`<name>`'),
    needs.map((need) => `\`${need}\``).join(' ') || (name === 'install' ? `reads \`${OPTIONS_FILE}\`` : ''),
  ]);
  return table(['Name', 'What it does', 'Runs first'], rows);
}

export function readmeTables(schema, optionNames) {
  const options = table(['Option', 'Values', 'Default', 'Meaning'], optionRows(schema, ['name', ...optionNames]));
  return { ownership: ownershipTable(), tasks: taskTable(), options };
}
