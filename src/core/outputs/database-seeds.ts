import type { ResolvedApp } from '../app/resolved';
import { hasDatabase, hasMigrations } from '../data/database';
import { joinPath } from '../text/paths';
import type { Output, SeedFile } from './output';
import { seedValues } from './seed-values';
import { renderTemplate, type Templates } from './templates';

const MODELS = 'models.py';
const FIRST = 'migrations/versions/0001_items.py';

/** Files that no linter expects to be packages: Alembic finds them by their paths. */
const SCRIPTS = ['migrations/env.py', 'migrations/script.py.mako'];

function seed(app: ResolvedApp, templates: Templates, path: string): SeedFile {
  const content = renderTemplate(templates, `database/${path}`, seedValues(app));
  return { ownership: 'seed', path: joinPath(app.application.sourceDir, path), content };
}

/** How tables change: born when it is first wanted. The first step makes the table of our model, where that comes along. */
export const migrationSeeds: Output = {
  about: 'how the tables of the database change',
  part: 'source',
  group: 'migrations',
  render: (app, templates) => {
    if (!hasMigrations(app)) return [];
    const test = 'tests/test_migrations.py';
    return [
      ...SCRIPTS.map((path) => seed(app, templates, path)),
      { ...seed(app, templates, FIRST), unless: joinPath(app.application.sourceDir, MODELS) },
      { ...seed(app, templates, test), path: test },
    ];
  },
};

/** The tables as classes. Last: once it is there, what goes with it is. */
export const databaseSeeds: Output = {
  about: 'the tables of the database',
  part: 'source',
  group: 'database',
  render: (app, templates) => (hasDatabase(app) ? [seed(app, templates, MODELS)] : []),
};
