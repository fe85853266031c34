import { join } from 'node:path';
import { ComposeApp, repository } from './support/compose';
import { dataImages } from './support/data-images';
import { describeDocker, docker } from './support/docker';
import { ask, askUntilUp, expectApp } from './support/http';
import { keepOnFailure, read, write } from './support/workspace';

/** A route that counts in the cache. */
const VISITS = `

from shop._container.cache import Cache  # noqa: E402


@app.post("/visits")
async def visit(cache: Cache) -> int:
    count: int = await cache.incr("visits")
    return count
`;

describeDocker('a database and a cache that options ask for', () => {
  const app = new ComposeApp(repository('compose-options'), 'options');
  let url = '';

  const until = async (path: string, status: number): Promise<void> => {
    const begun = Date.now();
    while ((await ask(`${url}${path}`)).status !== status) {
      if (Date.now() - begun > 60_000) throw new Error(`after a minute ${path} is not ${String(status)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const items = async () => JSON.parse((await ask(`${url}/items`)).body) as { name: string }[];
  const sql = (question: string) => {
    const psql = 'PGPASSWORD=$(cat /run/secrets/database_password) psql -U app -h 127.0.0.1 -At -c';
    return app.exec(`${app.name}-postgres`, 'sh', '-c', `${psql} "${question}"`).output.trim();
  };

  beforeAll(async () => {
    const { postgres, redis } = await dataImages();
    // The official ones cannot be pulled everywhere: nothing else of the two is said.
    const compose = { postgres: { image: postgres, user: 999 }, redis: { image: redis, user: 999, persistent: false } };
    url = await app.create({ compose, sql: { maxConnections: 120 } }, '--database=postgres', '--cache=redis');
    write(join(app.path, 'shop/main.py'), read(app.path, 'shop/main.py') + VISITS);
  });

  test(
    'one command: both are there, the tables are changed, the app is ready, and uses both',
    keepOnFailure(async () => {
      app.succeed('compose-up');
      await expectApp(url);
      expect(app.inspect(`${app.name}-migrate`).State).toMatchObject({ Status: 'exited', ExitCode: 0 });
      expect((await ask(`${url}/visits`, { method: 'POST' })).body).toBe('1');
      expect(await items()).toMatchObject([{ name: 'lamp' }]);
      // What is in the table that a migration made, in the database that the service has.
      expect(sql('select count(*) from alembic_version')).toBe('1');
      expect(sql('select name from items')).toBe('lamp');
      expect(sql('show max_connections')).toBe('120');
    }),
  );

  test(
    'the password is in no file but its own, and no variable',
    keepOnFailure(() => {
      const password = read(app.path, 'secrets/database_password');
      expect(password.length).toBeGreaterThan(20);
      expect(read(app.path, 'compose.yaml')).not.toContain(password);
      expect(JSON.stringify(app.inspect())).not.toContain(password);
    }),
  );

  test(
    'again: what is there stays, also in new containers',
    keepOnFailure(async () => {
      const before = app.inspect().Id;
      app.succeed('compose-up', '-- --force-recreate');
      await askUntilUp(`${url}/health/live`);
      expect(app.inspect().Id).not.toBe(before);
      expect(await items()).toMatchObject([{ name: 'lamp' }]);
    }),
  );

  test(
    'without the database the app is not ready, without the cache it is',
    keepOnFailure(async () => {
      docker(['kill', app.inspect(`${app.name}-redis`).Id]);
      expect((await ask(`${url}/health/ready`)).status).toBe(200);
      expect((await ask(`${url}/visits`, { method: 'POST' })).status).toBe(500);
      docker(['kill', app.inspect(`${app.name}-postgres`).Id]);
      await until('/health/ready', 503);
      expect((await ask(`${url}/health/live`)).status).toBe(200);
      docker(['start', app.inspect(`${app.name}-redis`).Id, app.inspect(`${app.name}-postgres`).Id]);
      await until('/health/ready', 200);
      // As many as it had counted are forgotten: it is a cache.
      expect((await ask(`${url}/visits`, { method: 'POST' })).body).toBe('1');
    }),
  );

  test(
    'while it is developed it has the same addresses',
    keepOnFailure(() => {
      const { stdout } = app.compose('-f', 'compose.yaml', '-f', 'compose.dev.yaml', 'config', '--format', 'json');
      const { services } = JSON.parse(stdout) as { services: Record<string, { environment: object }> };
      expect(services[app.name]?.environment).toMatchObject({
        DATABASE_URL: 'postgresql://app@postgres:5432/app',
        REDIS_URL: 'redis://redis:6379/0',
      });
    }),
  );
});
