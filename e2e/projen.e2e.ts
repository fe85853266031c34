import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Container, dockerTest, imageName } from './support/docker';
import { expectApp, freePort } from './support/http';
import { Running, run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

describe('projen', () => {
  const root = workspace('projen');
  const app = join(root, 'orders');
  const projen = (...args: string[]) => run(app, 'npx', ['projen', ...args]);

  test(
    '`projen new` makes the app, with the typed flags in the rc file',
    keepOnFailure(async () => {
      write(join(app, '.keep'), '');
      const port = String(await freePort());
      const flags = ['--port', port, '--python', '3.12', '--health.live', '/healthz', '--no-git'];
      succeed(app, 'npx', ['--yes', 'projen@0.103.25', 'new', '--from', tarball(), ...flags]);
      const rc = read(app, '.projenrc.js');
      expect(rc).toContain('new FastApiContainerProject({');
      expect(rc).toContain(`port: ${port}`);
      expect(rc).toContain('python: "3.12"');
      expect(rc).not.toContain('workers');
      // What is right for a new app is written where its options are.
      expect(rc).toContain('docs: "bundled"');
      expect(rc).toContain('maxBodySize: 1');
      expect(read(app, 'Dockerfile')).toContain(`EXPOSE ${port}`);
      expect(JSON.parse(read(app, 'fastapi-container.json'))).toMatchObject({
        managedBy: 'projen',
        name: 'orders',
        docs: 'bundled',
        maxBodySize: 1,
      });
      expect(statSync(join(app, 'fastapi-container.json')).mode & 0o222).toBe(0);
      expect(read(app, '.gitignore')).toContain('.venv/');
    }),
  );

  test(
    'a second synthesis changes nothing, and check agrees',
    keepOnFailure(() => {
      const before = files(app);
      expect(projen().status).toBe(0);
      expect(files(app)).toEqual(before);
      expect(run(app, 'npx', ['fastapi-container', 'check']).status).toBe(0);
    }),
  );

  test(
    '`projen lock` says which option it needs, and locks with it',
    keepOnFailure(() => {
      const before = files(app);
      const refused = projen('lock');
      expect(refused.status).not.toBe(0);
      expect(refused.output).toContain('set `lock: true` in the .projenrc file');
      expect(files(app)).toEqual(before);
      const rc = read(app, '.projenrc.js');
      write(join(app, '.projenrc.js'), rc.replace('python:', 'lock: true,\n  python:'));
      expect(projen().output).toContain('to make     requirements.lock (it is missing)');
      expect(projen('lock').status).toBe(0);
      expect(read(app, 'requirements.lock')).toMatch(/^# Python 3\.12, inputs/m);
      expect(run(app, 'npx', ['fastapi-container', 'check']).status).toBe(0);
      write(join(app, '.projenrc.js'), rc);
      expect(projen().status).toBe(0);
      rmSync(join(app, 'requirements.lock'));
    }),
  );

  test(
    'an option that changes reaches every file; an edit is kept and reported',
    keepOnFailure(() => {
      write(join(app, 'orders/main.py'), `${read(app, 'orders/main.py')}# mine\n`);
      write(join(app, '.projenrc.js'), read(app, '.projenrc.js').replace('/healthz', '/alive'));
      expect(projen().status).toBe(0);
      expect(read(app, 'orders/_container/healthcheck.py')).toContain('"/alive"');
      expect(read(app, 'orders/_container/__init__.py')).toContain('"/alive"');
      expect(read(app, 'orders/main.py')).toContain('# mine');
      write(join(app, 'Dockerfile'), `${read(app, 'Dockerfile')}LABEL mine=1\n`);
      const { output } = projen();
      expect(output).toContain('left alone  Dockerfile (it was edited by hand)');
      expect(read(app, 'Dockerfile')).toContain('LABEL mine=1');
      write(join(app, 'Dockerfile'), read(app, 'Dockerfile').replace('LABEL mine=1\n', ''));
      expect(run(app, 'npx', ['fastapi-container', 'synth']).stdout).toContain('in step');
    }),
  );

  test(
    'bad options are refused all at once, before a file is written',
    keepOnFailure(() => {
      const good = read(app, '.projenrc.js');
      write(join(app, '.projenrc.js'), good.replace(/port: \d+/, 'port: null, workers: 0, server: "uwsgi"'));
      const before = files(app);
      const { status, output } = projen();
      expect(status).not.toBe(0);
      expect(output).toContain('3 problems in the options of project orders. Nothing was written.');
      expect(output).toContain('speaks WSGI only');
      expect(files(app)).toEqual(before);
      write(join(app, '.projenrc.js'), good);
    }),
  );

  test(
    'the tasks run',
    keepOnFailure(async () => {
      expect(projen().status).toBe(0);
      expect(projen('lint').output).toContain('All checks passed');
      expect(projen('typecheck').output).toContain('no issues found');
      const tested = projen('test', '-k', 'live', '-q');
      expect(tested.output).toMatch(/1 passed, \d+ deselected/);
      expect(projen('container-check').status).toBe(0);
      const port = /EXPOSE (\d+)/.exec(read(app, 'Dockerfile'))?.[1] ?? '';
      const server = new Running(app, 'npx', ['projen', 'start']);
      try {
        await expectApp(`http://127.0.0.1:${port}`, '/alive');
      } finally {
        await server.stop();
      }
      expect(existsSync(join(app, '.git'))).toBe(false);
    }),
  );

  test(
    '`projen build` checks, tests, and says loudly that there is no Docker',
    keepOnFailure(() => {
      const { status, output } = run(app, 'npx', ['projen', 'build'], { DOCKER_HOST: 'unix:///nowhere' });
      expect(output).toContain('All checks passed');
      expect(output).toContain('no issues found');
      expect(output).toMatch(/\d+ passed/);
      expect(output).toContain('No Docker engine answers: the image was NOT built');
      expect(status).toBe(0);
    }),
  );

  dockerTest(
    '`projen build` builds the image, which serves the app',
    keepOnFailure(async () => {
      const image = imageName('projen');
      write(
        join(app, '.projenrc.js'),
        read(app, '.projenrc.js').replace('port:', `image: { name: '${image}' },\n  port:`),
      );
      const { status, output } = projen('build');
      expect(output).not.toContain('No Docker');
      expect(status).toBe(0);
      const container = new Container(image, /EXPOSE (\d+)/.exec(read(app, 'Dockerfile'))?.[1] ?? '');
      try {
        await expectApp(container.url, '/alive');
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'ejected, it works without projen',
    keepOnFailure(() => {
      succeed(app, 'npx', ['projen', 'eject']);
      rmSync(join(app, 'node_modules/projen'), { recursive: true });
      expect(existsSync(join(app, '.projenrc.js'))).toBe(false);
      expect(read(app, 'fastapi-container.json')).not.toContain('managedBy');
      const task = (name: string) => run(app, 'node', ['scripts/run-task.cjs', name]);
      expect(task('container-check').output).toContain('in step');
      expect(task('test').output).toMatch(/\d+ passed/);
      write(join(app, 'fastapi-container.json'), read(app, 'fastapi-container.json').replace('/alive', '/up'));
      expect(task('container-check').status).not.toBe(0);
      succeed(app, 'npx', ['fastapi-container', 'synth']);
      expect(read(app, 'orders/_container/healthcheck.py')).toContain('"/up"');
      expect(task('container-check').status).toBe(0);
    }),
  );
});

describe('projen, with its definition in', () => {
  const root = workspace('projen-rc');

  test.each(['ts', 'json'])('%s', async (language) =>
    keepOnFailure(() => {
      const app = join(root, `orders-${language}`);
      write(join(app, '.keep'), '');
      const flags = [`--projenrc-${language}`, '--python', '3.10', '--workers', '2', '--no-git'];
      succeed(app, 'npx', ['--yes', 'projen@0.103.25', 'new', '--from', tarball(), ...flags]);
      expect(readdirSync(app).filter((name) => name.startsWith('.projenrc'))).toEqual([`.projenrc.${language}`]);
      expect(read(app, `.projenrc.${language}`)).toMatch(/python"?: "3\.10"/);
      const before = files(app);
      succeed(app, 'npx', ['projen']);
      expect(files(app)).toEqual(before);
      write(
        join(app, `.projenrc.${language}`),
        read(app, `.projenrc.${language}`)
          .replace('3.10', '3.12')
          .replace(/(workers"?:) 2/, '$1 1'),
      );
      succeed(app, 'npx', ['projen']);
      expect(read(app, 'Dockerfile')).toContain('FROM python:3.12-slim');
      expect(existsSync(join(app, `orders_${language}/_container/serve.py`))).toBe(false);
      expect(run(app, 'npx', ['fastapi-container', 'check']).status).toBe(0);
    })(),
  );
});
