import type { ResolvedApp } from '../app/resolved';
import { VENV_PROGRAMS } from '../constants';
import { hasMigrations, migrateModule } from '../data/database';
import { system, venv, WHOLE_APP, type Command, type Task } from './task';

/** Alembic by the managed module, which Python has to find. */
function migrate(app: ResolvedApp, ...words: string[]): Command {
  const argv = ['python', '-m', migrateModule(app), ...words];
  if (app.source === '.') return venv(...argv);
  return system('env', `PYTHONPATH=${app.source}`, `${VENV_PROGRAMS}/${argv[0] ?? ''}`, ...argv.slice(1));
}

/** The tasks about the tables of the database: of the one in `DATABASE_URL`, or of the developer's own. */
export function databaseTasks(app: ResolvedApp): Omit<Task, 'group'>[] {
  if (!hasMigrations(app)) return [];
  return [
    {
      name: 'migrate',
      description: 'Brings the tables of the database to where the migrations lead',
      commands: [migrate(app, 'upgrade', 'head')],
      needs: ['install'],
      inputs: WHOLE_APP,
    },
    {
      name: 'migration',
      description: 'Writes a migration for what changed in the models; add its title, such as "prices of items"',
      commands: [migrate(app, 'revision', '--autogenerate', '--message')],
      takesWords: true,
      needs: ['install'],
      inputs: WHOLE_APP,
    },
    {
      name: 'migrate-check',
      description: 'Fails when a model has changed without a migration',
      commands: [migrate(app, 'check')],
      needs: ['install'],
      inputs: WHOLE_APP,
    },
  ];
}

/** What has to be done before the app is served: SQLite has no server that others work with at the same time. */
export function neededToServe(app: ResolvedApp): Task['needs'] {
  return app.database === 'sqlite' && hasMigrations(app) ? ['install', 'migrate'] : ['install'];
}
