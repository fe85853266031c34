// A workspace of 1,000 apps and 50 libraries with 10,500 Python files: what it costs to tell who depends on whom.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../scripts/lib/paths.mjs';
import { interleave, median, ratioLine, time } from './lib/measure.mjs';
import { makeApps, makeConstantPlugin, makeNxWorkspace, write } from './lib/workspace.mjs';

const APPS = 1000;
const LIBRARIES = 50;
const FILES_EACH = 10;

const number = (index) => String(index).padStart(4, '0');

/** The Python files of an app as it is generated, largest first: they are what is read. */
function sourcesOfApp() {
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  makeApps(root, 1);
  const paths = readdirSync(join(root, 'apps'), { recursive: true }).filter((path) => path.endsWith('.py'));
  const texts = paths.map((path) => readFileSync(join(root, 'apps', path), 'utf8'));
  rmSync(root, { recursive: true, force: true });
  return texts.sort((left, right) => right.length - left.length).slice(0, FILES_EACH);
}

/** Fills a workspace. Each app names two libraries, and imports both. @returns its files by project, as Nx has them */
function makeGraph(root) {
  const texts = sourcesOfApp();
  const projects = {};
  const projectFileMap = {};
  const add = (name, directory, files) => {
    projects[name] = { name, root: directory };
    projectFileMap[name] = Object.entries(files).map(([path, text], index) => {
      write(join(root, directory, path), text);
      return { file: `${directory}/${path}`, hash: `${name} ${index}` };
    });
  };
  const library = (index) => `library_${number(index % LIBRARIES)}`;
  for (let index = 0; index < LIBRARIES; index += 1) {
    const name = library(index);
    add(name, `libs/${name}`, {
      'pyproject.toml': `[project]\nname = "${name}"\ndependencies = []\n\n[build-system]\n\n[tool.fastapi-container]\n`,
      ...Object.fromEntries(
        texts.map((text, at) => [`src/${name}/${at === 0 ? '__init__' : `module_${at}`}.py`, text]),
      ),
    });
  }
  for (let index = 0; index < APPS; index += 1) {
    const name = `service-${number(index)}`;
    const used = [library(index), library(index + 1)];
    const libraries = used.map((each) => `../../libs/${each}`);
    add(name, `apps/${name}`, {
      'fastapi-container.json': JSON.stringify({ name, libraries, lock: true, born: ['app'] }),
      'pyproject.toml': `[project]\nname = "${name}"\ndependencies = ["fastapi", "${used[0]}"]\n\n[tool.ruff]\nline-length = 100\n`,
      ...Object.fromEntries(
        texts.map((text, at) => [
          `service_${number(index)}/${at === 0 ? 'main' : `module_${at}`}.py`,
          at === 0 ? `import ${used[0]}\nfrom ${used[1]} import module_1\n${text}` : text,
        ]),
      ),
    });
  }
  return { projects, fileMap: { projectFileMap }, workspaceRoot: root };
}

/** Milliseconds in the plugin, in a process of its own: in a daemon the files are known already. */
function inPlugin(contextFile) {
  const script = `const { performance } = require('node:perf_hooks');
const { createDependencies } = require(${JSON.stringify(fromRoot('dist/nx/plugin.js'))});
const context = JSON.parse(require('node:fs').readFileSync(${JSON.stringify(contextFile)}, 'utf8'));
const start = performance.now();
const edges = createDependencies(undefined, context).length;
console.log(performance.now() - start, edges);`;
  const [milliseconds, edges] = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).split(' ');
  if (Number(edges) !== 2 * APPS) throw new Error(`${edges} edges were found`);
  return Number(milliseconds);
}

export default async function graph({ tarball }) {
  const root = makeNxWorkspace(tarball);
  const context = makeGraph(root);
  const contextFile = join(root, '.nx', 'bench-context.json');
  write(contextFile, JSON.stringify(context));
  const nx = (nxJson) => {
    write(join(root, 'nx.json'), JSON.stringify({ analytics: false, ...nxJson }));
    return time(root, join(root, 'node_modules', '.bin', 'nx'), ['show', 'projects']);
  };
  const constant = { plugins: [makeConstantPlugin(root, 'apps/service-0000')] };
  const times = await interleave({
    plugin: () => inPlugin(contextFile),
    without: () => nx({}),
    constant: () => nx(constant),
    show: () => nx({ plugins: ['fastapi-container/nx'] }),
  });
  rmSync(root, { recursive: true, force: true });
  return [
    `createDependencies, 1,000 apps, 50 libraries, 10,500 Python files: ${median(times.plugin).toFixed(0)} ms; goal at most 250`,
    ratioLine(
      'nx show projects, 1,000 apps and 50 libraries',
      times.show,
      'the same workspace without the plugin',
      times.without,
    ),
    // Without any plugin there are no apps: what as many projects cost Nx itself is not ours to change.
    ratioLine(
      'nx show projects, 1,000 apps and 50 libraries',
      times.show,
      'a plugin that infers as many apps from constants, and no edges',
      times.constant,
      'ms',
      'at most 1.3',
    ),
  ];
}
