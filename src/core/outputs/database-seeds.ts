import type { ResolvedApp } from '../app/resolved';
import { hasDatabase, hasMigrations } from '../data/database';
import { joinPath } from '../text/paths';
import type { Output, SeedFile } from './output';
import { seedValues } from './seed-values';
import { renderTemplate, type Templates } from './templates';

const MODELS = 'models.py';
/** What Alembic begins with: where it is there already, the migrations are somebody else's, and nothing goes beside them. */
const ENVIRONMENT = 'migrations/env.py';

const TEST = 'tests/test_migrations.py';

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
    const inSource = (path: string) => joinPath(app.application.sourceDir, path);
    const environment = inSource(ENVIRONMENT);
    return [
      { ...seed(app, templates, 'migrations/script.py.mako'), unless: environment },
      { ...seed(app, templates, 'migrations/versions/0001_items.py'), unless: [environment, inSource(MODELS)] },
      { ...seed(app, templates, TEST), path: TEST, unless: environment },
      // Last: once it is there, what goes with it is.
      seed(app, templates, ENVIRONMENT),
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
