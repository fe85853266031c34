import type { Pooler, SqlDriver } from './values';

/** How many connections each worker process keeps to the database. */
export interface SqlPoolOptions {
  /**
   * Connections that stay open.
   *
   * @default 5
   * @minimum 1
   * @maximum 100
   * @asType integer
   */
  readonly size?: number;

  /**
   * Connections on top of these while there is much to do.
   *
   * @default 5
   * @minimum 0
   * @maximum 100
   * @asType integer
   */
  readonly overflow?: number;

  /**
   * Seconds that a request waits for a connection, of the pool or of the server, before it fails.
   *
   * @default 5
   * @minimum 1
   * @maximum 300
   * @asType integer
   */
  readonly wait?: number;
}

/** How the application speaks with its database. Its address is no option: it is `DATABASE_URL` where the app runs. */
export interface SqlOptions {
  /**
   * Package that speaks with PostgreSQL. asyncpg takes a tenth less time per query; psycopg also works for scripts that
   * are not asynchronous, and through every pooler.
   *
   * @default "psycopg"
   */
  readonly driver?: SqlDriver;

  /**
   * Connections of each worker process.
   *
   * @default - see the single values
   */
  readonly pool?: SqlPoolOptions;

  /**
   * What stands between the application and PostgreSQL: with `transaction`, such as PgBouncer in that mode, each
   * transaction may come to another connection, so that no statement is prepared for later ones.
   *
   * @default "none"
   * @see https://www.pgbouncer.org/features.html
   */
  readonly pooler?: Pooler;

  /**
   * Whether Alembic changes the tables: with the tasks `migrate`, `migration` and `migrate-check`, and once before a new
   * version of the app starts, see `migration.command`.
   *
   * @default true
   */
  readonly migrations?: boolean;

  /**
   * Connections that the server takes, its `max_connections`.
   *
   * @default 100
   * @minimum 10
   * @maximum 100000
   * @asType integer
   */
  readonly maxConnections?: number;
}
