import { join } from 'node:path';
import { postgresImage } from './support/data-images';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp, type Answer } from './support/http';
import { writeApp } from './support/image-app';
import { runAside } from './support/shell';
import { keepOnFailure, read, write } from './support/workspace';

/** A route that keeps a connection busy. */
const ROUTES = `

from sqlalchemy import text  # noqa: E402

from orders._container.database import Session  # noqa: E402


@app.get("/slow")
async def slow(session: Session) -> str:
    await session.execute(text("SELECT pg_sleep(3)"))
    return "slept"
`;

/** A migration takes a second, as it does when tables are large: it is still going on when the others begin. One may fail. */
const SLOWLY = `    if __import__("os").environ.get("FAIL"):
        raise ValueError("a mistake of mine")
    print("a line of mine")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT pg_sleep(1)")
`;

/** What runs the app's own tests, as a developer or CI does. */
const TESTS = `FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
CMD ["pytest"]
`;

const PASSWORD = 'a:b/c@d';
const MIGRATE = ['python', '-m', 'orders._container.migrate', 'upgrade', 'head'];

/** An answer, with the seconds that it took. */
async function timed(url: string): Promise<Answer & { seconds: number }> {
  const begun = performance.now();
  const answer = await ask(url);
  return { ...answer, seconds: (performance.now() - begun) / 1000 };
}

