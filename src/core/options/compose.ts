/** How changes of the source reach the container while you develop. */
export type ComposeDevelopment = 'mount' | 'watch' | 'none';

/** A service beside the app in its compose file that we know: only what is not as we know it has to be said. */
export interface KnownServiceOptions {
  /**
   * Image, in place of the one that is known to work.
   *
   * @default - the official image, by digest; of another service it has to be given
   * @pattern ^[a-z0-9]([a-z0-9._:/@-]*[a-z0-9])?$
   * @maxLength 255
   * @allowed the reference of an image, such as postgres:17-alpine
   * @fix write registry, name, and tag or digest
   */
  readonly image?: string;

  /**
   * Number of the user that the image's process runs as. With it the service starts without any rights to lose; an image
   * of yours without it starts as the image says, and keeps the rights that its start may need.
   *
   * @default - that of the known image
   * @minimum 1
   * @maximum 4294967294
   * @asType integer
   */
  readonly user?: number;

  /**
   * Memory in MiB (1,048,576 bytes), after which the container is killed and starts again.
   *
   * @default - 256 of Redis, 512 of every other service
   * @minimum 16
   * @maximum 1048576
   * @asType integer
   * @fix give a number of MiB: 512 is half of a GiB
   */
  readonly memory?: number;

  /**
   * CPUs in thousandths, at which the container is slowed down.
   *
   * @default 1000
   * @minimum 100
   * @maximum 64000
   * @asType integer
   * @fix give thousandths of a CPU: 1000 is a whole one
   */
  readonly cpu?: number;

  /**
   * Processes and threads at most. PostgreSQL has a process for each connection, of which it takes 100, or
   * `sql.maxConnections`.
   *
   * @default - 200; of PostgreSQL, 100 more than it takes connections
   * @minimum 10
   * @maximum 100000
   * @asType integer
   */
  readonly pids?: number;
}

/** Redis beside the app in its compose file. */
export interface RedisServiceOptions extends KnownServiceOptions {
  /**
   * What it holds stays: each change is appended to a file in a volume, so that one that is killed has lost a second at
   * most. Half of its memory is for data, and what comes then is refused. With `false` it is a cache: it keeps nothing, has
   * no volume, and forgets what was not used for longest when three quarters of its memory are full. With `cache` it has to be said which of both it is.
   *
   * @default true
   */
  readonly persistent?: boolean;
}

/** Any service beside the app in its compose file. */
export interface ComposeServiceOptions extends KnownServiceOptions {
  /**
   * Environment variables. The options file is read by everybody who has the repository: they are no place for secrets.
   *
   * @default {}
   * @keyPattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @keyMaxLength 200
   * @pattern ^[^\u0000-\u001f\u007f]*$
   * @maxLength 1000
   * @allowed texts in one line, by names of letters, digits and `_`
   * @fix give the value in one line
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Command in place of the image's own, a word each.
   *
   * @default []
   * @pattern ^[^\u0000-\u001f\u007f]+$
   * @maxLength 500
   * @allowed words of a command
   * @fix give each word of the command as an item of its own
   * @words true
   */
  readonly command?: string[];

  /**
   * Command in the container that succeeds once the service can be used, a word each: the app starts after it.
   *
   * @default - the image's own health check, if it has one: without one nothing waits
   * @pattern ^[^\u0000-\u001f\u007f]+$
   * @maxLength 500
   * @allowed words of a command, such as redis-cli, ping
   * @fix give each word of the command as an item of its own
   * @words true
   */
  readonly check?: string[];

  /**
   * Absolute path of the directory that is kept in a volume of its own.
   *
   * @default - none: nothing is kept
   * @pattern ^(/[A-Za-z0-9._@+-]+)+$
   * @maxLength 200
   * @allowed an absolute path, such as /data
   * @fix start it with `/` and end it without one
   */
  readonly data?: string;

  /**
   * Absolute paths of the directories that can be written to, in memory. With it, an empty list too, the rest of the file
   * system cannot be written to.
   *
   * @default - everything can be written to
   * @pattern ^(/[A-Za-z0-9._@+-]+)+$
   * @maxLength 200
   * @allowed absolute paths, such as /tmp
   * @fix start each with `/` and end it without one
   */
  readonly writable?: string[];
}

/**
 * `compose.yaml`, with which the app runs on one machine beside what it needs. The group switches it on, also when it is
 * empty. Port, environment, volumes and names are those of `run`.
 */
export interface ComposeOptions {
  /**
   * Address of this machine at which the app's port is published.
   *
   * @default "127.0.0.1"
   * @pattern ^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7})$
   * @maxLength 45
   * @allowed an IP address, such as 127.0.0.1
   * @fix write the address in digits; 0.0.0.0 opens the port to every network of the machine
   */
  readonly bind?: string;

  /**
   * How changes of the source reach the container of `compose-dev`: `mount` shows it the source read-only, and keeps the
   * rest as in production; `watch` copies each change, for engines that see no changes in mounts, and needs a root that
   * can be written to; `none` makes no `compose.dev.yaml`.
   *
   * @default "mount"
   */
  readonly development?: ComposeDevelopment;

  /**
   * PostgreSQL beside the app. The group switches it on, also when it is empty. The app reaches it as `postgres:5432`, with
   * the user and the database `app` and the password in the file `/run/secrets/app/database_password`. With `database` it is
   * there by itself, unless `run.env` or `secrets` say that it is elsewhere.
   *
   * @default - none
   * @group true
   */
  readonly postgres?: KnownServiceOptions;

  /**
   * Redis beside the app. The group switches it on, also when it is empty. The app reaches it as `redis:6379`. With
   * `cache` it is there by itself, as one that forgets, unless `run.env` or `secrets` say that it is elsewhere.
   *
   * @default - none
   * @group true
   */
  readonly redis?: RedisServiceOptions;

  /**
   * Other services beside the app, by the names under which it reaches them.
   *
   * @default {}
   * @keyPattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @keyMaxLength 40
   * @allowed services by names in lower case, such as {"mail": {"image": "axllent/mailpit:v1.27"}}
   * @fix write a name of lower case letters, digits and hyphens, and behind it an object with an image
   */
  readonly services?: { readonly [name: string]: ComposeServiceOptions };
}
