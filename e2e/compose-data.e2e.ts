import { join } from 'node:path';
import { ComposeApp, leftOf, repository } from './support/compose';
import { dataImages } from './support/data-images';
import { describeDocker, docker } from './support/docker';
import { ask, askUntilUp } from './support/http';
import { keepOnFailure, write } from './support/workspace';

/** Uses both services, as a person would write it: a count in each, and readiness that asks both. */
const MAIN = `import asyncio, os
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from fastapi import FastAPI, Response
from redis.asyncio import Redis

PASSWORD = Path("/run/secrets/app/database_password").read_text()
redis = Redis(host="redis", socket_timeout=2, socket_connect_timeout=2)


async def query(text: str) -> object:
    connection = await asyncpg.connect(
        host="postgres", user="app", database="app", password=PASSWORD, timeout=2
    )
    try:
        return await connection.fetchval(text, timeout=2)
    finally:
        await connection.close()


@asynccontextmanager
async def lifespan(app: FastAPI):
    await query("select count(*) from visits")
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/visits")
async def visit() -> list[int]:
    rows = await query("with i as (insert into visits default values returning 1) select count(*) + 1 from visits")
    return [rows, await redis.incr("visits")]


@app.get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/health/ready")
async def ready(response: Response) -> dict[str, str]:
    try:
        await asyncio.wait_for(asyncio.gather(query("select 1"), redis.ping()), 3)
    except Exception as error:
        response.status_code = 503
        return {"status": repr(error)}
    return {"status": "ok"}
`;

const MIGRATE = `import asyncio, os, sys
from pathlib import Path

import asyncpg


async def main() -> None:
    if len(sys.argv) > 1:
        sys.exit("the table is locked by somebody")
    password = (Path(os.environ["APP_SECRETS_DIR"]) / "database_password").read_text()
    connection = await asyncpg.connect(host="postgres", user="app", database="app", password=password)
    await connection.execute("create table if not exists visits (id bigserial primary key)")


asyncio.run(main())
`;

/** What the main process of a container is allowed to do. */
const STATUS = ['grep', '-E', '^(Uid|CapEff|CapBnd|NoNewPrivs):', '/proc/1/status'];

