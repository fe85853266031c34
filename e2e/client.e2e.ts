import { appendFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { browserTest, pageAt } from './support/browser';
import { askUntilUp, freePort } from './support/http';
import { nxWorkspace } from './support/nx';
import { Running, run, succeed, type Ended } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

const SHOP = join(__dirname, 'support/shop');
const VITE = '8.3.8';

/** What the calls of the frontend come to, with an app that was just started. */
const OUTCOME = {
  status: 'new',
  note: 'thanks',
  none: null,
  paidWith: ['42', '7'],
  some: 2,
  paid: [1],
  missing: [404, 99],
  wrong: [422, expect.stringContaining("does not match any of the expected tags: 'card', 'cash'") as string],
  receipt: { name: 'r.txt', size: 5 },
};

function replace(path: string, before: string, after: string): void {
  const text = read(path);
  expect(text).toContain(before);
  write(path, text.replaceAll(before, after));
}

/** How many tasks of a run of Nx came from the cache, of how many. */
function fromCache({ status, output }: Ended): string {
  if (status !== 0) throw new Error(output);
  const [, hits = '0', all] = /instead of running the command for (\d+) out of (\d+) tasks/.exec(output) ?? [];
  return all === undefined ? 'none' : `${hits} of ${all}`;
}

/** Puts the shop, with all that clients find difficult, into an app. */
function addShop(app: string): void {
  write(join(app, 'orders/routers/orders.py'), read(SHOP, 'orders.py'));
  const main = join(app, 'orders/main.py');
  replace(main, 'import health, items\n', 'import health, items, orders\n');
  replace(
    main,
    '    app.include_router(items.router)\n',
    '    app.include_router(items.router)\n    app.include_router(orders.router)\n',
  );
  appendFileSync(join(app, 'requirements.txt'), 'python-multipart\n');
}

/** A frontend that shows what the calls come to. */
function addFrontend(web: string): void {
  const scripts = { typecheck: 'tsc --noEmit', build: 'vite build' };
  const manifest = {
    name: 'web',
    private: true,
    type: 'module',
    scripts,
    dependencies: { '@acme/orders-client': '*' },
    devDependencies: { vite: VITE },
  };
  write(join(web, 'package.json'), JSON.stringify(manifest));
  const compilerOptions = {
    ...{
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: [],
    },
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noEmit: true },
  };
  write(join(web, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  write(join(web, 'index.html'), '<pre id="out">nothing</pre><script type="module" src="/src/main.ts"></script>\n');
  write(join(web, 'src/calls.ts'), read(SHOP, 'calls.ts.txt'));
  write(
    join(web, 'src/main.ts'),
    "import { calls } from './calls';\n\nconst out = document.querySelector('#out')!;\ncalls(`${location.origin}/api`).then(\n  (outcome) => (out.textContent = JSON.stringify(outcome)),\n  (error: unknown) => (out.textContent = String(error)),\n);\n",
  );
  write(
    join(web, 'vite.config.js'),
    "const target = process.env.API;\nexport default { preview: { proxy: { '/api': { target, rewrite: (path) => path.slice(4) } } } };\n",
  );
}

/** Runs the application of an app on a port of its own. */
async function served<T>(app: string, work: (url: string) => Promise<T>): Promise<T> {
  const port = String(await freePort());
  const server = new Running(app, join(app, '.venv/bin/uvicorn'), ['orders.main:app', '--port', port]);
  try {
    await askUntilUp(`http://127.0.0.1:${port}/health/live`);
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    await server.stop();
  }
}

describe('a client of an app, and a frontend that uses it, in Nx', () => {
  const { root, nx } = nxWorkspace('24.0.6');
  const app = join(root, 'apps/orders');
  const web = join(root, 'apps/web');
  const library = join(root, 'libs/orders-client');
  const router = join(app, 'orders/routers/orders.py');
  const client = (...args: string[]) => nx('g', 'fastapi-container:client', ...args);
  const must = (ended: Ended): string => {
    if (ended.status !== 0) throw new Error(ended.output);
    return ended.output;
  };

  beforeAll(() => {
    const devDependencies = { nx: '24.0.6', typescript: '~5.9.3', 'fastapi-container': `file:${tarball()}` };
    const manifest = { name: '@acme/shop', private: true, workspaces: ['apps/web'], devDependencies };
    write(join(root, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const typecheck = {
      dependsOn: ['^generate'],
      inputs: ['default', { dependentTasksOutputFiles: '**/*.ts', transitive: true }],
      cache: true,
    };
    const targetDefaults = { typecheck };
    const plugins = ['fastapi-container/nx'];
    write(join(root, 'nx.json'), JSON.stringify({ analytics: false, plugins, targetDefaults }));
    write(join(root, '.gitignore'), 'node_modules\n.nx\ndist\n');
    succeed(root, 'git', ['init', '--quiet', '.']);
    addFrontend(web);
    write(
      join(web, 'package.json'),
      read(web, 'package.json').replace('"dependencies":{"@acme/orders-client":"*"},', ''),
    );
    succeed(root, 'npm', ['install']);
    must(nx('g', 'fastapi-container:app', 'apps/orders', '--python=3.12'));
    addShop(app);
  });

  test(
    'is made once: a second run, and one that is refused, write nothing',
    keepOnFailure(() => {
      const made = client('libs/orders-client', '--project=orders');
      expect(must(made)).toContain(
        'Next: `npx nx openapi orders`, then `npm install`, then `npx nx run @acme/orders-client:generate`',
      );
      const before = files(root);
      expect(JSON.parse(read(root, 'package.json'))).toMatchObject({ workspaces: ['apps/web', 'libs/orders-client'] });
      expect(must(client('libs/orders-client', '--project=orders'))).toContain('nothing to do');
      for (const [args, said] of [
        [
          ['apps/web', '--project=orders'],
          /directory = "apps\/web"[^]*holds something else: index\.html, package\.json/,
        ],
        [['libs/other', '--project=order'], /project = "order"[^]*is no app[^]*Allowed: orders/],
        [['libs/other', '--project=orders', '--name=web'], /name = "web"[^]*is the name of another project/],
        [['libs/orders-client', '--project=orders', '--tool=orval'], /is made with hey-api/],
        [['libs/other', '--project=orders', '--generator=orval'], /Nx has a flag of that name[^]*write --tool/],
        [['../elsewhere', '--project=orders'], /is not inside the workspace/],
      ] as const) {
        const refused = client(...args);
        expect(refused.status).not.toBe(0);
        expect(refused.output).toMatch(said);
      }
      expect(files(root)).toEqual(before);
    }),
  );

  test(
    'is generated from the contract, and compiles where it is used, under the strictest settings',
    keepOnFailure(() => {
      must(nx('openapi', 'orders'));
      addFrontend(web);
      succeed(root, 'npm', ['install']);
      // As its README says, once more.
      const [, words = ''] = /```sh\nnpx nx (.+)\n```/.exec(read(library, 'README.md')) ?? [];
      must(nx(...words.split(' ')));
      must(nx('typecheck', 'web'));
      must(nx('typecheck', '@acme/orders-client'));
      expect(run(root, 'git', ['status', '--short', '--untracked-files=all']).stdout).not.toContain('generated');
      const { graph } = JSON.parse(nx('graph', '--print').stdout) as {
        graph: { dependencies: Record<string, { target: string }[]> };
      };
      expect(graph.dependencies['@acme/orders-client']?.map(({ target }) => target)).toContain('orders');
      // Also where the generated code is missing: after a clone, say.
      rmSync(join(library, 'src/generated'), { recursive: true });
      expect(fromCache(nx('typecheck', 'web'))).toBe('2 of 2');
      expect(read(library, 'src/generated/index.ts')).toContain('ordersGetOrder');
    }),
  );

  test(
    'an edit that leaves the contract alone rebuilds nothing of the frontend',
    keepOnFailure(() => {
      appendFileSync(router, '\n# a comment, and a helper\ndef helper() -> int:\n    return 1\n');
      const before = read(app, 'openapi.json');
      expect(must(nx('openapi', 'orders'))).not.toContain('is written');
      expect(read(app, 'openapi.json')).toBe(before);
      expect(fromCache(nx('run-many', '-t', 'typecheck', '-p', 'web', '@acme/orders-client'))).toBe('3 of 3');
    }),
  );

  test(
    'an edit that changes it fails the type check of the frontend, at the place that is wrong',
    keepOnFailure(() => {
      replace(router, 'note: str | None', 'remark: str | None');
      must(nx('openapi', 'orders'));
      const wrong = nx('typecheck', 'web');
      expect(wrong.status).not.toBe(0);
      expect(wrong.output).toMatch(/src\/calls\.ts\(\d+,\d+\): error TS\d+: .*'note'/);
      expect(wrong.output).not.toMatch(/libs\/orders-client.*error/);
      replace(router, 'remark: str | None', 'note: str | None');
      must(nx('openapi', 'orders'));
      expect(fromCache(nx('typecheck', 'web'))).toBe('2 of 2');
    }),
  );

  test(
    'the contract comes from the cache, and the check looks at the file all the same',
    keepOnFailure(() => {
      const before = read(app, 'openapi.json');
      rmSync(join(app, 'openapi.json'));
      must(nx('openapi', 'orders'));
      expect(read(app, 'openapi.json')).toBe(before);
      must(nx('openapi-check', 'orders'));
      expect(fromCache(nx('openapi-check', 'orders'))).toBe('1 of 2');
      replace(join(app, 'openapi.json'), '"title": "orders"', '"title": "mine"');
      const cached = nx('openapi', 'orders', '--check');
      expect(cached.status).not.toBe(0);
      expect(cached.output).toMatch(/answered from the cache of Nx[^]*run the target `openapi-check`/);
      const stale = nx('openapi-check', 'orders');
      expect(stale.status).not.toBe(0);
      expect(stale.output).toContain('First difference: info.title: "mine" became "orders"');
      expect(stale.output).toContain('Way out: `npx nx openapi orders`');
      must(nx('openapi', 'orders'));
      expect(read(app, 'openapi.json')).toBe(before);
    }),
  );

  test(
    'calls a running app from Node: list, create, 404, 422, upload, union, nullable, enumeration',
    keepOnFailure(async () => {
      const build = ['build', '--ssr', 'src/calls.ts', '--outDir', 'dist/node', '--logLevel', 'warn'];
      succeed(web, join(root, 'node_modules/.bin/vite'), build);
      const outcome = await served(app, (url) => {
        const code = `import('./dist/node/calls.js').then(({ calls }) => calls('${url}')).then((it) => console.log(JSON.stringify(it)))`;
        return Promise.resolve(JSON.parse(succeed(web, process.execPath, ['-e', code]).stdout) as unknown);
      });
      expect(outcome).toEqual(OUTCOME);
    }),
  );

  browserTest(
    'calls it from a real browser, in an application that Vite built',
    keepOnFailure(async () => {
      must(nx('build', 'web'));
      await served(app, async (url) => {
        const port = String(await freePort());
        const page = new Running(web, 'env', [
          `API=${url}`,
          join(root, 'node_modules/.bin/vite'),
          'preview',
          '--port',
          port,
          '--strictPort',
          '--host',
          '127.0.0.1',
        ]);
        try {
          await askUntilUp(`http://127.0.0.1:${port}/`);
          const html = pageAt(`http://127.0.0.1:${port}/`);
          const shown = /<pre id="out">([^<]*)<\/pre>/.exec(html)?.[1] ?? html;
          expect(JSON.parse(shown.replaceAll('&quot;', '"'))).toEqual(OUTCOME);
        } finally {
          await page.stop();
        }
      });
    }),
  );

  test.each(['22.7.12', '23.3.2'])('is affected by its contract, and cached by it, on Nx %s too', (version) =>
    keepOnFailure(() => {
      const older = nxWorkspace(version);
      older.install('typescript@~5.9.3');
      const own = (...args: string[]) => must(older.nx(...args));
      older.add();
      own('g', 'fastapi-container:app', 'apps/orders');
      write(join(older.root, 'apps/orders/openapi.json'), read(app, 'openapi.json'));
      own('g', 'fastapi-container:client', 'libs/orders-client', '--project=orders');
      succeed(older.root, 'npm', ['install']);
      own('typecheck', 'orders-client');
      expect(fromCache(older.nx('typecheck', 'orders-client'))).toBe('2 of 2');
      const commit = (message: string) => {
        succeed(older.root, 'git', ['add', '-A']);
        const who = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com'];
        succeed(older.root, 'git', [...who, 'commit', '--quiet', '-m', message]);
      };
      commit('one');
      replace(join(older.root, 'apps/orders/openapi.json'), '"title": "orders"', '"title": "shop"');
      expect(older.nx('show', 'projects', '--affected', '--base=HEAD').stdout).toContain('orders-client');
      expect(fromCache(older.nx('typecheck', 'orders-client'))).toBe('none');
    })(),
  );

  test(
    'of orval works with TypeScript 7, with which the default is refused, on the Node that it needs',
    keepOnFailure(async () => {
      const other = workspace('client-orval');
      const cli = (...args: string[]) => run(other, 'npx', ['fastapi-container', ...args]);
      const devDependencies = { typescript: '^7.0.2', 'fastapi-container': `file:${tarball()}` };
      write(join(other, 'package.json'), JSON.stringify({ name: '@acme/shop', private: true, devDependencies }));
      succeed(other, 'git', ['init', '--quiet', '.']);
      succeed(other, 'npm', ['install']);
      must(cli('new', 'apps/orders', '--python', '3.12'));
      const contract = join(other, 'apps/orders/openapi.json');
      write(contract, read(app, 'openapi.json'));
      const before = files(other);
      const refused = cli('client', 'libs/orders-client', '--app', 'apps/orders');
      expect(refused).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/TypeScript \^7[^]*--tool=orval/) as string,
      });
      expect(files(other)).toEqual(before);
      const made = must(cli('client', 'libs/orders-client', '--app', 'apps/orders', '--tool', 'orval'));
      expect(made).toContain('orval needs Node >=22.18.0');
      expect(must(cli('client', 'libs/orders-client', '--app', 'apps/orders', '--tool=orval'))).toContain(
        'nothing to do',
      );
      const newer = join(other, 'tools');
      const node = `node-${process.platform}-${process.arch}`;
      write(join(newer, 'package.json'), '{ "private": true }\n');
      succeed(newer, 'npm', ['install', '--no-package-lock', `${node}@22.23.3`]);
      const PATH = [join(newer, 'node_modules', node, 'bin'), process.env.PATH].join(delimiter);
      expect(run(other, 'node', ['--version'], { PATH }).stdout).toBe('v22.23.3\n');
      succeed(other, 'npm', ['install'], { PATH });
      const script = (name: string) => run(other, 'npm', ['run', '--workspace', '@acme/orders-client', name], { PATH });
      must(script('generate'));
      must(script('typecheck'));
      const calls = join(other, 'libs/orders-client/src/calls.ts');
      write(calls, read(SHOP, 'calls-orval.ts.txt'));
      must(script('typecheck'));
      const outcome = await served(app, (url) => {
        const code = `import('${calls}').then(({ calls }) => calls('${url}')).then((it) => console.log(JSON.stringify(it)))`;
        const words = ['--import', 'tsx', '-e', code];
        succeed(other, 'npm', ['install', '--no-save', 'tsx@4'], { PATH });
        return Promise.resolve(JSON.parse(succeed(other, 'node', words, { PATH }).stdout) as unknown);
      });
      expect(outcome).toEqual({
        status: 'new',
        paidWith: ['42'],
        paid: 0,
        missing: [404, 99],
        wrong: 422,
        receipt: { name: 'r.txt', size: 5 },
      });
      write(contract, read(contract).replaceAll('"number"', '"digits"'));
      must(script('generate'));
      const wrong = script('typecheck');
      expect(wrong.output).toMatch(/src\/calls\.ts\(\d+,\d+\): error TS\d+: /);
    }),
  );
});
