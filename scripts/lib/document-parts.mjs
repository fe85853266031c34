// What the documentation tells of the code, from the code. They are made with the compiled core: build first.
import { createRequire } from 'node:module';
import { list } from './markdown.mjs';

const require = createRequire(import.meta.url);

/** An app with the defaults, for showing what every app has. */
function exampleApp(options = {}) {
  const { resolve } = require('../../dist/core/resolve/resolve.js');
  return resolve(options, 'orders').value;
}

/** What each kind of file is, whose it is, and what becomes of it. */
function ownership() {
  const { listFiles } = require('../../dist/core/outputs/render.js');
  const { OWNERSHIP } = require('../../dist/core/plan/contract.js');
  const { loadTemplates } = require('../../dist/io/templates.js');
  const files = listFiles(exampleApp({ lock: true, workers: 2 }), loadTemplates());
  const entries = Object.entries(OWNERSHIP).map(([kind, { owner, onRegeneration }]) => {
    const paths = files.filter((file) => file.ownership === kind).map(({ path }) => `\`${path}\``);
    const told = kind === 'seed' ? 'the application, its tests, settings of tools' : [...new Set(paths)].join(', ');
    return [`**${kind}** (${told})`, `owned by ${owner}; ${onRegeneration}`];
  });
  return list(entries);
}

/** The files that follow the options, and what each is for. */
function files() {
  const { listFiles } = require('../../dist/core/outputs/render.js');
  const { loadTemplates } = require('../../dist/io/templates.js');
  const listed = listFiles(exampleApp({ lock: true, workers: 2 }), loadTemplates());
  return list(listed.filter((file) => file.ownership !== 'seed').map(({ path, about }) => [`\`${path}\``, about]));
}

function taskList() {
  const { tasks } = require('../../dist/core/tasks/index.js');
  return list(
    tasks(exampleApp()).map(({ name, description, needs }) => [
      `\`${name}\``,
      description.replace(/\borders\b/, '`<name>`') +
        (needs.length ? `. After ${needs.map((need) => `\`${need}\``).join(', ')}` : ''),
    ]),
  );
}

export const readmeParts = () => ({ ownership: ownership() });
export const regenerationParts = () => ({ files: files() });
export const targetParts = () => ({ tasks: taskList() });
