import type { Rule } from '../app/rule';
import { variableNames } from '../app/service-name';
import type { Problem } from '../text/problems';
import { DATABASE_VARIABLE, hasDatabase } from './database';
import { requiredServices, resourcesOf } from './services';

const ELSEWHERE = 'set "database" to "postgres"';

/** Options about a database that is a server. */
const OF_A_SERVER = [
  'sql.driver',
  'sql.pool.size',
  'sql.pool.overflow',
  'sql.pool.wait',
  'sql.pooler',
  'sql.maxConnections',
];

/** Options about any database. */
const OF_ANY = [...OF_A_SERVER, 'sql.migrations'];

const sqlHasADatabase: Rule = (app, given) => {
  const pointless = app.database === 'none' ? OF_ANY : app.database === 'sqlite' ? OF_A_SERVER : [];
  return pointless.filter(given).map((option): Problem => ({
    option,
    reason:
      app.database === 'none'
        ? `is about a database, and ${app.name} has none`
        : 'is about PostgreSQL, and this is SQLite',
    allowed: `nothing with "database": "${app.database}"`,
    fix: app.database === 'none' ? 'set "database" as well, or remove it' : `${ELSEWHERE}, or remove it`,
  }));
};

const sqliteHasOneWriter: Rule = ({ database, workers }) =>
  database === 'sqlite' && workers > 1
    ? {
        option: 'database',
        value: database,
        reason: `serves one process at a time, and ${String(workers)} workers would lock each other out`,
        allowed: 'sqlite with one worker',
        fix: `${ELSEWHERE}, or "workers" to 1`,
      }
    : undefined;

const sqliteHasADisk: Rule = ({ database, swarm, kubernetes, compose, run }) => {
  if (database !== 'sqlite') return undefined;
  const problem = (option: string, reason: string, fix: string): Problem => ({
    option: 'database',
    value: database,
    reason: `is a file, and ${reason}`,
    allowed: `postgres with "${option}"`,
    fix,
  });
  const nowhere = 'each container there has a file system that is read-only, and keeps nothing';
  return [
    ...(kubernetes ? [problem('kubernetes', nowhere, `${ELSEWHERE}, or remove "kubernetes"`)] : []),
    ...(swarm ? [problem('swarm', nowhere, `${ELSEWHERE}, or remove "swarm"`)] : []),
    ...(compose && run.volumes.length === 0
      ? [
          problem(
            'compose',
            'the file system of the container is read-only, and keeps nothing',
            `${ELSEWHERE}, or name a directory for it in "run.volumes", such as ./data:/data`,
          ),
        ]
      : []),
  ];
};

const addressIsNotInTheImage: Rule = ({ image, ...app }) =>
  (hasDatabase(app) ? [...variableNames(app, DATABASE_VARIABLE), `MIGRATION_${DATABASE_VARIABLE}`] : []).flatMap(
    (name): Problem[] =>
      Object.hasOwn(image.env, name)
        ? [
            {
              option: `image.env.${name}`,
              value: '***',
              reason: 'would be in the image, for everybody who can pull it, and the same wherever that runs',
              allowed: 'settings that are the same everywhere',
              fix: 'give it to the container when it runs, for example with `docker run --env-file`',
            },
          ]
        : [],
  );

const readinessAnswersInTime: Rule = (app, given) => {
  const { readyTimeout, timeout } = app.health;
  const asks = requiredServices(app).length > 0;
  if (readyTimeout < timeout || (!asks && !given('health.readyTimeout'))) return undefined;
  return {
    option: 'health.readyTimeout',
    value: readyTimeout,
    reason: `is not below health.timeout (${String(timeout)} s): whoever asks would be gone before the answer`,
    allowed: 'less than health.timeout',
    fix: 'lower it, or raise health.timeout',
  };
};

const requiredIsThere: Rule = (app, given) => {
  if (!given('health.requires')) return undefined;
  const there = resourcesOf(app);
  return app.health.requires.flatMap((name, index): Problem[] =>
    there.includes(name)
      ? []
      : [
          {
            option: `health.requires[${String(index)}]`,
            value: name,
            reason: `${app.name} has none`,
            allowed: 'what the app has',
            fix: `set "${name}" as well, or remove it`,
          },
        ],
  );
};

/** What cannot work with a database, or is about one that is not there. */
export const DATA_RULES: readonly Rule[] = [
  sqlHasADatabase,
  sqliteHasOneWriter,
  sqliteHasADisk,
  addressIsNotInTheImage,
  readinessAnswersInTime,
  requiredIsThere,
];
