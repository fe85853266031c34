import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { resolve } from '../../src/core/resolve/resolve';
import type { ResolvedApp } from '../../src/core/app/resolved';
import { Container, describeDocker, docker, imageName } from './docker';
import { hadolint } from './hadolint';
import { ask, askUntilUp, inFlight } from './http';
import { QUICK_BUILDER } from './image-app';
import { SETUPS, pairwiseRows, type Row } from './pairwise';
import { succeed } from './shell';
import { keepOnFailure, read, tarball, workspace, write } from './workspace';

/** Routes that tell what the server made of a request, and one that takes its time. */
const ROUTES = `

@router.get("/probe/echo")
async def echo(request: Request) -> dict[str, str | int]:
    import os

    client = request.client.host if request.client else ""
    url = str(request.url_for("echo"))
    return {"client": client, "url": url, "process": os.getpid()}


@router.get("/probe/slow")
async def slow() -> str:
    import asyncio

    await asyncio.sleep(3)
    return "done"
`;

/** Ways to fail, chosen from outside. */
const FAILURES = `
import os

if os.environ.get("FAIL") == "import":
    raise RuntimeError("the application cannot be imported")
`;

interface Echo {
  readonly client: string;
  readonly url: string;
  readonly process: number;
}

function resolvedRow({ name, options }: Row): ResolvedApp {
  const result = resolve({ ...options, name }, name);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** A row's app in a workspace, its sources made to tell and to fail. */
function generate(root: string, row: Row): string {
  const app = join(root, 'apps', row.name);
  mkdirSync(app, { recursive: true });
  write(
    join(app, 'fastapi-container.json'),
    JSON.stringify({
      name: row.name,
      image: { name: imageOf(row), extra: { builder: [QUICK_BUILDER] } },
      ...row.options,
    }),
  );
  succeed(root, 'npx', ['fastapi-container', 'synth', `apps/${row.name}`]);
  const { application } = resolvedRow(row);
  const source = join(app, application.sourceDir);
  write(join(source, 'routers/items.py'), read(source, 'routers/items.py') + ROUTES);
  const entry = join(app, application.entryFile);
  const lifespan = '    settings: Settings = app.state.settings\n';
  const failing = `    if os.environ.get("FAIL") == "lifespan":\n        raise RuntimeError("no database")\n${lifespan}`;
  write(entry, read(entry).replace('\nlogger =', `${FAILURES}\nlogger =`).replace(lifespan, failing));
  return app;
}

function imageOf({ name }: Row): string {
  return imageName(name);
}

async function echo(container: Container, headers: Record<string, string> = {}): Promise<Echo> {
  return JSON.parse((await ask(`${container.url}/items/probe/echo`, { headers })).body) as Echo;
}

async function expectRequestsAsConfigured(container: Container, app: ResolvedApp): Promise<void> {
  expect((await askUntilUp(`${container.url}/health/live`)).status).toBe(200);
  expect((await ask(`${container.url}/health/ready`)).status).toBe(200);
  expect((await ask(`${container.url}/items`)).status).toBe(200);
  const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https', host: 'shop.example' };
  const seen = await echo(container, forwarded);
  const trusted = app.proxy.trusted !== undefined;
  expect(seen.client === '203.0.113.9').toBe(trusted);
  if (trusted) expect(seen.url).toMatch(/^https:/);
  expect(new URL(seen.url).pathname).toBe(`${app.rootPath ?? ''}/items/probe/echo`);
}

/** Kills a worker, and waits until requests are answered by others only. */
async function expectKilledWorkerIsReplaced(container: Container): Promise<void> {
  const { process } = await echo(container);
  container.exec('python', '-c', `import os, signal; os.kill(${String(process)}, signal.SIGKILL)`);
  const end = Date.now() + 20_000;
  for (let answers = 0; answers < 5;) {
    try {
      answers = (await echo(container)).process === process ? 0 : answers + 1;
    } catch {
      answers = 0;
    }
    if (Date.now() > end) throw new Error(`a killed worker was not replaced:\n${container.logs()}`);
  }
}

async function expectCleanStop(container: Container, app: ResolvedApp): Promise<void> {
  const slow = await inFlight(`${container.url}/items/probe/slow`);
  const begin = Date.now();
  const exitCode = container.stop();
  expect(await slow.answer).toEqual({ status: 200, body: '"done"' });
  expect(await exitCode).toBe(0);
  expect(Date.now() - begin).toBeLessThan(app.timeouts.stop * 1000);
  expect(container.logs()).toContain('is stopping');
}

async function expectRow(root: string, row: Row): Promise<void> {
  const app = resolvedRow(row);
  const directory = generate(root, row);
  expect(docker(['build', '--check', directory]).output).toContain('Check complete, no warnings found');
  expect(hadolint(join(directory, 'Dockerfile'))).toEqual({ status: 0, output: '' });
  docker(['build', '--quiet', '--tag', imageOf(row), directory]);
  const container = new Container(imageOf(row), String(app.port));
  try {
    await expectRequestsAsConfigured(container, app);
    await container.untilHealth('healthy');
    // A request line in the log, in whatever form the server writes it.
    expect(/GET .*\/items\/probe\/echo/.test(container.logs())).toBe(app.accessLog);
    if (app.workers > 1 || app.server === 'granian') await expectKilledWorkerIsReplaced(container);
    await expectCleanStop(container, app);
  } catch (error) {
    throw new Error(`${row.name}: ${JSON.stringify(row.options)}\n${container.logs()}`, { cause: error });
  } finally {
    container.remove();
  }
}

/** Runs the rows of the pairwise table whose number leaves a rest when divided: the files share the work. */
export function describeRows(part: number, parts: number): void {
  const { rows, pairs } = pairwiseRows();
  const share = rows.filter((_, index) => index % parts === part);
  describeDocker(
    `${String(rows.length)} containers cover ${String(pairs)} pairs of options, part ${String(part + 1)}`,
    () => {
      const root = serverWorkspace();
      test.each(share.map((row) => [row.name, row] as const))('%s', async (_, row) =>
        keepOnFailure(() => expectRow(root(), row))(),
      );
    },
  );
}

function serverWorkspace(): () => string {
  let root = '';
  beforeAll(() => {
    root = workspace('servers');
    write(join(root, 'package.json'), '{ "private": true }\n');
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
  });
  return () => root;
}

async function expectFailedStartIsVisible(root: string, row: Row, failure: string): Promise<void> {
  const container = new Container(imageOf(row), '8000', [], { FAIL: failure });
  try {
    const state = await container.untilStoppedOrUnhealthy();
    expect({ failure, ...state }).not.toMatchObject({ running: false, exitCode: 0 });
    // On a busy machine the container is unhealthy before the application has said why.
    await container.untilLogged(failure === 'import' ? /cannot be imported/ : /no database/);
  } catch (error) {
    throw new Error(`${row.name}, ${failure} in ${root}\n${container.logs()}`, { cause: error });
  } finally {
    container.remove();
  }
}

/** An application that cannot start is seen from outside, whatever serves it. */
export function describeFailedStarts(): void {
  describeDocker('an application that cannot start', () => {
    const root = serverWorkspace();
    const rows = Object.entries(SETUPS).map(([setup, options]): Row => ({
      name: `fail-${setup}`,
      options: { ...options, python: '3.12', health: { interval: 1, startPeriod: 0, timeout: 1, retries: 3 } },
    }));
    test.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) =>
      keepOnFailure(async () => {
        docker(['build', '--quiet', '--tag', imageOf(row), generate(root(), row)]);
        // Both at once: what takes time is to wait for the health check.
        await Promise.all(['import', 'lifespan'].map((failure) => expectFailedStartIsVisible(root(), row, failure)));
      })(),
    );
  });
}
