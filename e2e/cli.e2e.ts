import { chmodSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expectApp, freePort } from './support/http';
import { Running, run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** A repository with neither Nx nor projen. */
describe('the command line', () => {
  const root = workspace('cli');
  const cli = (...args: string[]) => run(root, 'npx', ['fastapi-container', ...args]);
  const app = join(root, 'apps/orders');

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    succeed(root, 'git', ['init', '--quiet', '.']);
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
  });

  test(
    'installs at most eight packages',
    keepOnFailure(() => {
      const lock = JSON.parse(read(root, 'package-lock.json')) as { packages: Record<string, unknown> };
      const installed = Object.keys(lock.packages).filter(
        (path) => path !== '' && path !== 'node_modules/fastapi-container',
      );
      expect(installed.length).toBeLessThanOrEqual(8);
    }),
  );

  test(
    'refuses bad options all at once, and writes nothing',
    keepOnFailure(() => {
      const { status, output } = cli(
        'new',
        'apps/json',
        '--port',
        '80',
        '--prot',
        '1',
        '--server',
        'waitress',
        '--app',
        'x.py',
      );
      expect(status).toBe(2);
      expect(output).toContain('4 problems in the command line. Nothing was written.');
      for (const part of ['port = 80', 'did you mean "port"', 'speaks WSGI only', 'app = "x.py"'])
        expect(output).toContain(part);
      expect(existsSync(join(root, 'apps'))).toBe(false);
    }),
  );

  test(
    'creates an app, which is in step, and a second run changes nothing',
    keepOnFailure(() => {
      const { status, output } = cli(
        'new',
        'apps/orders',
        '--python',
        '3.12',
        '--no-access-log',
        '--app',
        'orders.main:create_app()',
      );
      expect(output).toContain('created     fastapi-container.json');
      expect(status).toBe(0);
      const before = files(root);
      expect(JSON.parse(read(app, 'fastapi-container.json'))).toEqual({
        $schema: '../../node_modules/fastapi-container/schema.json',
        name: 'orders',
        python: '3.12',
        accessLog: false,
        app: 'orders.main:create_app()',
        docs: 'bundled',
        maxBodySize: 1,
        born: ['app'],
      });
      expect(existsSync(join(app, '../../node_modules/fastapi-container/schema.json'))).toBe(true);
      expect(cli('check')).toMatchObject({ status: 0, stdout: 'apps/orders: in step with its options\n' });
      expect(cli('synth').stdout).toBe('apps/orders: nothing to do\n');
      expect(files(root)).toEqual(before);
    }),
  );

  test(
    'an option that changes is drift for check, with a diff, until synth',
    keepOnFailure(() => {
      const options = read(app, 'fastapi-container.json').replace('"python"', '"port": 8123,\n  "python"');
      write(join(app, 'fastapi-container.json'), options);
      const before = files(root);
      const checked = cli('check', 'apps/orders');
      expect(checked.status).toBe(1);
      expect(checked.stdout).toMatch(/^-EXPOSE 8000$/m);
      expect(checked.stdout).toMatch(/^\+EXPOSE 8123$/m);
      expect(files(root)).toEqual(before);
      const answer = JSON.parse(cli('check', '--json').stdout) as {
        apps: { status: string; changes: { path: string }[] }[];
      };
      expect(answer.apps[0]?.status).toBe('drift');
      expect(answer.apps[0]?.changes).toContainEqual(
        expect.objectContaining({ path: 'Dockerfile', action: 'update', ownership: 'managed' }),
      );
      expect(cli('synth')).toMatchObject({ status: 0 });
      expect(read(app, 'Dockerfile')).toContain('"--port", "8123"');
      expect(cli('check').status).toBe(0);
    }),
  );

  test(
    'an edit is kept and reported, and a deleted seed stays deleted',
    keepOnFailure(() => {
      const generated = read(app, 'Dockerfile');
      write(join(app, 'Dockerfile'), `${generated}LABEL mine=1\n`);
      rmSync(join(app, 'tests'), { recursive: true });
      const { status, stdout } = cli('synth');
      expect(status).toBe(1);
      expect(stdout).toContain('left alone  Dockerfile (it was edited by hand)');
      expect(stdout).toContain('"own": ["Dockerfile"]');
      expect(stdout).toContain('yours:    LABEL mine=1');
      expect(read(app, 'Dockerfile')).toContain('LABEL mine=1');
      expect(existsSync(join(app, 'tests'))).toBe(false);
      expect(cli('synth', '--overwrite').status).toBe(0);
      expect(read(app, 'Dockerfile')).toBe(generated);
    }),
  );

  test(
    'bad options of one app do not stop the others',
    keepOnFailure(() => {
      write(join(root, 'apps/broken/fastapi-container.json'), '{\n  "port": 8000\n  "workers": 2 }\n');
      const before = files(root);
      const { status, stdout, stderr } = cli('check');
      expect(status).toBe(2);
      expect(stderr).toContain('line 3, column 3: comma expected');
      expect(stdout).toContain('apps/orders: in step');
      expect(cli('synth').status).toBe(2);
      expect(files(root)).toEqual(before);
      rmSync(join(root, 'apps/broken'), { recursive: true });
    }),
  );

  test(
    'a link does not lead it out of the app',
    keepOnFailure(() => {
      const outside = workspace('outside');
      write(join(root, 'apps/linked/fastapi-container.json'), '{}\n');
      symlinkSync(outside, join(root, 'apps/linked/linked'));
      const { status, output } = cli('synth', 'apps/linked');
      expect(status).toBe(2);
      expect(output).toContain('linked is a symbolic link that leads out of the app');
      expect(files(outside)).toEqual({});
      expect(files(join(root, 'apps/linked'))).toEqual({ 'fastapi-container.json': '{}\n' });
      rmSync(join(root, 'apps/linked'), { recursive: true });
    }),
  );

  test(
    'usage errors name the way out',
    keepOnFailure(() => {
      expect(cli('chekc')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('did you mean "check"') as string,
      });
      expect(cli('check', 'apps/none').stderr).toContain('holds no fastapi-container.json');
      expect(cli('check', '--fix').stderr).toContain('has no such flag');
      expect(cli('new', 'apps/orders').stderr).toContain('is an app already');
      expect(cli('new', '--help').stdout).toContain('--health.live');
    }),
  );

  test(
    'installs, is cheap the second time, and serves the factory app',
    keepOnFailure(async () => {
      write(
        join(app, 'fastapi-container.json'),
        read(app, 'fastapi-container.json').replace('8123', String(await freePort())),
      );
      cli('synth');
      const port = /EXPOSE (\d+)/.exec(read(app, 'Dockerfile'))?.[1] ?? '';
      const installed = run(app, 'npx', ['fastapi-container', 'install']);
      expect(installed.output).toContain('.venv is ready, with Python 3.');
      expect(run(app, 'npx', ['fastapi-container', 'install']).stdout).toBe('.: .venv is up to date\n');
      const server = new Running(root, 'npx', ['fastapi-container', 'run', 'start', 'apps/orders']);
      try {
        await expectApp(`http://127.0.0.1:${port}`);
      } finally {
        await server.stop();
      }
      expect(server.output).toContain('orders is stopping, items dropped: 1');
    }),
  );

  test(
    'a virtual environment that a person made is not replaced',
    keepOnFailure(() => {
      const own = join(root, 'apps/own');
      cli('new', 'apps/own');
      write(join(own, '.venv/bin/python'), '#!/bin/sh\nexit 1\n');
      chmodSync(join(own, '.venv/bin/python'), 0o755);
      const { status, stderr } = run(own, 'npx', ['fastapi-container', 'install']);
      expect(status).toBe(2);
      expect(stderr).toContain('it was there before and holds no working Python');
      expect(read(own, '.venv/bin/python')).toContain('exit 1');
      rmSync(own, { recursive: true });
    }),
  );

  test(
    'the workspace has options and files of its own: made once, checked and kept in step at the root',
    keepOnFailure(() => {
      const file = join(root, 'fastapi-container.workspace.json');
      const before = files(root);
      const refused = cli('new', '--workspace', '--registry', 'https://x', '--ci', 'jenkins', '--port', '1');
      expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('Nothing was written.') as string });
      for (const option of ['registry = "https://x"', 'ci = "jenkins"', 'port', 'in the command line'])
        expect(refused.stderr).toContain(option);
      expect(files(root)).toEqual(before);
      const nameless = cli('new', '--workspace', '--devcontainer', 'vscode', '--pipeline.scan', 'false');
      expect(nameless.stderr).toMatch(/1 problem[^]*name\n[^]*is missing/);
      const words = ['--devcontainer', 'vscode', '--registry', 'registry.example.com/shop', '--name', 'shop'];
      const made = cli('new', '--workspace', ...words);
      expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining('the workspace:') as string });
      expect(JSON.parse(read(file))).toEqual({
        $schema: './node_modules/fastapi-container/workspace.schema.json',
        registry: 'registry.example.com/shop',
        devcontainer: 'vscode',
        name: 'shop',
      });
      expect(cli('new', '--workspace').stderr).toContain('is there already');
      cli('synth');
      const all = files(root);
      expect(cli('check').status).toBe(0);
      expect(cli('synth').stdout).toContain('the workspace: nothing to do');
      expect(files(root)).toEqual(all);
      write(file, read(file).replace('}', ', "node": "22" }'));
      const checked = cli('check');
      expect(checked.status).toBe(1);
      expect(checked.stdout).toMatch(/the workspace: not in step[^]*^\+ {6}"version": "22"/m);
      expect(cli('synth', '.').status).toBe(0);
      expect(cli('check', '.')).toMatchObject({ status: 0, stdout: 'the workspace: in step with its options\n' });
      write(join(root, 'apps/fastapi-container.workspace.json'), '{}');
      const misplaced = cli('check');
      expect(misplaced.status).toBe(2);
      expect(misplaced.stderr).toContain('apps/fastapi-container.workspace.json');
      rmSync(file);
      // Also where there is none at the root.
      expect(cli('check')).toMatchObject({ status: 2, stderr: expect.stringContaining('nothing reads it') as string });
      rmSync(join(root, 'apps/fastapi-container.workspace.json'));
      const leftOver = cli('check');
      expect(leftOver.status).toBe(1);
      expect(leftOver.stdout).toMatch(/the workspace: not in step[^]*left over +\.devcontainer\/compose\.yaml/);
      expect(cli('synth').status).toBe(0);
      expect(existsSync(join(root, '.devcontainer/compose.yaml'))).toBe(false);
      expect(cli('check').status).toBe(0);
    }),
  );
});
