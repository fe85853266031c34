import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ask, askUntilUp, freePort } from './support/http';
import { NEWEST_NX, nxWorkspace } from './support/nx';
import { PackageRegistry } from './support/package-registry';
import { Running, run, runAside, succeed, type Ended } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** Path of the package by which `npm create` finds the command. */
function createTarball(): string {
  const path = process.env.E2E_CREATE_TARBALL;
  if (path === undefined) throw new Error('run the end-to-end tests with `npm run test:e2e`');
  return path;
}

const PERSON = {
  GIT_AUTHOR_NAME: 'person',
  GIT_AUTHOR_EMAIL: 'person@example.com',
  GIT_COMMITTER_NAME: 'person',
  GIT_COMMITTER_EMAIL: 'person@example.com',
};

let registry: PackageRegistry;
let env: Record<string, string> = {};

beforeAll(async () => {
  registry = new PackageRegistry(tarball(), createTarball());
  const url = await registry.url();
  // Its packages have the versions of others that a cache may know.
  env = { ...PERSON, npm_config_registry: url, npm_config_cache: workspace('npm-cache') };
});

afterAll(async () => {
  await registry.stop();
});

describe('npm create fastapi-container', () => {
  const home = workspace('create');
  const root = join(home, 'my-shop');
  const create = (...words: string[]): Promise<Ended> =>
    runAside(home, 'npm', ['create', '--yes', 'fastapi-container@latest', ...words], env);
  const nx = (...args: string[]) => run(root, join(root, 'node_modules/.bin/nx'), args, PERSON);

  test(
    'refuses what cannot become a workspace, all of it at once, and writes nothing',
    keepOnFailure(async () => {
      const missing = await create();
      expect([missing.status, missing.output]).toEqual([2, expect.stringMatching(/directory\s+Problem: is missing/)]);
      const bad = await create('My Shop', '--', '--name=web', '--port=99999', '--sever=uvicorn');
      expect(bad.status).toBe(2);
      for (const told of ['cannot be the name of a package', 'port', 'sever']) expect(bad.output).toContain(told);
      const web = await create('my-shop', '--', '--name=web');
      expect(web.output).toContain('is the name of the page');
      expect(readdirSync(home)).toEqual([]);
      write(join(root, 'mine.txt'), 'mine');
      const full = await create('my-shop');
      expect(full.output).toMatch(/is not empty: it holds mine\.txt[^]*nx add fastapi-container/);
      expect(readdirSync(root)).toEqual(['mine.txt']);
      const file = await create('my-shop/mine.txt');
      expect(file.output).toContain('is a file');
      rmSync(root, { recursive: true });
    }),
  );

  test(
    'leaves nothing where the packages cannot be installed, and tells what npm said',
    keepOnFailure(async () => {
      // The command is there; the registry that it is to install from is not.
      succeed(home, 'npm', ['init', '--yes', '--silent']);
      succeed(home, 'npm', ['install', '--no-save', '--no-package-lock', tarball()]);
      const cli = join(home, 'node_modules/.bin/fastapi-container');
      const offline = {
        ...PERSON,
        npm_config_registry: 'http://127.0.0.1:9/',
        npm_config_fetch_retries: '0',
        npm_config_cache: workspace('empty-cache'),
      };
      const failed = await runAside(home, cli, ['create', 'my-shop'], offline);
      expect(failed.status).toBe(2);
      expect(failed.stderr).toMatch(/ECONNREFUSED[^]*npm ended with exit code[^]*type the same command again/);
      expect(existsSync(root)).toBe(false);
      succeed(home, 'git', ['init', '--quiet', root]);
      expect((await runAside(root, cli, ['create', '.'], offline)).status).toBe(2);
      expect(readdirSync(root)).toEqual(['.git']);
      rmSync(root, { recursive: true });
    }),
  );

  test(
    'makes a repository that is complete: nothing is left to write, and all that is generated passes its own tools',
    keepOnFailure(async () => {
      const port = await freePort();
      const made = await create('my-shop', '--', '--name=orders', '--python=3.12', `--port=${String(port)}`);
      expect([made.status, made.stdout]).toEqual([0, expect.stringContaining('cd my-shop\n  npm start\n')]);
      expect(succeed(root, 'git', ['status', '--short']).stdout).toBe('');
      expect(succeed(root, 'git', ['log', '--format=%s']).stdout).toBe('A new workspace\n');
      expect(read(root, 'apps/orders/fastapi-container.json')).toContain(`"port": ${String(port)}`);
      expect(read(root, '.vscode/launch.json')).toContain('"name": "orders: attach"');
      const projects = nx('show', 'projects').stdout.trim().split('\n').sort();
      expect(projects).toEqual(['orders', 'orders-client', 'web']);
      expect(nx('sync:check').status).toBe(0);
      const checked = nx('run-many', '--targets=lint,typecheck,test,build,openapi-check', '--output-style=static');
      expect([checked.status, checked.status === 0 ? '' : checked.output]).toEqual([0, '']);
      expect(succeed(root, 'git', ['status', '--short']).stdout).toBe('');
    }),
  );

  test(
    'one command serves the page with the service behind it, and a new port of the service is followed',
    keepOnFailure(async () => {
      const moved = await freePort();
      const changed = nx('g', 'fastapi-container:app', 'apps/orders', `--port=${String(moved)}`);
      expect(changed.status).toBe(0);
      const port = await freePort();
      const server = new Running(root, 'npm', ['start', '--', `--port=${String(port)}`, '--strictPort']);
      try {
        const url = `http://localhost:${String(port)}`;
        expect((await askUntilUp(`${url}/`)).body).toContain('<title>orders</title>');
        expect((await ask(`${url}/src/main.ts`)).body).toContain('itemsListItems');
        await askUntilUp(`http://127.0.0.1:${String(moved)}/health/live`);
        const added = await fetch(`${url}/api/items`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"name":"lamp"}',
        });
        expect(added.status).toBe(201);
        expect((await ask(`${url}/api/items`)).body).toContain('"lamp"');
      } finally {
        await server.stop();
      }
      succeed(root, 'git', ['commit', '--all', '--quiet', '--message', 'port'], PERSON);
    }),
  );

  test(
    'a change in Python becomes an error in the page, at its line, and affects what it reaches',
    keepOnFailure(() => {
      const router = join(root, 'apps/orders/orders/routers/items.py');
      const before = read(router);
      write(router, before.replace('quantity:', 'amount:'));
      expect(nx('openapi', 'orders').status).toBe(0);
      expect(succeed(root, 'git', ['diff', '--stat']).stdout).toContain('openapi.json');
      const affected = nx('show', 'projects', '--affected', '--base=HEAD', '--json');
      expect((JSON.parse(affected.stdout) as string[]).sort()).toEqual(['orders', 'orders-client', 'web']);
      const broken = nx('typecheck', 'web', '--output-style=static');
      expect(broken.status).not.toBe(0);
      expect(broken.output).toMatch(/src\/main\.ts[(:]\d+.*quantity/);
      write(router, before);
      expect(nx('openapi', 'orders').status).toBe(0);
      expect(nx('typecheck', 'web', '--output-style=static').status).toBe(0);
      expect(succeed(root, 'git', ['status', '--short']).stdout).toBe('');
    }),
  );
});

