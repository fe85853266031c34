import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askUntilUp, freePort } from './support/http';
import { Running, run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** In CI a NodeProject installs with `npm ci`, which needs a lock file that was committed. */
const LOCALLY = { CI: undefined };

describe('the client of an app, in a TypeScript project of projen', () => {
  const root = workspace('client-projen');
  const app = join(root, 'apps/orders');
  const library = join(root, 'libs/orders-client');

  test(
    'is generated from the contract, compiled, and calls the running app; a second synthesis changes nothing',
    keepOnFailure(async () => {
      write(join(root, 'package.json'), '{ "name": "shop", "private": true }');
      succeed(root, 'git', ['init', '--quiet', '.']);
      const packages = ['projen@0.103.25', 'constructs@^10.5.0', `fastapi-container@file:${tarball()}`];
      succeed(root, 'npm', ['install', '--save-dev', '--no-package-lock', ...packages]);
      write(
        join(root, '.projenrc.js'),
        `const { javascript, typescript } = require('projen');
const { ApiClient, FastApiContainerProject } = require('fastapi-container');
const common = { defaultReleaseBranch: 'main', packageManager: javascript.NodePackageManager.NPM };
const root = new javascript.NodeProject({
  ...{ ...common, name: 'shop', github: false, jest: false },
  devDeps: ['fastapi-container@file:${tarball()}'],
});
const orders = new FastApiContainerProject({ parent: root, name: 'orders', outdir: 'apps/orders', python: '3.12' });
const client = new typescript.TypeScriptProject({
  ...{ ...common, parent: root, name: 'orders-client', outdir: 'libs/orders-client' },
  ...{ sampleCode: false, jest: false },
});
new ApiClient(client, { app: orders });
root.synth();
`,
      );
      succeed(root, 'node', ['.projenrc.js'], LOCALLY);
      succeed(app, 'npx', ['projen', 'openapi']);
      expect(run(app, 'npx', ['projen', 'openapi-check']).output).toContain('openapi.json is up to date');
      const ignored = (path: string) => run(root, 'git', ['check-ignore', '--quiet', path]).status;
      expect(ignored('apps/orders/openapi.json')).toBe(1);
      for (const task of ['pre-compile', 'compile', 'eslint']) succeed(library, 'npx', ['projen', task]);
      expect(read(library, 'lib/generated/sdk.gen.d.ts')).toContain('itemsListItems');
      const before = files(root);
      succeed(root, 'node', ['.projenrc.js'], LOCALLY);
      expect(files(root)).toEqual(before);
      const port = String(await freePort());
      const server = new Running(app, join(app, '.venv/bin/uvicorn'), ['orders.main:app', '--port', port]);
      try {
        await askUntilUp(`http://127.0.0.1:${port}/health/live`);
        const code = `const { client, itemsCreateItem, itemsListItems } = require('./lib');
client.setConfig({ baseUrl: 'http://127.0.0.1:${port}' });
itemsCreateItem({ body: { name: 'lamp' } }).then(() => itemsListItems()).then(({ data }) => console.log(data[0].name));`;
        expect(succeed(library, process.execPath, ['-e', code]).stdout).toBe('lamp\n');
      } finally {
        await server.stop();
      }
      expect(existsSync(join(library, 'src/generated/index.ts'))).toBe(true);
      expect(ignored('libs/orders-client/src/generated/index.ts')).toBe(0);
    }),
  );
});
