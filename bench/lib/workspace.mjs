// Workspaces to measure in.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/story.mjs';

const require = createRequire(import.meta.url);

/** Writes a file and the directories above it. */
export function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A generator that does nothing: the least that any `nx g` costs. */
function makeNoopPlugin(root) {
  const plugin = join(root, 'tools', 'noop');
  write(
    join(plugin, 'package.json'),
    JSON.stringify({ name: 'noop', version: '1.0.0', generators: './generators.json' }),
  );
  write(
    join(plugin, 'generators.json'),
    JSON.stringify({
      generators: { noop: { implementation: './noop', schema: './schema.json', description: 'Nothing' } },
    }),
  );
  write(join(plugin, 'schema.json'), JSON.stringify({ $id: 'Noop', type: 'object', properties: {} }));
  write(join(plugin, 'noop.js'), 'module.exports.default = async () => {};\n');
  return plugin;
}

/**
 * A plugin that infers as many targets as this package does, from constants: the least that a workspace of as many apps
 * costs Nx itself.
 *
 * @param directory of an app in the workspace, whose targets all others get
 */
export function makeConstantPlugin(root, directory) {
  const { createNodes } = require(fromRoot('dist/nx/plugin.js'));
  const [, infer] = createNodes;
  const file = `${directory}/fastapi-container.json`;
  const [[, { projects }]] = infer([file], undefined, { workspaceRoot: root });
  const project = projects[directory];
  write(
    join(root, 'tools', 'constant.js'),
    `const { basename, dirname } = require('node:path');
const project = ${JSON.stringify(project)};
const projectOf = (directory) => ({ projects: { [directory]: { ...project, name: basename(directory) } } });
const infer = (files) => files.map((file) => [file, projectOf(dirname(file))]);
exports.name = 'constant';
exports.createNodesV2 = exports.createNodes = ['**/fastapi-container.json', infer];
`,
  );
  return './tools/constant.js';
}

/** An Nx workspace with this package, registered, and the generator that does nothing. */
export function makeNxWorkspace(tarball) {
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const { nx } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')).devDependencies;
  write(join(root, 'package.json'), JSON.stringify({ private: true, devDependencies: { nx } }));
  write(join(root, 'nx.json'), JSON.stringify({ analytics: false, plugins: ['fastapi-container/nx'] }));
  write(join(root, '.gitignore'), 'node_modules\n.nx\n');
  run(root, 'git', ['init', '--quiet', '.']);
  const plugin = makeNoopPlugin(root);
  run(root, 'npm', ['install', '--no-audit', '--no-fund', tarball, plugin]);
  return root;
}

/**
 * Fills a workspace with apps that are in step with their options, through the same core as the command line.
 *
 * @param further options of an app besides its name and port, by the name
 */
export function makeApps(root, count, further = () => ({})) {
  const { readApp, planOnDisk } = require(fromRoot('dist/io/app.js'));
  const { applyChanges } = require(fromRoot('dist/io/disk.js'));
  for (let index = 0; index < count; index += 1) {
    const name = `service-${String(index).padStart(4, '0')}`;
    const directory = join(root, 'apps', name);
    write(
      join(directory, 'fastapi-container.json'),
      JSON.stringify({ name, port: 8000 + (index % 1000), ...further(name) }),
    );
    applyChanges(directory, planOnDisk(directory, name, readApp(directory, name)));
  }
}
