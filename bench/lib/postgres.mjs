// A PostgreSQL of Debian's in a container, with a network on which it is called `postgres`.
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
echo 'host all all all trust' >> /tmp/data/pg_hba.conf
exec postgres -D /tmp/data -c listen_addresses='*'
`;

/** Where it is on that network: user and database are both `postgres`, and there is no password. */
export const ADDRESS = 'postgres@postgres:5432/postgres';

/** Whether it takes connections. */
function answers(id) {
  try {
    docker('exec', id, 'sh', '-c', '/usr/lib/postgresql/*/bin/pg_isready --quiet --host=127.0.0.1');
    return true;
  } catch {
    return false;
  }
}

/** Starts the server. @returns its network, and what removes both */
export function startPostgres(root) {
  const directory = mkdtempSync(join(root, 'postgres-'));
  const name = `fastapi-container-bench-postgres-${process.pid}`;
  write(join(directory, 'Dockerfile'), DOCKERFILE);
  write(join(directory, 'serve.sh'), SERVE);
  docker('build', '--quiet', '--tag', name, directory);
  docker('network', 'create', name);
  const id = docker('run', '--detach', '--network', name, '--network-alias', 'postgres', name);
  const remove = () => {
    docker('rm', '--force', '--volumes', id);
    docker('network', 'rm', name);
    docker('image', 'rm', name);
  };
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (answers(id)) return { network: name, remove };
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  const logs = docker('logs', id);
  remove();
  throw new Error(`PostgreSQL does not answer\n${logs}`);
}
