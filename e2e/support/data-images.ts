import { join } from 'node:path';
import { imageName } from './docker';
import { runAside } from './shell';
import { workspace, write } from './workspace';

/**
 * PostgreSQL and Redis of the base's own Debian, in images that behave as the official ones do, which cannot be pulled
 * everywhere: the same variables, directories, users and commands.
 */
const POSTGRES = `FROM python:3.13-slim
RUN groupadd -r -g 999 postgres && useradd -r -l -u 999 -g 999 -d /var/lib/postgresql -s /bin/bash postgres \\
 && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-common \\
 && sed -i 's/^#\\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf \\
 && apt-get install -y -qq --no-install-recommends postgresql-17 gosu && rm -rf /var/lib/apt/lists/* \\
 && install -d -o 999 -g 999 -m 0700 /var/lib/postgresql/data && install -d -o 999 -g 999 -m 3777 /run/postgresql
ENV PATH=/usr/lib/postgresql/17/bin:$PATH PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
COPY --chmod=0755 entrypoint.sh /usr/local/bin/docker-entrypoint.sh
VOLUME /var/lib/postgresql/data
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
`;

const ENTRYPOINT = `#!/bin/bash
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
  chown -R postgres:postgres "$PGDATA"
  exec gosu postgres "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=\${POSTGRES_USER:-postgres}
  method=\${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  password=\${POSTGRES_PASSWORD:-none}
  if [ -n "\${POSTGRES_PASSWORD_FILE:-}" ]; then password=$(cat "$POSTGRES_PASSWORD_FILE"); fi
  initdb --username="$user" --pwfile=<(printf '%s\\n' "$password") --auth="$method" --no-sync >/dev/null
  echo "host all all all $method" >> "$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
  export PGPASSWORD=$password
  pg_ctl --wait --options="-c listen_addresses=''" start >/dev/null
  createdb --username="$user" "\${POSTGRES_DB:-$user}"
  pg_ctl --wait --mode=fast stop >/dev/null
  unset PGPASSWORD
fi
exec "$@"
`;

const REDIS = `FROM python:3.13-slim
RUN groupadd -r -g 999 redis && useradd -r -l -u 999 -g 999 redis \\
 && apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server && rm -rf /var/lib/apt/lists/* \\
 && install -d -o 999 -g 999 /data
WORKDIR /data
VOLUME /data
CMD ["redis-server", "--protected-mode", "no"]
`;

const PGBOUNCER = `FROM python:3.13-slim
RUN groupadd -r -g 999 pooler && useradd -r -l -u 999 -g 999 pooler \\
 && apt-get update -qq && apt-get install -y -qq --no-install-recommends pgbouncer && rm -rf /var/lib/apt/lists/*
COPY --chmod=0755 entrypoint.sh /usr/local/bin/docker-entrypoint.sh
USER 999
CMD ["docker-entrypoint.sh"]
`;

/** No statement is prepared for another connection: what newer versions can do, and older ones and other poolers cannot. */
const POOLED = `#!/bin/bash
set -euo pipefail
printf '"app" "%s"\\n' "$PGB_PASSWORD" > /tmp/users.txt
cat > /tmp/pgbouncer.ini <<INI
[databases]
* = host=$PGB_SERVER
[pgbouncer]
listen_addr = *
listen_port = 6432
unix_socket_dir =
auth_type = scram-sha-256
auth_file = /tmp/users.txt
pool_mode = transaction
max_prepared_statements = 0
default_pool_size = 3
max_client_conn = 200
INI
exec pgbouncer /tmp/pgbouncer.ini
`;

async function build(image: string, files: Readonly<Record<string, string>>): Promise<string> {
  const directory = workspace('data-image');
  for (const [path, text] of Object.entries(files)) write(join(directory, path), text);
  const { status, output } = await runAside(directory, 'docker', ['build', '--quiet', '--tag', image, '.']);
  if (status !== 0) throw new Error(output);
  return image;
}

/** Builds that of Redis. @returns its name; it runs as user 999 */
export function redisImage(): Promise<string> {
  return build(imageName('redis'), { Dockerfile: REDIS });
}

/** Builds that of PostgreSQL. @returns its name; it runs as user 999 */
export function postgresImage(): Promise<string> {
  return build(imageName('postgres'), { Dockerfile: POSTGRES, 'entrypoint.sh': ENTRYPOINT });
}

/** Builds that of PgBouncer, which hands transactions on to `PGB_SERVER` as user `app`. @returns its name; port 6432 */
export function pgbouncerImage(): Promise<string> {
  return build(imageName('pgbouncer'), { Dockerfile: PGBOUNCER, 'entrypoint.sh': POOLED });
}

/** Builds both, at the same time. @returns their names; both run as user 999 */
export async function dataImages(): Promise<{ postgres: string; redis: string }> {
  const [postgres, redis] = await Promise.all([postgresImage(), redisImage()]);
  return { postgres, redis };
}
