import { DEVELOPERS_PACKAGES } from '../debug/packages';
import { requirement, requirementLine } from '../python/packages';
import { LOCAL_DATABASE, hasDatabase, hasMigrations } from '../data/database';
import type { ResolvedApp } from '../app/resolved';
import { usesUv } from '../dependencies/uv-project';
import { managedRequirements } from './requirements';

/** What Git leaves alone in the directory of an app. */
export const GITIGNORE = ['.venv/', '__pycache__/', '.mypy_cache/', '.pytest_cache/', '.ruff_cache/', '.env'] as const;

/** The same of one app: a developer's own database is nobody else's. */
export function gitIgnored(app: Pick<ResolvedApp, 'database'>): readonly string[] {
  return hasDatabase(app) ? [...GITIGNORE, `${LOCAL_DATABASE}*`] : GITIGNORE;
}

/** Name of the Python project of an app: `acme-orders` for `@acme/orders`. */
function projectName(name: string): string {
  return (name.match(/[A-Za-z0-9]+/g) ?? []).join('-').toLowerCase();
}

/** The values that the templates of the seeds see. */
export function seedValues(app: ResolvedApp): Readonly<Record<string, unknown>> {
  const { application } = app;
  return {
    name: app.name,
    ...application,
    // `app = create_app()` needs another name for the factory only where the attribute has taken that one.
    factoryName: application.factory
      ? application.attribute
      : application.attribute === 'create_app'
        ? 'build_app'
        : 'create_app',
    project: projectName(app.name),
    uv: usesUv(app)
      ? {
          requiresPython: `>=${app.python}`,
          dependencies: managedRequirements(app).map(requirementLine),
        }
      : undefined,
    devRequirements: DEVELOPERS_PACKAGES.map((name) => requirementLine(requirement(name))),
    gitignore: gitIgnored(app),
    database: hasDatabase(app),
    migrations: hasMigrations(app),
  };
}