async function until(url: string, status: number): Promise<number> {
  const begun = performance.now();
  for (;;) {
    if ((await ask(url)).status === status) return (performance.now() - begun) / 1000;
    if (performance.now() - begun > 60_000) throw new Error(`after a minute ${url} is not ${String(status)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describeDocker.each([
  ['psycopg', 'json'],
  ['asyncpg', 'text'],
])('PostgreSQL through %s, with lines of %s', (driver, logFormat) => {
  const network = `fce2e-${String(process.pid)}-${driver}`;
  const server = `${network}-postgres`;
  const address = `postgresql://app:${encodeURIComponent(PASSWORD)}@${server}/orders`;
  let [image, app] = ['', ''];
  let container: Container | undefined;
  const url = (path: string) => `${container?.url ?? ''}${path}`;
  const psql = (query: string) =>
    docker([
      'exec',
      server,
      'psql',
      ...['--username', 'app', '--dbname', 'orders'],
      '--tuples-only',
      '--no-align',
      '-c',
      query,
    ]).stdout.trim();
  const untilUp = () => {
    const end = Date.now() + 60_000;
    while (docker(['exec', server, 'pg_isready', '--host', '127.0.0.1'], 'any').status !== 0)
      if (Date.now() > end) throw new Error(docker(['logs', server]).output);
  };
  const hardened = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--network', network];

  beforeAll(async () => {
    const postgres = await postgresImage();
    docker(['network', 'create', network]);
    const run = ['run', '--detach', '--name', server, '--network', network];
    const env = { POSTGRES_USER: 'app', POSTGRES_DB: 'orders', POSTGRES_PASSWORD: PASSWORD, PGPASSWORD: PASSWORD };
    docker([...run, ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]), postgres]);
    untilUp();
    image = imageName(`database-${driver}`);
    app = writeApp({
      python: '3.12',
      database: 'postgres',
      sql: { driver },
      logFormat,
      image: { name: image, check: true },
    });
    write(join(app, 'orders/main.py'), read(app, 'orders/main.py') + ROUTES);
    const first = 'orders/migrations/versions/0001_items.py';
    write(join(app, first), read(app, first).replace('\n\n\ndef downgrade', `\n${SLOWLY}\n\ndef downgrade`));
    // The check makes the application, without any address.
    docker(['build', '--quiet', '--tag', image, app]);
  });

  afterAll(() => {
    container?.remove();
    docker(['rm', '--force', '--volumes', server], 'any');
    docker(['network', 'rm', network], 'any');
  });

  /** What a migration writes: as JSON, each line has to be an object. */
  const messages = (output: string): string[] => {
    const lines = output.split('\n').filter(Boolean);
    return logFormat === 'text' ? lines : lines.map((line) => (JSON.parse(line) as { message: string }).message);
  };

  const WRONG: readonly (readonly [name: string, url: string | undefined, told: string])[] = [
    ['no address', undefined, 'DATABASE_URL is not set'],
    ['no address of a database', 'postgres//u:hidden@h', 'DATABASE_URL is no address of a database'],
    ['a port that is no number', 'postgres://u:hidden@h:p/n', 'DATABASE_URL is no address of a database'],
    ['an address of another one', 'mysql://u:hidden@h/n', 'DATABASE_URL begins with mysql'],
    ['an @ in its password', 'postgres://u:my@hidden@h/n', 'DATABASE_URL has an @ in its password'],
    ['a wrong password', `postgres://app:hidden@${server}/orders`, 'DATABASE_URL: .*password authentication failed'],
    [
      'an unknown database',
      address.replace(/orders$/, 'nowhere'),
      'DATABASE_URL: .*database .*nowhere.* does not exist',
    ],
    ['an unknown host', 'postgres://u:hidden@nowhere.invalid/n', 'DATABASE_URL: .*[Nn]ame '],
  ];

  // A host that nobody knows may be on its way: that is left to the readiness.
  test.each(WRONG.filter(([, url]) => !/my@|:p\/|nowhere\.invalid/.test(url ?? '')))(
    'the container does not start with %s, and says so in one line',
    async (_, url, told) => {
      await keepOnFailure(async () => {
        const env: Record<string, string> = url === undefined ? {} : { DATABASE_URL: url };
        const failing = new Container(image, '8000', [], env, network);
        try {
          const { running, exitCode } = await failing.untilStoppedOrUnhealthy();
          expect([running, exitCode]).toEqual([false, 3]);
          expect(failing.logs()).toMatch(new RegExp(told));
          expect(failing.logs()).not.toMatch(/Traceback|hidden/);
        } finally {
          failing.remove();
        }
      })();
    },
  );

  test(
    'migrations end with 1 and one line, what is wrong with the address, and with the traceback of a mistake in them',
    keepOnFailure(async () => {
      const migrate = (env: readonly string[]) =>
        runAside(app, 'docker', [
          'run',
          '--rm',
          ...hardened,
          ...env.flatMap((each) => ['--env', each]),
          image,
          ...MIGRATE,
        ]);
      for (const [name, url, told] of WRONG) {
        const { status, output } = await migrate(url === undefined ? [] : [`DATABASE_URL=${url}`]);
        const said = messages(output);
        expect([name, status, said]).toEqual([name, 1, [expect.stringMatching(told)]]);
        expect(output).not.toContain('hidden');
      }
      const { status, output } = await migrate([`DATABASE_URL=${address}`, 'FAIL=1']);
      expect([status, output]).toEqual([1, expect.stringMatching(/0001_items\.py.*[^]*ValueError: a mistake of mine/)]);
      expect(messages(output).length).toBeGreaterThan(0);
    }),
  );

  test(
    'three migrations that begin at once all end well, and each is done once',
    keepOnFailure(async () => {
      const job = ['run', '--rm', ...hardened, '--env', `DATABASE_URL=${address}`, image, ...MIGRATE];
      const ended = await Promise.all([1, 2, 3].map(() => runAside(app, 'docker', job)));
      expect(ended.map(({ status, output }) => (status === 0 ? 'done' : output))).toEqual(['done', 'done', 'done']);
      const lines = ended.flatMap(({ output }) => messages(output));
      expect(lines.filter((line) => line === 'a line of mine')).toHaveLength(1);
      const ran = ended.map(({ output }) => output.match(/Running upgrade/g)?.length ?? 0).sort();
      expect(ran).toEqual([0, 0, 1]);
      expect(psql('SELECT version_num FROM alembic_version')).toBe('0001');
    }),
  );

  test(
    'what a route changes is there for the next one',
    keepOnFailure(async () => {
      container = new Container(image, '8000', [], { DATABASE_URL: address }, network);
      await askUntilUp(url('/health/live'));
      expect((await ask(url('/health/ready'))).status).toBe(200);
      const headers = { 'content-type': 'application/json' };
      const created = await ask(url('/items'), { method: 'POST', headers, body: '{"name":"lamp"}' });
      expect(created.status).toBe(201);
      expect((await ask(url('/items'))).body).toContain('lamp');
      expect(psql('SELECT name FROM items')).toBe('lamp');
    }),
  );

  test(
    'a frozen server makes it not ready within the time, twice, while it lives, and thawed it is ready at once',
    keepOnFailure(async () => {
      docker(['pause', server]);
      const told: string[] = [];
      try {
        for (const _ of [1, 2]) {
          const { status, seconds } = await timed(url('/health/ready'));
          told.push(`${String(status)} after ${seconds.toFixed(2)} s`);
          expect(status).toBe(503);
          expect(seconds).toBeGreaterThan(1.9);
          expect(seconds).toBeLessThan(3);
          const live = await timed(url('/health/live'));
          expect(live.status).toBe(200);
          expect(live.seconds).toBeLessThan(0.5);
        }
      } finally {
        docker(['unpause', server]);
      }
      const thawed = await timed(url('/health/ready'));
      console.info(`${driver}, frozen: ${told.join(', ')}; thawed: ${thawed.seconds.toFixed(2)} s`);
      expect(thawed.status).toBe(200);
      expect(thawed.seconds).toBeLessThan(1);
    }),
  );

  test(
    'with all connections busy it stays ready',
    keepOnFailure(async () => {
      const busy = Array.from({ length: 14 }, () => ask(url('/slow')));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const { status, seconds } = await timed(url('/health/ready'));
      console.info(`${driver}, pool exhausted: ${String(status)} after ${seconds.toFixed(3)} s`);
      expect(status).toBe(200);
      expect(seconds).toBeLessThan(1);
      const answers = await Promise.all(busy);
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    }),
  );

  test(
    'a server that was started again costs no request',
    keepOnFailure(async () => {
      const all = () => Promise.all(Array.from({ length: 5 }, () => ask(url('/items'))));
      await all();
      docker(['restart', server]);
      untilUp();
      const statuses = (await Promise.all([all(), all(), all()])).flat().map(({ status }) => status);
      expect(statuses).toEqual(statuses.map(() => 200));
    }),
  );

  test(
    'without its server it is not ready, says so once, and recovers',
    keepOnFailure(async () => {
      docker(['stop', server]);
      const { status, seconds } = await timed(url('/health/ready'));
      console.info(`${driver}, server gone: ${String(status)} after ${seconds.toFixed(2)} s`);
      expect(status).toBe(503);
      expect(seconds).toBeLessThan(3);
      expect((await ask(url('/health/ready'))).status).toBe(503);
      expect((await ask(url('/health/live'))).status).toBe(200);
      docker(['start', server]);
      await until(url('/health/ready'), 200);
      const lines = container?.logs().split('\n') ?? [];
      expect(lines.filter((line) => line.includes('database is not ready')).length).toBeLessThan(4);
    }),
  );

  test(
    'SIGTERM ends it in time, a frozen server or not',
    keepOnFailure(async () => {
      docker(['pause', server]);
      try {
        await ask(url('/health/ready'));
        const begun = performance.now();
        const code = await container?.stop();
        const seconds = (performance.now() - begun) / 1000;
        console.info(`${driver}, stopped with a frozen server: ${String(code)} after ${seconds.toFixed(1)} s`);
        expect(code).not.toBe(137);
      } finally {
        docker(['unpause', server]);
      }
    }),
  );

  test(
    "the app's own tests pass on the server and on SQLite, and leave no row behind",
    keepOnFailure(() => {
      const tests = imageName(`database-tests-${driver}`);
      write(join(app, 'Tests.Dockerfile'), TESTS);
      write(join(app, 'Tests.Dockerfile.dockerignore'), '');
      docker(['build', '--quiet', '--tag', tests, '--file', join(app, 'Tests.Dockerfile'), app]);
      const before = psql('SELECT count(*) FROM items');
      psql('DELETE FROM items');
      for (const env of [[], ['--env', `TEST_DATABASE_URL=${address}`]]) {
        const { status, output } = docker(['run', '--rm', '--network', network, ...env, tests], 'any');
        expect([status, output]).toEqual([0, expect.stringMatching(/\d+ passed/)]);
      }
      expect(Number(before)).toBeGreaterThan(0);
      expect(psql('SELECT count(*) FROM items')).toBe('0');
    }),
  );
});
