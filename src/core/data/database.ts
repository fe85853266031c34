import type { ResolvedApp } from '../app/resolved';
import { CONTAINER_PACKAGE } from '../constants';
import type { PackageName } from '../python/packages';
import { requiredServices } from './services';

/** Variable with the address of the database, where the app runs. */
export const DATABASE_VARIABLE = 'DATABASE_URL';

/** File of the database that a developer has by default, relative to the app. */
export const LOCAL_DATABASE = 'dev.sqlite';

/** What of an app's options decides about its database. */
type WithDatabase = Pick<ResolvedApp, 'database' | 'sql'>;

/** Whether the application has a database. */
export function hasDatabase({ database }: Pick<ResolvedApp, 'database'>): boolean {
  return database !== 'none';
}

/** What the image needs for it. SQLite also serves those who develop an application that has PostgreSQL elsewhere. */
export function databasePackages({ database, sql }: WithDatabase): PackageName[] {
  if (database === 'none') return [];
  return [
    'sqlalchemy',
    ...(sql.migrations ? (['alembic'] as const) : []),
    'aiosqlite',
    ...(database === 'postgres' ? [sql.driver] : []),
  ];
}

/** What is imported for it: the driver only with the first connection. */
export function databaseModules({ database, sql }: WithDatabase): string[] {
  if (database === 'none') return [];
  const dialect = database === 'postgres' ? `postgresql.${sql.driver}` : 'sqlite.aiosqlite';
  return [
    'sqlalchemy.ext.asyncio',
    `sqlalchemy.dialects.${dialect}`,
    database === 'postgres' ? sql.driver : 'aiosqlite',
    ...(sql.migrations ? ['alembic.command'] : []),
  ];
}

/** Whether Alembic changes the tables. */
export function hasMigrations(app: WithDatabase): boolean {
  return hasDatabase(app) && app.sql.migrations;
}

/** The module of the managed package that changes the tables, as Python names it. */
export function migrateModule({ application }: Pick<ResolvedApp, 'application'>): string {
  return `${application.prefix}${CONTAINER_PACKAGE}.migrate`;
}

/** The command that brings the tables to where the application expects them; none where nobody but the user changes them. */
export function migrationCommand(app: WithDatabase & Pick<ResolvedApp, 'application'>): string[] {
  if (!hasMigrations(app)) return [];
  return ['python', '-m', migrateModule(app), 'upgrade', 'head'];
}

/** What a connection is made with, as entries of a dictionary of Python: the words of each driver are its own. */
function connectArguments({ driver, pool, pooler }: ResolvedApp['sql']): string[] {
  const wait = String(pool.wait);
  if (driver === 'psycopg') {
    return [`"connect_timeout": ${wait},`, ...(pooler === 'transaction' ? ['"prepare_threshold": None,'] : [])];
  }
  if (pooler === 'none') return [`"timeout": ${wait},`];
  return [
    `"timeout": ${wait},`,
    '"statement_cache_size": 0,',
    '"prepared_statement_cache_size": 0,',
    '"prepared_statement_name_func": lambda: f"s_{uuid4().hex}",',
  ];
}

/** The values that the template of the managed module sees. */
export function databaseValues(app: ResolvedApp): Readonly<Record<string, unknown>> {
  const { database, sql } = app;
  const driver = database === 'postgres' ? sql.driver : undefined;
  return {
    driver,
    named: driver === 'asyncpg' && sql.pooler === 'transaction',
    example: driver === undefined ? 'sqlite:////data/app.sqlite' : 'postgresql://user:password@host/name',
    connect: connectArguments(sql),
    pool: sql.pool,
    local: LOCAL_DATABASE,
    migrations: sql.migrations,
    asked: requiredServices(app).includes('database'),
    readyTimeout: app.health.readyTimeout,
  };
}
