import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ISOLATED, NX_VERSIONS, isNewest, nxWorkspace, testInNewest } from './support/nx';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, read, write } from './support/workspace';

interface Shown {
  readonly root: string;
  readonly targets: Record<string, { readonly options: { readonly command: string } }>;
}

const LIBRARY = '[project]\nname = "acme-shared"\nversion = "1.0"\n';

/**
 * What people's workspaces look like, apart from those that are made for this package. In each version: what of them is
 * affected, what their own settings do to a target, and what a broken file of options stops.
 */
describe.each(NX_VERSIONS)('in a workspace of Nx %s', (version) => {
  const { root, nx, install, add } = nxWorkspace(version, ISOLATED);
  const newestTest = testInNewest(version);
  const orders = join(root, 'apps/orders');
  const show = (project: string) => JSON.parse(nx('show', 'project', project, '--json').stdout) as Shown;
  const nxJson = (changes: object) => {
    const plugins = ['fastapi-container/nx'];
    write(join(root, 'nx.json'), JSON.stringify({ analytics: false, plugins, ...changes }));
  };
  const commit = (message: string) => {
    succeed(root, 'git', ['add', '--all']);
    succeed(root, 'git', ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com', 'commit', '-qm', message]);
  };

  beforeAll(() => {
    install();
    add();
    write(join(root, 'libs/shared/pyproject.toml'), LIBRARY);
    write(join(root, 'libs/shared/acme_shared/__init__.py'), 'ANSWER = 1\n');
    write(join(root, 'base.json'), '{}\n');
    for (const name of ['orders', 'stock']) {
      const made = nx('g', 'fastapi-container:app', `apps/${name}`);
      expect(made.status).toBe(0);
    }
    const options = {
      name: 'orders',
      extends: '../../base.json',
      libraries: ['../../libs/shared'],
      lock: true,
      born: ['app'],
    };
    write(join(orders, 'fastapi-container.json'), JSON.stringify(options));
    commit('before');
  });

  test(
    'a change in a library or in a base of the options affects the image of the app, and of no other',
    keepOnFailure(() => {
      for (const path of ['libs/shared/acme_shared/__init__.py', 'base.json']) {
        const before = read(root, path);
        write(join(root, path), `${before}\n`);
        const selected = nx('show', 'projects', '--affected', '--base=HEAD', '--json');
        const changed = path === 'base.json' ? [] : ['acme-shared'];
        expect([path, (JSON.parse(selected.stdout) as string[]).sort()]).toEqual([path, [...changed, 'orders']]);
        const graph = nx('affected', '-t', 'container-build', '--base=HEAD', '--graph=stdout');
        const { tasks } = JSON.parse(graph.stdout) as { tasks: { tasks: Record<string, unknown> } };
        expect([path, Object.keys(tasks.tasks).sort()]).toEqual([
          path,
          ['orders:container-build', 'orders:container-check'],
        ]);
        write(join(root, path), before);
      }
    }),
  );

  test(
    'a `targetDefaults` of another plugin, which replaces what a target runs first, breaks none',
    keepOnFailure(() => {
      write(join(orders, 'fastapi-container.json'), '{ "name": "orders", "born": ["app"] }');
      expect(nx('sync').status).toBe(0);
      const dependsOn = ['^build'];
      nxJson({ targetDefaults: { test: { dependsOn }, lint: { dependsOn }, 'container-build': { dependsOn } } });
      expect(existsSync(join(orders, '.venv'))).toBe(false);
      const tested = nx('test', 'orders', '--', '-k', 'live', '-q');
      expect(tested.output).toMatch(/1 passed, \d+ deselected/);
      expect(tested.status).toBe(0);
      write(join(orders, 'Dockerfile'), read(orders, 'Dockerfile').replace('EXPOSE 8000', 'EXPOSE 8001'));
      const built = nx('container-build', 'orders');
      expect(built.output).toContain('EXPOSE 8001');
      expect(built.output).not.toContain('exporting');
      expect(built.status).not.toBe(0);
      succeed(root, 'git', ['checkout', '--', 'apps/orders/Dockerfile']);
      nxJson({});
    }),
  );

  test(
    'no options file stops Nx, whatever is in it, and each target of that app fails with what is wrong',
    keepOnFailure(() => {
      const wrong = join(root, 'apps/wrong/fastapi-container.json');
      const before = Object.keys(show('orders').targets).sort();
      const texts = ['['.repeat(1_000_000), '{ "extends": "a\\u0000b" }', `{ "extends": "${'x'.repeat(5000)}" }`];
      for (const text of [...(isNewest(version) ? texts : []), '{ "helth": {} }']) {
        write(wrong, text);
        expect(Object.keys(show('orders').targets).sort()).toEqual(before);
        expect(Object.keys(show('wrong').targets).sort()).toEqual(before);
        const tested = nx('run', 'wrong:test');
        expect(tested.output).toContain('1 problem in apps/wrong/fastapi-container.json');
        expect(tested.status).not.toBe(0);
      }
      rmSync(wrong);
      mkdirSync(wrong);
      expect(JSON.parse(nx('show', 'projects', '--json').stdout)).toEqual(expect.arrayContaining(['orders', 'stock']));
      rmSync(join(root, 'apps/wrong'), { recursive: true });
    }),
  );

  newestTest(
    'an app in a directory that Git ignores, in an environment or in another checkout is none; no name hides one',
    () => {
      writeFileSync(join(root, '.gitignore'), 'node_modules\n.nx\n/ignored\n');
      for (const directory of ['ignored/a', 'env/b', 'vendor/c', 'apps/build']) {
        write(join(root, directory, 'fastapi-container.json'), '{ "port": 80 }');
      }
      write(join(root, 'env/pyvenv.cfg'), '');
      succeed(join(root, 'vendor/c'), 'git', ['init', '--quiet', '.']);
      const projects = JSON.parse(nx('show', 'projects', '--json').stdout) as string[];
      expect(projects.filter((name) => name !== 'ws').sort()).toEqual(['build', 'orders', 'stock']);
      const checked = run(root, join(root, 'node_modules/.bin/fastapi-container'), ['check', '--json']);
      const { apps } = JSON.parse(checked.stdout) as { apps: { directory: string }[] };
      expect(apps.map(({ directory }) => directory)).toEqual(['apps/build', 'apps/orders', 'apps/stock']);
      expect(run(join(root, 'libs'), join(root, 'node_modules/.bin/fastapi-container'), ['check']).status).toBe(2);
      for (const directory of ['ignored', 'env', 'vendor', 'apps/build']) {
        rmSync(join(root, directory), { recursive: true });
      }
    },
  );

  newestTest(
    'a port that another app publishes is refused, of a new app and of one that is there, and nothing is written',
    () => {
      const generate = (name: string, ...flags: string[]) =>
        nx('g', 'fastapi-container:app', `apps/${name}`, '--compose', ...flags);
      expect([generate('first', '--port=9100').status, generate('second', '--port=9101').status]).toEqual([0, 0]);
      const before = files(root);
      for (const name of ['second', 'third']) {
        const refused = generate(name, '--port=9100');
        expect(refused.status).not.toBe(0);
        expect(refused.output).toMatch(/run\.port = 9100[^]*published twice[^]*apps\/first has it under Compose too/);
        expect(files(root)).toEqual(before);
      }
    },
  );

  newestTest('the app may be the root of the workspace', () => {
    rmSync(join(root, 'apps'), { recursive: true });
    const manifest = read(root, 'package.json');
    const refused = nx('g', 'fastapi-container:app', '.', '--port=80');
    expect(refused.output).toContain('1 problem in the options of fastapi-container:app');
    const made = nx('g', 'fastapi-container:app', '.', '--name=shop');
    expect(made.output).toContain('CREATE fastapi-container.json');
    expect(made.status).toBe(0);
    expect(read(root, 'package.json')).toBe(manifest);
    const before = files(root);
    expect(nx('g', 'fastapi-container:app', '.').output).not.toMatch(/CREATE|UPDATE/);
    expect(files(root)).toEqual(before);
    expect(show('shop').root).toBe('.');
    expect(nx('sync:check').status).toBe(0);
    expect(nx('container-check', 'shop').status).toBe(0);
    const tested = nx('test', 'shop', '--', '-k', 'live', '-q');
    expect(tested.output).toMatch(/1 passed, \d+ deselected/);
    const checked = nx('run-many', '--targets=lint,typecheck', '--output-style=static');
    expect(checked.output).toContain('All checks passed');
    expect(checked.status).toBe(0);
  });
});
