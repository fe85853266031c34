import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolved } from '../../test/support/memory';
import { tasks } from '../core/tasks';
import { portInUse } from './port-in-use';

let root: string;
let server: Server;
let port: number;

async function listen(host: string): Promise<void> {
  server = createServer();
  await new Promise<void>((done) => server.listen(0, host, done));
  ({ port } = server.address() as AddressInfo);
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-port-')));
  mkdirSync(join(root, '.git'));
});

afterEach(async () => {
  rmSync(root, { recursive: true });
  await new Promise((done) => server.close(done));
});

async function found(task: string, options: object, ...words: string[]) {
  const app = resolved(options);
  const one = tasks(app).find(({ name }) => name === task);
  if (!one) throw new Error(`there is no ${task}`);
  return portInUse(one, words, app, { path: join(root, 'apps/orders'), shown: 'apps/orders' });
}

describe.each(['127.0.0.1', '0.0.0.0'])('a port that something on %s has', (host) => {
  beforeEach(() => listen(host));

  test.each(['serve', 'start'])('%s names it and the option', async (task) => {
    const problem = await found(task, { port });
    expect(problem).toMatchObject({ option: 'port', value: port });
    expect(problem?.reason).toContain(`port ${String(port)} of this machine is in use`);
    expect(problem?.fix).toMatch(
      /lsof -i :\d+.*set "port" in apps\/orders\/fastapi-container\.json.*synth apps\/orders/,
    );
  });

  test('container-run names the option of this machine', async () => {
    expect(await found('container-run', { run: { port } })).toMatchObject({ option: 'run.port', value: port });
    expect(await found('container-run', { port })).toMatchObject({ option: 'run.port', value: port });
    expect(await found('container-run', { port, run: { port: port === 65535 ? 1024 : port + 1 } })).toBeUndefined();
  });
});

test('the app of the repository that has the same port is named', async () => {
  await listen('127.0.0.1');
  for (const [name, at] of [
    ['items', port],
    ['stock', port === 8000 ? 8001 : 8000],
  ] as const) {
    mkdirSync(join(root, 'apps', name), { recursive: true });
    writeFileSync(join(root, 'apps', name, 'fastapi-container.json'), JSON.stringify({ port: at }));
  }
  const reason = (await found('serve', { port }))?.reason ?? '';
  expect(reason).toMatch(/the app in .*apps\/items, whose port it is too/);
  expect(reason).not.toContain('stock');
});

test('an app of projen is changed in its call', async () => {
  await listen('127.0.0.1');
  expect((await found('serve', { port, managedBy: 'projen' }))?.fix).toContain('`npx projen`');
});

test('another address on the command line is not judged, other words are', async () => {
  await listen('127.0.0.1');
  for (const words of [['--port', '9'], ['--bind=127.0.0.1:9'], ['-p', '9:9'], ['--uds', 'x']])
    expect(await found('serve', { port }, ...words)).toBeUndefined();
  expect(await found('serve', { port }, '--log-level', 'debug')).toBeDefined();
});

test('tasks that listen nowhere have nothing to fear', async () => {
  await listen('127.0.0.1');
  for (const task of ['test', 'install', 'container-build']) expect(await found(task, { port })).toBeUndefined();
});