/** Yarn takes its settings from variables of its own. */
const yarnSettings = (): Record<string, string> => {
  const certificates = succeed('.', 'npm', ['config', 'get', 'cafile']).stdout.trim();
  return {
    YARN_NPM_REGISTRY_SERVER: String(env.npm_config_registry),
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    // Of its own: that of the user may hold another build in the same version.
    YARN_GLOBAL_FOLDER: workspace('yarn'),
    YARN_ENABLE_GLOBAL_CACHE: 'false',
    YARN_ENABLE_TELEMETRY: '0',
    ...(certificates === 'null' ? {} : { YARN_HTTPS_CA_FILE_PATH: certificates }),
  };
};

describe.each([
  { program: 'pnpm', package: 'pnpm@10.34.9', file: 'pnpm/bin/pnpm.cjs', lock: 'pnpm-lock.yaml' },
  { program: 'yarn', package: '@yarnpkg/cli-dist@4.18.1', file: '@yarnpkg/cli-dist/bin/yarn.js', lock: 'yarn.lock' },
])('$program create fastapi-container', ({ program, package: wanted, file, lock }) => {
  const home = workspace(`create-${program}`);

  test(
    'installs with what called it, and the page finds its client',
    keepOnFailure(async () => {
      write(join(home, 'tools/package.json'), '{ "private": true }');
      succeed(join(home, 'tools'), 'npm', ['install', '--no-package-lock', wanted]);
      const bin = join(home, 'bin');
      write(join(bin, program), `#!/bin/sh\nexec node "${join(home, 'tools/node_modules', file)}" "$@"\n`);
      chmodSync(join(bin, program), 0o755);
      const path = { ...env, ...yarnSettings(), PATH: [bin, process.env.PATH].join(delimiter) };
      write(join(home, 'fresh/yarn.lock'), '');
      const words = ['create', 'fastapi-container', 'shop', '--python=3.12'];
      const made = await runAside(join(home, 'fresh'), program, words, path);
      expect([made.status, made.output]).toEqual([0, expect.stringContaining(`${program} run start`)]);
      const root = join(home, 'fresh/shop');
      expect(existsSync(join(root, lock))).toBe(true);
      expect(existsSync(join(root, 'package-lock.json'))).toBe(false);
      expect(succeed(root, 'git', ['ls-files', '.yarn', 'node_modules']).stdout).toBe('');
      const checked = run(root, program, ['nx', 'typecheck', 'web', '--output-style=static'], path);
      expect([checked.status, checked.status === 0 ? '' : checked.output]).toEqual([0, '']);
    }),
  );
});

