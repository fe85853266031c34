// A PostgreSQL of Debian's in a container on the network of the host, for whom a request to a database is measured.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { BASE, docker } from './images.mjs';
import { write } from './workspace.mjs';

const DOCKERFILE = `FROM ${BASE}
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql && rm -rf /var/lib/apt/lists/*
COPY --chmod=0755 serve.sh /usr/local/bin/serve.sh
USER postgres
ENTRYPOINT ["serve.sh"]
`;

const SERVE = `#!/bin/sh
set -eu
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
initdb --pgdata=/tmp/data --auth=trust --no-sync >/dev/null
exec postgres -D /tmp/data -p "$1"
`;

/** Whether it takes connections. */
function answers(id, port) {
  try {
    docker('exec', id, 'sh', '-c', `/usr/lib/postgresql/*/bin/pg_isready --quiet --host=127.0.0.1 --port=${port}`);
    return true;
  } catch {
    return false;
  }
}

/** Starts the server: user and database are both `postgres`, and there is no password. @returns what removes it */
export function startPostgres(root, port) {
  const directory = mkdtempSync(join(root, 'postgres-'));
  const image = `fastapi-container-bench/postgres-${process.pid}`;
  write(join(directory, 'Dockerfile'), DOCKERFILE);
  write(join(directory, 'serve.sh'), SERVE);
  docker('build', '--quiet', '--tag', image, directory);
  const id = docker('run', '--detach', '--network', 'host', image, String(port));
  const remove = () => {
    docker('rm', '--force', '--volumes', id);
    docker('image', 'rm', image);
  };
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (answers(id, port)) return { remove };
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  const logs = docker('logs', id);
  remove();
  throw new Error(`PostgreSQL does not answer\n${logs}`);
}
