import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_MANAGERS, repositoryWith } from './support/package-managers';
import { files, keepOnFailure, read, tarball, write } from './support/workspace';

describe.each(PACKAGE_MANAGERS)('$name', (manager) => {
  const { root, fresh, install, exec, download } = repositoryWith(manager);
  const cli = (...args: string[]) => exec(['fastapi-container', ...args]);

  /** An editor finds the schema, or is not sent after one. */
  const expectSchema = (app: string) => {
    const { $schema } = JSON.parse(read(root, app, 'fastapi-container.json')) as { $schema?: string };
    if (manager.onDisk) expect(existsSync(join(root, app, $schema ?? 'nowhere'))).toBe(true);
    else expect($schema).toBeUndefined();
  };

  beforeAll(() => {
    install('nx@24.0.6', 'projen@0.103.25', 'constructs@10.8.1');
  });

  test(
    'the command line makes an app and keeps it in step',
    keepOnFailure(() => {
      const made = cli('new', 'apps/orders', '--python', '3.12');
      expect(made).toContain(`Next: \`${manager.typed} fastapi-container run serve apps/orders\``);
      expect(read(root, 'apps/orders/README.md')).toContain(`\`${manager.typed} fastapi-container synth\``);
      expectSchema('apps/orders');
      expect(read(root, 'apps/orders/Dockerfile')).toContain('FROM python:3.12-slim');
      const before = files(join(root, 'apps'));
      cli('synth');
      expect(files(join(root, 'apps'))).toEqual(before);
      const options = read(root, 'apps/orders/fastapi-container.json');
      write(join(root, 'apps/orders/fastapi-container.json'), options.replace('3.12', '3.13'));
      expect(() => cli('check')).toThrow('+FROM python:3.13-slim');
      cli('synth');
      expect(read(root, 'apps/orders/Dockerfile')).toContain('FROM python:3.13-slim');
      expect(cli('check')).toContain('apps/orders: in step with its options');
    }),
  );

  test(
    'Nx generates an app, shows its targets and runs one that calls the package',
    keepOnFailure(() => {
      write(join(root, 'nx.json'), '{ "analytics": false }\n');
      const made = exec(['nx', 'g', 'fastapi-container:app', 'apps/billing', '--port=9001']);
      expect(made).toContain(`Next: \`${manager.typed} nx serve billing\``);
      expect(read(root, 'apps/billing/README.md')).toContain(`\`${manager.typed} nx sync\``);
      expectSchema('apps/billing');
      const shown = exec(['nx', 'show', 'project', 'billing', '--json']);
      for (const target of ['serve', 'test', 'container-build']) expect(shown).toContain(`"${target}":{`);
      exec(['nx', 'sync:check']);
      expect(exec(['nx', 'container-check', 'billing'])).toContain('apps/billing: in step with its options');
    }),
  );

  // Elsewhere packages are files, as in all other tests of both.
  (manager.onDisk ? test.skip : test)(
    'the contract of an app and its client are made where packages stay in zip files',
    keepOnFailure(() => {
      cli('run', 'openapi', 'apps/orders');
      expect(read(root, 'apps/orders/openapi.json')).toContain('"openapi": "3.1.0"');
      const made = exec(['nx', 'g', 'fastapi-container:client', 'libs/orders-client', '--project=orders']);
      const generate = 'nx run orders-client:generate';
      expect(made).toContain(`Next: \`yarn install\`, then \`yarn ${generate}\``);
      expect(read(root, 'libs/orders-client/README.md')).toContain(`\nyarn ${generate}\n`);
      exec(['install']);
      exec(generate.split(' '));
      expect(read(root, 'libs/orders-client/src/generated/index.ts')).toContain('itemsListItems');
      exec(['nx', 'typecheck', 'orders-client']);
    }),
  );

  test(
    'projen writes an app, and a task of it calls the package',
    keepOnFailure(() => {
      const definition = [
        "const { FastApiContainerProject } = require('fastapi-container');",
        "new FastApiContainerProject({ name: 'shop', port: 9002 }).synth();",
      ];
      write(join(root, '.projenrc.js'), `${definition.join('\n')}\n`);
      exec(['node', '.projenrc.js']);
      expectSchema('.');
      expect(read(root, 'Dockerfile')).toContain('EXPOSE 9002');
      expect(exec(['projen', 'container-check'])).toContain('in step with its options');
    }),
  );

  (manager.download ? test : test.skip)(
    '`projen new --from` makes an app in an empty directory',
    keepOnFailure(() => {
      download(['projen@0.103.25', 'new', '--from', tarball(), '--no-git', '--port', '9003']);
      expect(read(fresh, '.projenrc.js')).toContain('port: 9003');
      expect(read(fresh, 'Dockerfile')).toContain('EXPOSE 9003');
    }),
  );
});
