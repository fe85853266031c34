import { join } from 'node:path';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** The oldest release that package.json promises, to the digit: what came with a later 20 is not there. */
const OLDEST = '20.0.0';

describe(`Node ${OLDEST}`, () => {
  const root = workspace('oldest-node');
  const node = join(root, 'tools/node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  const cli = (...args: string[]) => run(root, node, ['node_modules/fastapi-container/dist/cli/main.js', ...args]);

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    write(join(root, 'tools/package.json'), '{ "private": true }\n');
    succeed(root, 'git', ['init', '--quiet', '.']);
    const released = `node-${process.platform}-${process.arch}@${OLDEST}`;
    succeed(join(root, 'tools'), 'npm', ['install', '--no-package-lock', released]);
    succeed(root, 'npm', ['install', '--save-dev', tarball(), 'projen@0.103.25', 'constructs@10.8.1']);
  });

  test(
    'is what package.json promises, and what runs here',
    keepOnFailure(() => {
      const { engines } = JSON.parse(read(root, 'node_modules/fastapi-container/package.json')) as {
        engines: { node: string };
      };
      expect(engines.node).toBe('>=20');
      expect(succeed(root, node, ['--version']).stdout).toBe(`v${OLDEST}\n`);
    }),
  );

  test(
    'makes an app, and keeps it in step',
    keepOnFailure(() => {
      expect(cli('new', 'apps/orders', '--port', '9000')).toMatchObject({ status: 0, stderr: '' });
      expect(cli('check')).toMatchObject({ status: 0, stderr: '' });
      const before = files(join(root, 'apps'));
      expect(cli('synth')).toMatchObject({ status: 0, stderr: '' });
      expect(files(join(root, 'apps'))).toEqual(before);
      const options = read(root, 'apps/orders/fastapi-container.json');
      write(join(root, 'apps/orders/fastapi-container.json'), options.replace('9000', '9001'));
      expect(cli('check', '--json')).toMatchObject({ status: 1, stderr: '' });
      expect(cli('synth')).toMatchObject({ status: 0, stderr: '' });
      expect(read(root, 'apps/orders/Dockerfile')).toContain('EXPOSE 9001');
    }),
  );

  test(
    'refuses options that are wrong, in words',
    keepOnFailure(() => {
      const { status, output } = cli('new', 'apps/wrong', '--prot', '1');
      expect(status).toBe(2);
      expect(output).toContain('did you mean "port"');
    }),
  );

  test(
    'makes the environment, and the lock',
    keepOnFailure(() => {
      expect(cli('install', 'apps/orders')).toMatchObject({ status: 0 });
      expect(cli('lock', 'apps/orders')).toMatchObject({ status: 0 });
      expect(read(root, 'apps/orders/requirements.lock')).toContain('--hash=sha256:');
      expect(cli('check')).toMatchObject({ status: 0 });
    }),
  );

  test(
    'infers targets for Nx, and runs a definition of projen',
    keepOnFailure(() => {
      const infer = [
        "const { createNodesV2: [, infer] } = require('fastapi-container/nx');",
        "infer(['apps/orders/fastapi-container.json'], {}, { workspaceRoot: process.cwd(), nxJsonConfiguration: {} });",
      ];
      succeed(root, node, ['-e', infer.join('\n')]);
      write(
        join(root, 'shop.cjs'),
        "new (require('fastapi-container').FastApiContainerProject)({ name: 'shop', outdir: 'apps/shop' }).synth();\n",
      );
      succeed(root, node, ['shop.cjs']);
      expect(cli('check')).toMatchObject({ status: 0 });
    }),
  );
});
