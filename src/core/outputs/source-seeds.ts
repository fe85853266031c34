import type { Output, SeedFile } from './output';
import { hasDatabase } from '../data/database';
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
  // With a database there is something to begin with that uses it.
  const kept = hasDatabase(app) ? (path: string) => `database/${path}` : undefined;
  const inSource = (path: string) => seed(joinPath(sourceDir, path), `source/${path}`);
  const [topLevel, ...nested] = packagesOf(app.application).map((directory) => `${directory}/__init__.py`);
  return [
    ...(topLevel === undefined ? [] : [seed(topLevel, 'source/__init__.py')]),
    ...nested.map((path): SeedFile => ({ ownership: 'seed', path, content: '', unless: entryFile })),
    inSource('settings.py'),
    inSource('routers/__init__.py'),
    inSource('routers/health.py'),
    seed(joinPath(sourceDir, 'routers/items.py'), kept?.('routers/items.py') ?? 'source/routers/items.py'),
    seed('tests/conftest.py', kept?.('tests/conftest.py') ?? 'tests/conftest.py'),
    seed('tests/test_health.py', 'tests/test_health.py'),
    seed('tests/test_items.py', kept?.('tests/test_items.py') ?? 'tests/test_items.py'),
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
