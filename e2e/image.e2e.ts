import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { hadolint } from './support/hadolint';
import { ask, expectApp, inFlight } from './support/http';
import { run, succeed } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

interface Case {
  readonly name: string;
  readonly flags: readonly string[];
  readonly entry: string;
  /** Number of server processes. */
  readonly workers: number;
  readonly rootPath?: string;
}

const CASES: readonly Case[] = [
  { name: 'orders', flags: ['--python', '3.12'], entry: 'orders/main.py', workers: 1 },
  {
    name: 'flat',
    flags: ['--python', '3.13', '--app', 'main:create_app()', '--port', '9100', '--workers', '2', '--root-path', '/v1'],
    entry: 'main.py',
    workers: 2,
    rootPath: '/v1',
  },
];

const SLOW_ROUTE = `

@router.get("/slow/{seconds}")
async def slow(seconds: float) -> str:
    import asyncio

    await asyncio.sleep(seconds)
    return "done"
`;

describeDocker.each(CASES)('the image of $name', ({ name, flags, entry, workers, rootPath }) => {
  const root = workspace('image');
  const app = join(root, 'apps', name);
  const image = imageName(name);
  let port = '';

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
    succeed(root, 'npx', ['fastapi-container', 'new', `apps/${name}`, '--image.name', image, ...flags]);
    port = /EXPOSE (\d+)/.exec(read(app, 'Dockerfile'))?.[1] ?? '';
    const items = join(app, entry.replace('main.py', 'routers/items.py'));
    write(items, read(items) + SLOW_ROUTE);
    write(join(app, entry.replace('main.py', '.env.local')), 'SECRET=1\n');
  });

  test(
    'has a Dockerfile without findings',
    keepOnFailure(() => {
      expect(docker(['build', '--check', app]).output).toContain('Check complete, no warnings found');
      expect(hadolint(join(app, 'Dockerfile'))).toEqual({ status: 0, output: '' });
      expect(read(app, 'Dockerfile')).not.toMatch(/^# syntax/m);
    }),
  );

  test(
    'builds from a checkout that only its owner can read',
    keepOnFailure(() => {
      succeed(app, 'chmod', ['-R', 'go-rwx', '.']);
      docker(['build', '--tag', image, app]);
    }),
  );

  test(
    'answers, unprivileged and read-only, and turns healthy',
    keepOnFailure(async () => {
      const container = new Container(image, port);
      try {
        await expectApp(container.url);
        const schema = JSON.parse((await ask(`${container.url}/openapi.json`)).body) as { servers?: { url: string }[] };
        expect(schema.servers?.[0]?.url).toBe(rootPath);
        await container.untilHealth('healthy');
        const main = JSON.parse(
          container.exec('python', '-c', 'import json; print(json.dumps(open("/proc/1/cmdline").read().split("\\0")))')
            .stdout,
        ) as string[];
        // The server itself is process 1, or the launcher in whose process its supervisor runs; no shell is in between.
        expect(main.slice(1, 3).join(' ')).toBe(
          workers > 1 ? '_container/serve.py main:create_app' : `/opt/venv/bin/uvicorn ${name}.main:app`,
        );
        expect(container.exec('id', '-u').stdout.trim()).toBe('10001');
        expect(container.exec('touch', `/app/${entry}`).status).not.toBe(0);
        const listing = container.exec(
          'find',
          '/app',
          '-name',
          '.env*',
          '-o',
          '-name',
          'tests',
          '-o',
          '-name',
          'Dockerfile',
        );
        expect(listing.stdout).toBe('');
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'compiles nothing but the application when it starts: the bytecode is baked in',
    keepOnFailure(() => {
      const module = entry.replace('.py', '').replaceAll('/', '.');
      const { stderr } = docker([
        'run',
        '--rm',
        '--read-only',
        '--env',
        'PYTHONVERBOSE=1',
        image,
        'python',
        '-c',
        `import uvicorn.main, ${module}`,
      ]);
      expect(stderr).toMatch(/code object from '?\S+\.pyc/);
      expect(stderr.match(/code object from '?(?!\/app\/)\S+\.py'?$/gm) ?? []).toEqual([]);
    }),
  );

  test(
    'its health check fails on any status but 200, and where nothing listens',
    keepOnFailure(() => {
      const container = new Container(image, port, ['python', '-m', 'http.server', port, '--directory', '/tmp']);
      try {
        const [config] = JSON.parse(docker(['inspect', image]).stdout) as [
          { Config: { Healthcheck: { Test: string[] } } },
        ];
        const [kind, ...argv] = config.Config.Healthcheck.Test;
        expect(kind).toBe('CMD');
        container.exec(
          'python',
          '-c',
          `import socket,time\nfor _ in range(50):\n  try: socket.create_connection(("127.0.0.1", ${port})); break\n  except OSError: time.sleep(.1)`,
        );
        expect(container.exec(...argv)).toMatchObject({ status: 1, stderr: 'HTTP 404\n' });
        const silent = docker(['run', '--rm', image, ...argv], 'any');
        expect(silent.status).toBe(1);
        expect(silent.stderr).toMatch(/^ConnectionRefusedError.*\n$/);
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'answers a request in flight when it is stopped, runs the shutdown, and exits with 0',
    keepOnFailure(async () => {
      const container = new Container(image, port);
      try {
        await expectApp(container.url);
        const slow = await inFlight(`${container.url}/items/slow/3`);
        const begin = Date.now();
        const stopped = container.stop();
        expect(await slow.answer).toEqual({ status: 200, body: '"done"' });
        expect(await stopped).toBe(0);
        expect(Date.now() - begin).toBeLessThan(10_000);
        expect(container.logs()).toContain('is stopping');
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'says in a line how long it is',
    keepOnFailure(() => {
      const lines = read(app, 'Dockerfile').split('\n');
      expect(lines.length).toBeLessThanOrEqual(60);
      expect(lines.filter((line) => line.startsWith('FROM ')).length).toBeLessThanOrEqual(3);
      expect(lines.filter((line) => line.length > 160)).toEqual([]);
      expect(existsSync(join(app, '.venv'))).toBe(false);
      expect(run(app, 'npx', ['fastapi-container', 'check']).status).toBe(0);
    }),
  );
});
