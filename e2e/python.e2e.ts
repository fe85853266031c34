import { join } from 'node:path';
import { requirement, requirementLine } from '../src/core/python/packages';
import { neededRequirements } from '../src/core/outputs/requirements';
import { resolve } from '../src/core/resolve/resolve';
import { serverOf } from '../src/core/servers';
import { serveCommand } from '../src/core/servers/server';
import { askUntilUp, freePort } from './support/http';
import { Running, run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/**
 * The generated Python under its own tools, in every shape that options can give it. One environment serves all of
 * them: they install the same packages.
 */
const SHAPES: readonly (readonly string[])[] = [
  ['orders'],
  ['a', '--python', '3.10'],
  ['a-name-of-forty-characters-which-is-most', '--app', 'a_name_of_forty_characters_which_is_most.main:create_app()'],
  ['flat', '--app', 'main:app', '--python', '3.11'],
  ['flat-factory', '--app', 'service:make()', '--python', '3.12'],
  ['nested', '--app', 'nested.server.entry:create_app', '--health.live', '/livez', '--health.ready', '/readyz'],
  ['newest', '--python', '3.14'],
  // No Redis is there: nobody needs one to develop and test what does not use it.
  ['cached', '--cache', 'redis', '--health.requires', 'cache'],
  ['stored', '--database', 'sqlite'],
  ['told', '--python', '3.10', '--logFormat', 'json', '--metrics', 'prometheus', '--telemetry', 'otlp'],
];

/** Packages of the shapes that the first one does not need. */
const BESIDES = [
  ...(['redis', 'sqlalchemy', 'alembic', 'aiosqlite', 'prometheus-client'] as const),
  ...(['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'] as const),
];

/** Means something to Python, to Alembic, to a shell, and to the template of a migration. */
const TITLE = `it's a "quote" $HOME \\N %s \${x} """`;

describe('the generated Python', () => {
  const root = workspace('python');
  const name = (shape: readonly string[]) => shape[0] ?? '';
  const venv = join(root, 'apps/orders/.venv/bin');

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    // Settings of a parent directory must not reach into an app.
    write(join(root, 'ruff.toml'), 'line-length = 20\n');
    write(join(root, 'mypy.ini'), '[mypy]\npython_version = 2.7\n');
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
    for (const shape of SHAPES)
      succeed(root, 'npx', ['fastapi-container', 'new', join('apps', name(shape)), ...shape.slice(1)]);
    succeed(join(root, 'apps/orders'), 'npx', ['fastapi-container', 'install']);
    const packages = BESIDES.map((each) => requirementLine(requirement(each)));
    succeed(root, join(venv, 'python'), ['-m', 'pip', 'install', '--quiet', ...packages]);
  });

  test.each(SHAPES.map((shape) => [name(shape), join(root, 'apps', name(shape))]))(
    '%s passes its linter, formatter, type checker and tests',
    async (_, app) =>
      keepOnFailure(() => {
        const before = files(app);
        const { python = '3.13' } = JSON.parse(read(app, 'fastapi-container.json')) as { python?: string };
        const target = `--target-version py${python.replace('.', '')}`;
        const commands = [
          `ruff format --check ${target} .`,
          `ruff check ${target} .`,
          `mypy --python-version ${python} .`,
        ];
        for (const command of [...commands, 'mypy --python-version 3.10 .', 'pytest -q']) {
          const [program = '', ...args] = command.split(' ');
          const { status, output } = run(app, join(venv, program), args);
          expect([command, status, status === 0 ? '' : output]).toEqual([command, 0, '']);
          expect(output).not.toMatch(/warning/i);
        }
        expect(files(app)).toEqual(before);
      })(),
  );
});

