import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, succeed, type Ended } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

interface Shown {
  readonly root: string;
  readonly targets: Record<string, { readonly options: { readonly command?: string; readonly cwd: string } }>;
}

/** Targets without what is a matter of the app's own name. */
function comparable({ targets }: Shown): object {
  const named = JSON.stringify(targets).replaceAll(/apps\/(orders|twin)|(?<![\w-])(orders|twin)(?![\w-])/g, '<app>');
  return JSON.parse(named) as object;
}

describe('projen in a directory of an Nx workspace', () => {
  const root = workspace('projen-nx');
  const app = join(root, 'apps/orders');
  const nx = (...args: string[]): Ended => run(root, join(root, 'node_modules/.bin/nx'), args);
  const outside = () => Object.entries(files(root)).filter(([path]) => !path.startsWith('apps/orders/'));
  const change = (from: string, to: string) => {
    write(join(app, '.projenrc.js'), read(app, '.projenrc.js').replace(from, to));
  };

  beforeAll(() => {
    const devDependencies = { nx: '24.0.6', projen: '0.103.25', constructs: '^10.5.0' };
    const own = { 'fastapi-container': `file:${tarball()}` };
    const manifest = { name: 'ws', private: true, devDependencies: { ...devDependencies, ...own } };
    write(join(root, 'package.json'), JSON.stringify(manifest));
    write(join(root, 'nx.json'), '{ "analytics": false, "plugins": ["fastapi-container/nx"] }\n');
    write(join(root, '.gitignore'), 'node_modules\n.nx\n');
    succeed(root, 'git', ['init', '--quiet', '.']);
    succeed(root, 'npm', ['install', '--no-package-lock']);
    write(
      join(app, '.projenrc.js'),
      "new (require('fastapi-container').FastApiContainerProject)({ name: 'orders', port: 9100 }).synth();\n",
    );
  });

  test(
    'a definition that is run from elsewhere writes nothing',
    keepOnFailure(() => {
      const before = files(root);
      const { status, output } = run(root, 'node', ['apps/orders/.projenrc.js']);
      expect(status).not.toBe(0);
      expect(output).toContain(`cd ${app}`);
      expect(files(root)).toEqual(before);
    }),
  );

  test(
    'writes its directory and nothing else',
    keepOnFailure(() => {
      const before = outside();
      succeed(app, 'node', ['.projenrc.js']);
      expect(outside()).toEqual(before);
      for (const path of ['package.json', 'node_modules', '.git']) expect(existsSync(join(app, path))).toBe(false);
      const options = JSON.parse(read(app, 'fastapi-container.json')) as { $schema: string };
      expect(options).toMatchObject({ name: 'orders', managedBy: 'projen' });
      expect(existsSync(join(app, options.$schema))).toBe(true);
    }),
  );

  test(
    'Nx infers the targets of an app of its own, and one that synthesizes in the directory of the app',
    keepOnFailure(() => {
      const show = (project: string) => JSON.parse(nx('show', 'project', project, '--json').stdout) as Shown;
      const { targets, root: directory } = show('orders');
      const { synth, ...others } = targets;
      expect(directory).toBe('apps/orders');
      expect(synth?.options).toEqual({ command: 'projen', cwd: 'apps/orders' });
      expect(nx('g', 'fastapi-container:app', 'apps/twin', '--port=9100', '--debugPort=5678').status).toBe(0);
      expect(comparable({ root: '', targets: others })).toEqual(comparable(show('twin')));
      expect(nx('container-check', 'orders').status).toBe(0);
      change('9100', '9200');
      const before = outside();
      const { status, output } = nx('synth', 'orders');
      expect(status).toBe(0);
      expect(output).toContain('updated     Dockerfile (the options changed)');
      expect(read(app, 'Dockerfile')).toContain('EXPOSE 9200');
      expect(outside()).toEqual(before);
      expect(nx('container-check', 'orders').status).toBe(0);
    }),
  );

  test(
    'the generators of Nx leave the app to projen',
    keepOnFailure(() => {
      rmSync(join(app, 'Dockerfile'));
      const before = files(root);
      expect(nx('sync').output).toContain('run `npx projen`, which writes this app');
      expect(nx('g', 'fastapi-container:app', 'apps/orders', '--port=9300').output).toContain('is written by projen');
      expect(run(root, 'npx', ['fastapi-container', 'synth']).status).toBe(1);
      expect(files(root)).toEqual(before);
      expect(nx('container-check', 'orders').status).not.toBe(0);
      expect(nx('synth', 'orders').status).toBe(0);
      expect(nx('container-check', 'orders').status).toBe(0);
    }),
  );
});
