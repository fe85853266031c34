import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NX_VERSIONS, isNewest, nxWorkspace, testInNewest } from './support/nx';
import { files, keepOnFailure, read, write } from './support/workspace';

/** How Nx behaves where a person works: no CI, and no terminal that could be asked. */
const AT_HOME = { CI: 'false', GITHUB_ACTIONS: undefined };

/** Options files of which nothing can be said, and what is told of each. */
const BROKEN = [
  ['wrong options', '{ "name": "wrong", "port": 80 }', 'port is below 1024'],
  ['no JSON at all', '{ "name": "wrong"', 'is not valid JSON'],
  ['a base that can be no file', '{ "name": "wrong", "extends": "a\\u0000b" }', 'extends can be no path'],
  ['a base that is not there', '{ "name": "wrong", "extends": "../nowhere.json" }', 'extends there is no file'],
  [
    'a library that is not there',
    '{ "name": "wrong", "lock": true, "libraries": ["../x"] }',
    'there is no apps/x/pyproject.toml',
  ],
];

/** How Nx takes the sync generator, in each version. What the generator finds is its own doing: in the newest. */
describe.each(NX_VERSIONS)('nx sync, Nx %s', (version) => {
  const { root, nx, nxWith, install, add } = nxWorkspace(version);
  const newestTest = testInNewest(version);
  const orders = join(root, 'apps/orders');
  const optionsFile = join(orders, 'fastapi-container.json');
  const change = (from: string, to: string) => {
    write(optionsFile, read(optionsFile).replace(from, to));
  };

  beforeAll(() => {
    install();
    add();
    for (const [name, port] of [
      ['orders', '8100'],
      ['stock', '8200'],
    ]) {
      const made = nx('g', 'fastapi-container:app', `apps/${name ?? ''}`, `--port=${port ?? ''}`);
      expect(made.status).toBe(0);
    }
  });

  test(
    'a fresh app is in sync',
    keepOnFailure(() => {
      const before = files(root);
      const checked = nx('sync:check');
      expect(checked.output).toContain('[fastapi-container:sync]: All files are up to date');
      expect(checked.status).toBe(0);
      expect(nx('sync').status).toBe(0);
      expect(files(root)).toEqual(before);
    }),
  );

  test(
    'a change of an option is out of sync, told with project, file and reason, until `nx sync`',
    keepOnFailure(() => {
      change('8100', '8101');
      const before = files(root);
      const checked = nx('sync:check');
      expect(checked.status).toBe(1);
      expect(checked.output).toContain('1 app is not in step with the options');
      expect(checked.output).toMatch(/orders in apps\/orders: .*Dockerfile \(the options changed\)/);
      expect(checked.output).not.toContain('stock');
      expect(files(root)).toEqual(before);
      expect(nx('sync').status).toBe(0);
      expect(read(orders, 'Dockerfile')).toContain('EXPOSE 8101');
      expect(nx('sync:check').status).toBe(0);
    }),
  );

  test(
    'outside of CI no task runs on files that are out of sync; in CI the image is not built, and the diff is told',
    keepOnFailure(() => {
      change('8101', '8102');
      const refused = nxWith(AT_HOME, 'install', 'orders');
      expect(refused.status).toBe(1);
      expect(refused.output).toMatch(/orders in apps\/orders: .*Dockerfile \(the options changed\)/);
      const inCi = nx('container-build', 'orders', '--output-style=static');
      expect(inCi.status).not.toBe(0);
      expect(inCi.output).toMatch(/-EXPOSE 8101[^]*\+EXPOSE 8102/);
      expect(read(orders, 'Dockerfile')).toContain('EXPOSE 8101');
      expect(nxWith(AT_HOME, 'container-check', 'stock').status).toBe(0);
    }),
  );

  newestTest('an edited file and an app of projen are left alone and told; the rest is synced, and Nx goes on', () => {
    const edited = read(root, 'apps/stock/Dockerfile');
    write(join(root, 'apps/stock/Dockerfile'), edited.replace('EXPOSE 8200', 'EXPOSE 8201'));
    write(join(root, 'apps/made/fastapi-container.json'), '{ "name": "made", "managedBy": "projen" }');
    const before = files(root);
    const synced = nx('sync');
    expect(synced.status).toBe(0);
    const after = files(root);
    expect(after['apps/orders/Dockerfile']).toContain('EXPOSE 8102');
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed).toEqual(['apps/orders/Dockerfile', 'apps/orders/orders/_container/healthcheck.py']);
    expect(Object.keys(after)).toEqual(Object.keys(before));

    const checked = nx('sync:check');
    expect(checked.status).toBe(0);
    for (const told of [synced, checked]) {
      expect(told.output).toContain('stock in apps/stock: Dockerfile (it was edited by hand)');
      expect(told.output).toMatch(/made in apps\/made: .*Dockerfile.*: run `npx projen`/);
    }
    expect(nx('container-check', 'stock').output).toMatch(
      /apps\/stock: not in step[^]*EXPOSE 8201[^]*nx g fastapi-container:app apps\/stock --overwrite/,
    );
    expect(nx('container-check', 'made').status).not.toBe(0);
    expect(nxWith(AT_HOME, 'container-check', 'orders').status).toBe(0);
    rmSync(join(root, 'apps/made'), { recursive: true });
    write(join(root, 'apps/stock/Dockerfile'), edited);
  });

  // How Nx takes a generator that fails differs between versions; what made it fail does not matter to it.
  test.each(isNewest(version) ? BROKEN : BROKEN.slice(0, 1))(
    '%s: the workspace is not called up to date; other apps are synced, and run',
    async (_, options, told) =>
      keepOnFailure(() => {
        write(join(root, 'apps/wrong/fastapi-container.json'), options);
        const port = /"port": (\d+)/.exec(read(optionsFile))?.[1] ?? '';
        change(port, String(Number(port) + 1));
        const checked = nx('sync:check');
        expect(checked.output).toContain(told);
        expect(checked.output).toMatch(/orders in apps\/orders: .*Dockerfile \(the options changed\)/);
        expect(checked.status).toBe(1);
        const synced = nx('sync');
        expect(synced.output).toContain(told);
        expect(synced.status).toBe(1);
        expect(read(orders, 'Dockerfile')).toContain(`EXPOSE ${String(Number(port) + 1)}`);
        // Nothing but the wrong app is out of order now.
        const again = nx('sync:check');
        expect(again.output).toContain(told);
        expect(again.status).toBe(1);
        expect(nxWith(AT_HOME, 'container-check', 'orders').status).toBe(0);
        expect(nxWith(AT_HOME, 'install', 'orders').status).toBe(0);
        for (const target of options === BROKEN[0]?.[1] ? ['test', 'serve', 'container-build'] : ['test']) {
          const inCi = nx('run', `wrong:${target}`, '--', '-k', 'live');
          expect(inCi.output).toMatch(/1 problem in apps\/wrong\/fastapi-container\.json/);
          expect(inCi.status).not.toBe(0);
        }
        rmSync(join(root, 'apps/wrong'), { recursive: true });
        expect(nx('sync:check').status).toBe(0);
      })(),
  );

  newestTest(
    'the workspace has options and files of its own, made by a generator, kept in step by sync, and checked by both',
    () => {
      const file = join(root, 'fastapi-container.workspace.json');
      const made = nx('g', 'fastapi-container:workspace', '--devcontainer=vscode', '--node=22.1', '--compose');
      expect([made.status, made.output]).toEqual([0, expect.stringContaining('CREATE .devcontainer/compose.yaml')]);
      expect(JSON.parse(read(file))).toMatchObject({ node: '22.1', devcontainer: 'vscode', compose: {} });
      const before = files(root);
      expect(nx('g', 'fastapi-container:workspace').status).toBe(0);
      expect(nx('sync:check').status).toBe(0);
      expect(files(root)).toEqual(before);
      write(file, read(file).replace('22.1', '24'));
      const checked = nx('sync:check');
      expect(checked.status).toBe(1);
      expect(checked.output).toContain(
        'The workspace is not in step with its options: .devcontainer/devcontainer.json',
      );
      expect(nx('sync').status).toBe(0);
      expect(read(root, '.devcontainer/devcontainer.json')).toContain('"version": "24"');
      // An app decides about it, too.
      write(optionsFile, read(optionsFile).replace('{', '{ "compose": {}, "database": "postgres",'));
      expect(nx('sync').status).toBe(0);
      expect(read(root, 'compose.yaml')).toContain('- apps/orders/compose.yaml');
      expect(read(root, '.devcontainer/compose.yaml')).toContain('orders-postgres');
      write(file, read(file).replace('vscode', 'emacs'));
      const wrong = nx('sync:check');
      expect([wrong.status, wrong.output]).toEqual([1, expect.stringContaining('devcontainer is none of the allowed')]);
      expect(nxWith(AT_HOME, 'container-check', 'stock').status).toBe(0);
      rmSync(file);
      const leftOver = nx('sync:check');
      expect([leftOver.status, leftOver.output]).toEqual([1, expect.stringContaining('no option needs it any more')]);
      expect(nx('sync').status).toBe(0);
      expect(existsSync(join(root, '.devcontainer/devcontainer.json'))).toBe(false);
      expect(nx('sync:check').status).toBe(0);
    },
  );
});