describe('the tables of a database', () => {
  test(
    'follow the models by the tasks, whatever the title of a step',
    keepOnFailure(() => {
      const root = workspace('migrations');
      const app = join(root, 'apps/orders');
      write(join(root, 'package.json'), '{ "private": true }\n');
      succeed(root, 'npm', ['install', '--save-dev', tarball()]);
      succeed(root, 'npx', ['fastapi-container', 'new', 'apps/orders', '--database', 'sqlite']);
      const task = (name: string, ...words: string[]) =>
        run(root, 'npx', ['fastapi-container', 'run', name, 'apps/orders', ...words]);
      expect(task('migrate-check')).toMatchObject({ status: 0 });
      const models = join(app, 'orders/models.py');
      write(models, `${read(models)}    colour: Mapped[str | None]\n`);
      expect(task('migrate-check').output).toContain('colour');
      expect(task('migration', '--', TITLE)).toMatchObject({ status: 0 });
      for (const name of ['migrate', 'migrate-check', 'lint', 'typecheck', 'test'])
        expect({ name, ...task(name) }).toMatchObject({ name, status: 0 });
    }),
  );
});

describe('the servers at the oldest versions that are asked for', () => {
  const root = workspace('floors');
  const bin = join(root, 'venv/bin');
  const app = (options: object) => {
    const result = resolve(options, 'orders');
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.value;
  };
  const everything = [
    { server: 'uvicorn', workers: 2, limits: { concurrency: 9, maxRequests: 9, maxRequestsJitter: 9 } },
    { server: 'fastapi', rootPath: '/v1', proxy: { trusted: ['10.0.0.1'] } },
    { server: 'gunicorn', limits: { maxRequests: 9, maxRequestsJitter: 9 }, proxy: { trusted: ['10.0.0.1'] } },
    { server: 'gunicorn', workerClass: 'asgi', rootPath: '/v1' },
    { server: 'hypercorn', rootPath: '/v1' },
    { server: 'granian', rootPath: '/v1', limits: { concurrency: 9 } },
  ].map(app);

  beforeAll(() => {
    const packages = new Set(everything.flatMap((each) => serverOf(each).packages(each)));
    const floors = [...packages].map((name) => `${name}==${requirement(name).floor}`);
    succeed(root, 'python3', ['-m', 'venv', join(root, 'venv')]);
    succeed(root, join(bin, 'pip'), ['install', '--quiet', 'fastapi', ...floors]);
  });

  test.each(everything.map((each) => [serverOf(each).title, each] as const))(
    '%s has every flag of its command',
    async (_, each) =>
      keepOnFailure(() => {
        const command = serveCommand(serverOf(each), each);
        const program = each.server === 'fastapi' ? ['fastapi', 'run'] : [each.server];
        const help = run(root, join(bin, program[0] ?? ''), [...program.slice(1), '--help'], { COLUMNS: '300' }).stdout;
        for (const flag of command.filter((word) => word.startsWith('--'))) expect(help).toContain(flag);
      })(),
  );
});

describe('the servers at the oldest versions that an application may have pinned', () => {
  const root = workspace('pinned');
  const bin = join(root, 'venv/bin');
  const servers = ['uvicorn', 'fastapi', 'gunicorn', 'hypercorn', 'granian'].map((server) => {
    const app = resolve({ server, app: 'main:app' }, 'orders');
    if (!app.ok) throw new Error(JSON.stringify(app.problems));
    return app.value;
  });

  beforeAll(() => {
    const needed = servers.flatMap((each) => neededRequirements(each));
    const pins = needed.map(({ name, anyVersion, oldest }) => (anyVersion ? name : `${name}==${oldest}`));
    succeed(root, 'python3', ['-m', 'venv', join(root, 'venv')]);
    succeed(root, join(bin, 'pip'), ['install', '--quiet', ...new Set(pins)]);
    const route = '@app.get("/")\ndef root() -> str:\n    return "up"\n';
    write(join(root, 'main.py'), `from fastapi import FastAPI\n\napp = FastAPI()\n\n\n${route}`);
  });

  test.each(servers.map((each) => [serverOf(each).title, each] as const))('%s serves and stops', async (_, app) =>
    keepOnFailure(async () => {
      const port = await freePort();
      const [program = '', ...words] = serveCommand(serverOf(app), { ...app, port });
      const running = new Running(root, join(bin, program), words);
      try {
        expect((await askUntilUp(`http://127.0.0.1:${String(port)}/`)).body).toBe('"up"');
        expect([0, null]).toContain(await running.terminate());
      } catch (error) {
        throw new Error(running.output, { cause: error });
      } finally {
        await running.stop();
      }
    })(),
  );
});
