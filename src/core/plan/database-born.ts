import { containerFile } from '../app/container-package';
import type { ResolvedApp } from '../app/resolved';
import { LOCAL_DATABASE } from '../data/database';
import type { SeedGroup } from '../options';
import type { Rendered } from '../outputs/render';
import { joinPath } from '../text/paths';
import type { Change } from './change';

/** Where to read more. */
const CHAPTER = '"An app that is there already" in docs/database.md';

/**
 * Tells, with the first database of an app that was there before, what is left to the person: its routes and tests are
 * theirs, and so is whatever stands where one of our first files belongs. It is told in that run alone.
 *
 * @param born groups that were born before this run
 * @param first the files that are born in it
 */
export function adviseDatabase(
  app: ResolvedApp,
  changes: readonly Change[],
  born: readonly SeedGroup[],
  first: readonly Rendered[],
): Change[] {
  const files = first.filter(({ output: { group } }) => group === 'database' || group === 'migrations');
  if (files.length === 0 || !born.includes('app')) return [...changes];
  const created = new Set(changes.filter(({ action }) => action === 'create').map(({ path }) => path));
  const taken = files.map(({ file }) => file.path).filter((path) => !created.has(path));
  const environment = joinPath(app.application.sourceDir, 'migrations/env.py');
  const models = joinPath(app.application.sourceDir, 'models.py');
  const advice = [
    '  note        your routes and tests stay as they are. A route takes a session like this:',
    `    from ${app.application.prefix}_container.database import Session`,
    '    async def list_items(session: Session) -> list[Item]: ...',
    `  Git should leave ${LOCAL_DATABASE}* alone, the database of each developer: add it to .gitignore.`,
    ...(taken.length === 0 ? [] : [`  ${taken.join(', ')}: not written, since you have it, or what it goes with.`]),
    ...(taken.includes(environment)
      ? [
          `  Your own migrations stay as they are, and our tasks and images would run them by ${environment}. To go on as you did,`,
          '  set "sql": { "migrations": false }, and "migration": { "command": [...] } for compose and Kubernetes.',
        ]
      : []),
    ...(taken.includes(models) && !taken.includes(environment)
      ? [`  The migrations take \`Base\` from ${models}: the base class of your models.`]
      : []),
    `  See ${CHAPTER}.`,
  ];
  const path = containerFile(app, 'database.py');
  return changes.map((change) => (change.path === path && change.action === 'create' ? { ...change, advice } : change));
}