// In older versions of Nx it is run by `create-nx-workspace`, below.
describe('the preset in the newest Nx', () => {
  const { root, nx, install } = nxWorkspace(NEWEST_NX);

  test(
    'fills a workspace, whatever else it is called with, and changes nothing the second time',
    keepOnFailure(() => {
      install(tarball());
      const words = ['g', 'fastapi-container:preset', '--name=ws', '--service=orders', '--port=9123'];
      const made = nx(...words, '--nxCloud=skip', '--pm=npm', '--useProjectJson=true');
      expect([made.status, made.status === 0 ? '' : made.output]).toEqual([0, '']);
      expect(read(root, 'apps/orders/fastapi-container.json')).toContain('"port": 9123');
      expect(JSON.parse(read(root, 'package.json'))).toMatchObject({ workspaces: ['libs/orders-client', 'apps/web'] });
      expect(read(root, 'apps/web/src/main.ts')).toContain("from 'orders-client'");
      expect(read(root, '.vscode/launch.json')).toContain('"name": "orders: attach"');
      succeed(root, 'git', ['add', '--all']);
      expect(nx(...words).status).toBe(0);
      expect(succeed(root, 'git', ['status', '--short']).stdout).not.toMatch(/^.M/m);
      expect(nx('g', 'fastapi-container:preset', '--service=orders').output).toContain('name');
    }),
  );
});

test.each(['22.7.12', '23.2.1'])(
  'create-nx-workspace %s makes a workspace by the preset, with its flags',
  async (version) => {
    const home = workspace('create-nx-workspace');
    const words = [
      ...['--yes', `create-nx-workspace@${version}`, 'ws', '--preset=fastapi-container', '--nxCloud=skip', '--pm=npm'],
      ...['--no-interactive', '--skipGit', '--port=9124', '--python=3.12'],
    ];
    const made = await runAside(home, 'npx', words, env);
    expect([made.status, made.status === 0 ? '' : made.output]).toEqual([0, '']);
    const root = join(home, 'ws');
    expect(read(root, 'apps/api/fastapi-container.json')).toMatch(
      /"port": 9124[^]*"python": "3\.12"|"python": "3\.12"[^]*"port": 9124/,
    );
    expect(existsSync(join(root, 'apps/.gitkeep'))).toBe(false);
    const projects = run(root, join(root, 'node_modules/.bin/nx'), ['show', 'projects']).stdout.trim().split('\n');
    expect(projects).toEqual(expect.arrayContaining(['api', '@ws/api-client', 'web']));
    expect(read(root, 'apps/web/src/main.ts')).toContain("from '@ws/api-client'");
  },
);
