import type { Output, SeedFile } from './output';
import { joinPath } from '../text/paths';
import type { Application } from '../app/application';
import type { ResolvedApp } from '../app/resolved';
import { renderTemplate, type Templates } from './templates';
import { seedValues } from './seed-values';

/** Packages on the way from the app's directory to the entry module, such as `orders/server`. */
function packagesOf({ entryFile, root }: Application): string[] {
  const segments = entryFile.split('/').slice(0, -1);
  const above = root === '.' ? 0 : root.split('/').length;
  return segments.map((_, index) => segments.slice(0, index + 1).join('/')).slice(above);
}

function files(app: ResolvedApp, templates: Templates): SeedFile[] {
  const values = seedValues(app);
  const { sourceDir, entryFile } = app.application;
  const seed = (path: string, template: string): SeedFile => ({
    ownership: 'seed',
    path,
    content: renderTemplate(templates, template, values),
    unless: entryFile,
  });
  const inSource = (path: string) => seed(joinPath(sourceDir, path), `source/${path}`);
  const [topLevel, ...nested] = packagesOf(app.application).map((directory) => `${directory}/__init__.py`);
  return [
    ...(topLevel === undefined ? [] : [seed(topLevel, 'source/__init__.py')]),
    ...nested.map((path): SeedFile => ({ ownership: 'seed', path, content: '', unless: entryFile })),
    inSource('settings.py'),
    inSource('routers/__init__.py'),
    inSource('routers/health.py'),
    inSource('routers/items.py'),
    ...['conftest.py', 'test_health.py', 'test_items.py'].map((name) => seed(`tests/${name}`, `tests/${name}`)),
    // Last: once it is there, the group is complete.
    seed(entryFile, 'source/entry.py'),
  ];
}

/**
 * The application and its tests. They belong together: where the entry module is there already, a person has brought
 * an application, and none of them is written.
 */
export const sourceSeeds: Output = {
  about: 'the application and its tests',
  part: 'source',
  group: 'app',
  render: files,
};