describeDocker('PostgreSQL and Redis beside the app', () => {
  const app = new ComposeApp(repository('compose-data'), 'data');
  const [postgres, redis] = [`${app.name}-postgres`, `${app.name}-redis`];
  let url = '';
  let compose = { postgres: {}, redis: {} };

  const until = async (status: number): Promise<number> => {
    const begun = Date.now();
    for (;;) {
      if ((await ask(`${url}/health/ready`)).status === status) return (Date.now() - begun) / 1000;
      if (Date.now() - begun > 60_000) throw new Error(`after a minute readiness is not ${String(status)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const visit = async () => JSON.parse((await ask(`${url}/visits`, { method: 'POST' })).body) as unknown;

  beforeAll(async () => {
    const images = await dataImages();
    compose = {
      postgres: { image: images.postgres, user: 999 },
      redis: { image: images.redis, user: 999, memory: 64, pids: 60 },
    };
    url = await app.create({
      compose,
      migration: { command: ['python', '-m', 'shop.migrate', 'fail'] },
    });
    write(join(app.path, 'shop/main.py'), MAIN);
    write(join(app.path, 'shop/migrate.py'), MIGRATE);
    app.require('asyncpg==0.31.0', 'redis==7.1.0');
  });

  test(
    'a migration that fails keeps the app from starting, and the target fails with what it wrote',
    keepOnFailure(() => {
      const { status, output } = app.task('compose-up');
      expect(status).not.toBe(0);
      expect(output).toContain('the table is locked by somebody');
      expect(app.inspect().State.Status).toBe('created');
      expect(app.inspect(`${app.name}-migrate`).State).toMatchObject({ Status: 'exited', ExitCode: 1 });
    }),
  );

  test(
    'the app starts after its migration, and reaches both with the password that was made',
    keepOnFailure(async () => {
      app.options({ migration: { command: ['python', '-m', 'shop.migrate'] } });
      const begun = Date.now();
      app.succeed('compose-up');
      console.info(`up with both: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      expect(await ask(`${url}/health/ready`)).toEqual({ status: 200, body: '{"status":"ok"}' });
      expect([await visit(), await visit()]).toEqual([
        [1, 1],
        [2, 2],
      ]);
    }),
  );

  test(
    'both are hardened like the app, and nobody else reaches them',
    keepOnFailure(() => {
      for (const service of [postgres, redis]) {
        const { stdout } = app.exec(service, ...STATUS);
        expect(stdout.replace(/\s+/g, ' ')).toBe(
          'Uid: 999 999 999 999 CapEff: 0000000000000000 CapBnd: 0000000000000000 NoNewPrivs: 1 ',
        );
        const written = app.exec(
          service,
          'sh',
          '-c',
          'for d in / /etc /var/lib /usr/bin; do touch $d/x && echo $d; done',
        );
        expect(written.stdout).toBe('');
        expect(app.inspect(service).HostConfig).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'] });
        expect(docker(['port', app.inspect(service).Id]).stdout).toBe('');
      }
      // No way out of their network.
      const out = "timeout 3 bash -c 'exec 3<>/dev/tcp/1.1.1.1/53' 2>/dev/null && echo out || echo in";
      expect(app.exec(postgres, 'sh', '-c', out).stdout.trim()).toBe('in');
    }),
  );

  test.each(['postgres', 'redis'])(
    'without %s the app is not ready and goes on living, and it recovers',
    async (name) => {
      await keepOnFailure(async () => {
        const { Id } = app.inspect(name === 'postgres' ? postgres : redis);
        const before = app.inspect().Id;
        docker(['kill', Id]);
        await until(503);
        expect((await ask(`${url}/health/live`)).status).toBe(200);
        docker(['start', Id]);
        const seconds = await until(200);
        console.info(`ready ${seconds.toFixed(1)} s after ${name} was started again`);
        expect(app.inspect()).toMatchObject({ Id: before, State: { Status: 'running' } });
      })();
    },
  );

  test(
    'more data than fits is refused by Redis, and as a cache it drops what is old: it is never killed for it',
    keepOnFailure(async () => {
      // Bit by bit, as clients write: what one script writes is in memory twice until it is in the file.
      const some = "for i=1,4 do redis.call('set', KEYS[1] .. i, string.rep('x', 500000)) end";
      const fill = () => app.exec(redis, 'sh', '-c', `for n in $(seq 50); do redis-cli eval "${some}" 1 "$n-"; done`);
      const unharmed = () => {
        expect(app.inspect(redis)).toMatchObject({ RestartCount: 0, State: { Status: 'running', OOMKilled: false } });
      };
      expect(app.inspect(redis).HostConfig).toMatchObject({ Memory: 64 * 1024 * 1024, PidsLimit: 60 });
      expect(app.inspect(postgres).HostConfig).toMatchObject({
        Memory: 512 * 1024 * 1024,
        NanoCpus: 1e9,
        PidsLimit: 200,
      });
      expect(fill().output).toContain('OOM');
      unharmed();
      expect(app.exec(redis, 'redis-cli', 'get', 'visits').stdout.trim()).toBe('2');
      app.exec(redis, 'sh', '-c', 'redis-cli --scan --pattern "[0-9]*" | xargs redis-cli del');
      app.options({ compose: { ...compose, redis: { ...compose.redis, persistent: false } } });
      app.succeed('compose-up');
      expect(fill().output).not.toContain('OOM');
      unharmed();
      expect(Number(app.exec(redis, 'redis-cli', 'dbsize').stdout)).toBeLessThan(150);
      app.options({ compose });
      app.succeed('compose-up');
      await askUntilUp(`${url}/health/live`);
    }),
  );

  test(
    'what they keep survives down and up, and `--volumes` takes it',
    keepOnFailure(async () => {
      // Both were killed before.
      expect(await visit()).toEqual([3, 3]);
      app.succeed('compose-down');
      expect(leftOf(app.name)).toEqual({ containers: 0, networks: 0, volumes: 2 });
      app.succeed('compose-up');
      await askUntilUp(`${url}/health/live`);
      expect(await visit()).toEqual([4, 4]);
      app.succeed('compose-down', '-- --volumes');
      expect(leftOf(app.name)).toEqual({ containers: 0, networks: 0, volumes: 0 });
    }),
  );
});
