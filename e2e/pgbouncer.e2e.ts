import { pgbouncerImage, postgresImage } from './support/data-images';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp } from './support/http';
import { writeApp } from './support/image-app';
import { runAside } from './support/shell';
import { keepOnFailure } from './support/workspace';

const network = `fce2e-${String(process.pid)}-pooled`;
const server = `${network}-postgres`;
const pooler = `${network}-pgbouncer`;
const PASSWORD = 'a:b/c@d';
const at = (host: string) => `postgresql://app:${encodeURIComponent(PASSWORD)}@${host}/orders`;
const ADDRESSES = { DATABASE_URL: at(`${pooler}:6432`), MIGRATION_DATABASE_URL: at(server) };
const MIGRATE = ['python', '-m', 'orders._container.migrate', 'upgrade', 'head'];

function start(name: string, image: string, env: Readonly<Record<string, string>>): void {
  const given = Object.entries(env).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]);
  docker(['run', '--detach', '--name', name, '--network', network, ...given, image]);
}

/** Both drivers, in images that are built at the same time. */
const IMAGES = { psycopg: imageName('pooled-psycopg'), asyncpg: imageName('pooled-asyncpg') };

async function build(driver: keyof typeof IMAGES): Promise<void> {
  const image = { name: IMAGES[driver] };
  const app = writeApp({ python: '3.12', database: 'postgres', sql: { driver, pooler: 'transaction' }, image });
  const { status, output } = await runAside(app, 'docker', ['build', '--quiet', '--tag', image.name, app]);
  if (status !== 0) throw new Error(output);
}

describeDocker('through PgBouncer, which gives each transaction another connection', () => {
  beforeAll(async () => {
    docker(['network', 'create', network]);
    const [postgres, pgbouncer] = await Promise.all([postgresImage(), pgbouncerImage()]);
    start(server, postgres, { POSTGRES_USER: 'app', POSTGRES_DB: 'orders', POSTGRES_PASSWORD: PASSWORD });
    start(pooler, pgbouncer, { PGB_SERVER: server, PGB_PASSWORD: PASSWORD });
    await Promise.all([build('psycopg'), build('asyncpg')]);
    const isUp = () => docker(['exec', server, 'pg_isready', '--host', '127.0.0.1'], 'any').status === 0;
    for (const end = Date.now() + 60_000; !isUp();) {
      if (Date.now() > end) throw new Error(docker(['logs', server]).output);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });

  afterAll(() => {
    docker(['rm', '--force', '--volumes', server, pooler], 'any');
    docker(['network', 'rm', network], 'any');
  });

  test.each(['psycopg', 'asyncpg'] as const)('%s answers many at once, and migrations lead past it', async (driver) => {
    await keepOnFailure(async () => {
      const env = Object.entries(ADDRESSES).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
      const job = ['run', '--rm', '--network', network, ...env, IMAGES[driver], ...MIGRATE];
      const migrated = await Promise.all([1, 2].map(() => runAside(process.cwd(), 'docker', job)));
      expect(migrated.map(({ status, output }) => (status === 0 ? 'done' : output))).toEqual(['done', 'done']);

      const container = new Container(IMAGES[driver], '8000', [], { DATABASE_URL: ADDRESSES.DATABASE_URL }, network);
      try {
        await askUntilUp(`${container.url}/health/live`);
        const headers = { 'content-type': 'application/json' };
        const body = `{"name":"${driver}"}`;
        // More than the connections that the pooler has, and each several times: a statement that was prepared is met again.
        for (const _ of [1, 2]) {
          const asked = Array.from({ length: 10 }, () => [
            ask(`${container.url}/items`, { method: 'POST', headers, body }),
            ask(`${container.url}/items?limit=100`),
            ask(`${container.url}/health/ready`),
          ]);
          const statuses = (await Promise.all(asked.flat())).map(({ status }) => status);
          expect([statuses, container.logs()]).toEqual([asked.flatMap(() => [201, 200, 200]), expect.anything()]);
        }
        const { body: items } = await ask(`${container.url}/items?limit=100`);
        expect(items.match(new RegExp(`"${driver}"`, 'g'))).toHaveLength(20);
      } finally {
        container.remove();
      }
    })();
  });
});
