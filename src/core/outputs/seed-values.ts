import { DEV_PACKAGES, requirement, requirementLine } from '../packages';
import type { ResolvedApp } from '../resolved';

/** What Git leaves alone in the directory of an app. */
export const GITIGNORE = ['.venv/', '__pycache__/', '.mypy_cache/', '.pytest_cache/', '.ruff_cache/', '.env'] as const;

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
    python: app.python,
    pythonTag: `py${app.python.replace('.', '')}`,
    livePath: app.health.live,
    readyPath: app.health.ready,
    port: app.port,
    devRequirements: DEV_PACKAGES.map((name) => requirementLine(requirement(name))),
    gitignore: GITIGNORE,
  };
}
