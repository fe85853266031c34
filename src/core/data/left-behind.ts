import { containerFile } from '../app/container-package';
import type { Notice, ResolvedApp } from '../app/resolved';
import { importersOf } from '../python-source/importers';
import { firstNames } from '../text/first-names';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { hasDatabase, hasMigrations } from './database';

/** What was born with an option that is off now, and the managed modules that went with it. */
function departed(app: ResolvedApp): { readonly option: string; readonly modules: readonly string[] } | undefined {
  const { born = [] } = app;
  if (born.includes('database') && !hasDatabase(app)) return { option: 'database', modules: ['database', 'migrate'] };
  if (born.includes('migrations') && hasDatabase(app) && !hasMigrations(app))
    return { option: 'sql.migrations', modules: ['migrate'] };
  return undefined;
}

/**
 * Tells which modules of the person import what went with the database, as long as they do: the files are in step with
 * the options, and the application does not start.
 */
export function leftBehindNotices(app: ResolvedApp, workspace: Workspace): Notice[] {
  const gone = departed(app);
  if (!gone) return [];
  const targets = gone.modules
    .map((name) => containerFile(app, `${name}.py`))
    .filter((path) => workspace.read(joinPath(workspace.directory, path)) === undefined);
  const importers = importersOf(targets, app.application.root, workspace);
  if (importers.length === 0) return [];
  const message =
    `is off, and what it brought into _container/ is gone: ${firstNames(importers)} cannot import it, so that the ` +
    'application, its tests or type checks fail. Turn it on again, with all that is yours as it was; or let them do ' +
    'without it, and delete what is about the database alone';
  return [{ option: gone.option, message }];
}
