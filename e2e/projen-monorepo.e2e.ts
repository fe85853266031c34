import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Container, dockerTest, imageName } from './support/docker';
import { expectApp } from './support/http';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** The oldest version of the peer range that the registry has, the newest one, and one that is too old. */
const [OLDEST, NEWEST, TOO_OLD] = ['0.101.23', '0.103.25', '0.100.2'];

/** In CI a NodeProject installs with `npm ci`, which needs a lock file that was committed. */
const LOCALLY = { CI: undefined };

function install(root: string, projen: string): void {
  write(join(root, 'package.json'), JSON.stringify({ name: 'shop', private: true }));
  const packages = [`projen@${projen}`, 'constructs@^10.5.0', `fastapi-container@file:${tarball()}`];
  succeed(root, 'npm', ['install', '--save-dev', '--no-package-lock', ...packages]);
}

describe('a monorepo root of projen', () => {
  const root = workspace('projen-monorepo');
  const image = imageName('projen-python');

  const definition = (port: number) => `
    const { javascript, python } = require('projen');
    const { FastApiContainer, FastApiContainerProject, FastApiContainerWorkspace } = require('fastapi-container');
    const devDeps = ['fastapi-container@file:${tarball()}'];
    const common = { name: 'shop', defaultReleaseBranch: 'main', packageManager: javascript.NodePackageManager.NPM };
    const parent = new javascript.NodeProject({ ...common, devDeps, github: false, jest: false });
    new FastApiContainerWorkspace(parent, { devcontainer: 'vscode' });
    new FastApiContainerProject({ parent, name: 'orders', outdir: 'apps/orders', port: ${String(port)} });
    new FastApiContainerProject({ parent, name: 'billing', outdir: 'services/eu/billing', server: 'hypercorn' });
    const reports = new python.PythonProject({
      ...{ parent, outdir: 'apps/reports', name: 'reports', moduleName: 'reports', version: '0.1.0' },
      ...{ authorName: 'A', authorEmail: 'a@example.com', venvOptions: { envdir: '.venv' } },
    });
    new FastApiContainer(reports, { python: '3.12', image: { name: '${image}' } });
    parent.synth();
  `;

  test(
    'has apps as subprojects and in a PythonProject',
    keepOnFailure(() => {
      install(root, NEWEST);
      write(join(root, '.projenrc.js'), definition(9100));
      succeed(root, 'node', ['.projenrc.js'], LOCALLY);
      const around = JSON.parse(read(root, 'fastapi-container.workspace.json')) as object;
      expect(around).toMatchObject({ managedBy: 'projen', devcontainer: 'vscode' });
      for (const port of [9100, 8000])
        expect(read(root, '.devcontainer/devcontainer.json')).toContain(`"${String(port)}": {`);
      for (const app of ['apps/orders', 'services/eu/billing', 'apps/reports']) {
        for (const path of ['package.json', 'node_modules', '.git', '.projenrc.js']) {
          expect([app, path, existsSync(join(root, app, path))]).toEqual([app, path, false]);
        }
        const { $schema } = JSON.parse(read(root, app, 'fastapi-container.json')) as { $schema: string };
        expect(existsSync(join(root, app, $schema))).toBe(true);
        expect(run(join(root, app), 'npx', ['projen', 'container-check']).output).toContain('in step');
      }
    }),
  );

  test(
    'an option that changes is synthesized from within the subproject, and changes no other app',
    keepOnFailure(() => {
      const before = files(root);
      write(join(root, '.projenrc.js'), definition(9200));
      succeed(join(root, 'apps/orders'), 'npx', ['projen'], LOCALLY);
      expect(read(root, 'apps/orders/Dockerfile')).toContain('EXPOSE 9200');
      const after = files(root);
      const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
      expect(changed.sort()).toEqual([
        // Its port is one of those that the devcontainer forwards.
        '.devcontainer/devcontainer.json',
        '.projenrc.js',
        ...['.projen/tasks.json', 'Dockerfile', 'fastapi-container.json', 'orders/_container/healthcheck.py'].map(
          (path) => `apps/orders/${path}`,
        ),
      ]);
    }),
  );

  test(
    'the PythonProject runs its own tests and those of the app',
    keepOnFailure(() => {
      const { status, output } = run(join(root, 'apps/reports'), 'npx', ['projen', 'test']);
      expect(output).toMatch(/tests\/test_example\.py[^]*tests\/test_health\.py[^]*\d+ passed/);
      expect(status).toBe(0);
    }),
  );

  dockerTest(
    'its image serves the app',
    keepOnFailure(async () => {
      succeed(join(root, 'apps/reports'), 'npx', ['projen', 'container-build']);
      const container = new Container(image, '8000');
      try {
        await expectApp(container.url);
      } finally {
        container.remove();
      }
    }),
  );
});

describe('the oldest projen of the range', () => {
  const root = workspace('projen-oldest');
  const app = join(root, 'orders');

  test(
    'synthesizes the same files as the newest one',
    keepOnFailure(() => {
      const name = "{ name: 'orders', python: '3.12' }";
      for (const [directory, version] of Object.entries({ orders: OLDEST, newest: NEWEST })) {
        install(join(root, directory), version);
        write(
          join(root, directory, '.projenrc.js'),
          `new (require('fastapi-container').FastApiContainerProject)(${name}).synth();`,
        );
        succeed(join(root, directory), 'node', ['.projenrc.js']);
        succeed(join(root, directory), 'npx', ['projen', 'container-check']);
      }
      const comparable = (directory: string) =>
        Object.entries(files(join(root, directory))).filter(([path]) => !/^(\.projen\/|package\.json)/.test(path));
      expect(comparable('orders')).toEqual(comparable('newest'));
    }),
  );

  test(
    'ejects an app that works',
    keepOnFailure(() => {
      succeed(app, 'npx', ['projen', 'eject']);
      expect(run(app, 'node', ['scripts/run-task.cjs', 'container-check']).output).toContain('in step');
    }),
  );

  test(
    'one that is older is refused with one clear message',
    keepOnFailure(() => {
      const newest = join(root, 'newest');
      succeed(newest, 'npm', ['install', '--save-dev', '--force', '--no-package-lock', `projen@${TOO_OLD}`]);
      const before = files(newest);
      const { status, output } = run(newest, 'node', ['.projenrc.js']);
      expect(status).not.toBe(0);
      expect(output).toContain('1 problem in the options of project orders. Nothing was written.');
      expect(output).toContain(`projen = "${TOO_OLD}"`);
      expect(output).toContain('Allowed: >=0.101.9 <1');
      expect(files(newest)).toEqual(before);
    }),
  );
});
