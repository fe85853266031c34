import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dockerTest } from './support/docker';
import { askUntilUp, expectApp, freePort } from './support/http';
import { Running, run, succeed } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** A plain directory: no repository, no Nx, no projen. Every task is run by the command line alone. */
describe('fastapi-container run', () => {
  const root = workspace('run');
  const app = join(root, 'apps/orders');
  const image = `fastapi-container-e2e-run-${String(process.pid)}`;
  const npx = (...args: string[]) => run(root, 'npx', ['fastapi-container', ...args]);
  let port = 0;

  /** Stops as `kill` does: the command alone, not what it has started. */
  const program = (...args: string[]) =>
    new Running(root, join(root, 'node_modules/.bin/fastapi-container'), ['run', ...args]);

  beforeAll(async () => {
    port = await freePort();
    write(join(root, 'package.json'), '{ "private": true }\n');
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
  });

  afterAll(() => {
    spawnSync('docker', ['image', 'rm', '--force', image], { stdio: 'ignore' });
  });

  test(
    '`new` says what to type next, and that lists the tasks',
    keepOnFailure(() => {
      const { status, stdout } = npx('new', 'apps/orders', '--port', String(port), '--image.name', image);
      expect(status).toBe(0);
      expect(stdout).toMatch(/\nNext: `npx fastapi-container run serve apps\/orders`\n$/);
      const listed = npx('run', 'apps/orders');
      expect(listed.status).toBe(0);
      expect(listed.stdout).toMatch(/^ {2}serve {2,}Serves the app/m);
      expect(npx('run').stderr).toContain('name the app, for example: npx fastapi-container run apps/orders');
      expect(npx('run', 'tset', 'apps/orders').stderr).toContain('did you mean "test"?');
    }),
  );

  test(
    'a task does first what it needs, and hands on words and the exit code',
    keepOnFailure(() => {
      const tested = npx('run', 'test', 'apps/orders', '--', '-q', '-k', 'health');
      expect(tested.stderr).toContain('.venv is ready, with Python 3.');
      expect(tested.stdout).toMatch(/^\d+ passed, \d+ deselected in /m);
      expect(tested.status).toBe(0);
      // The output of what is needed is not that of the task.
      expect(tested.stdout).not.toContain('.venv');
      const again = run(app, 'npx', ['fastapi-container', 'run', 'test', '--', '-q', '-k', 'nothing_is_called_so']);
      expect(again.stderr).toContain('.: .venv is up to date');
      expect(again.status).toBe(5);
    }),
  );

  test(
    'all commands of a task run, and one that fails ends it',
    keepOnFailure(() => {
      expect(npx('run', 'lint', 'apps/orders').status).toBe(0);
      write(join(app, 'orders/ugly.py'), 'import os\nx   = 1\n');
      const failed = npx('run', 'lint', 'apps/orders');
      expect(failed.status).toBe(1);
      expect(failed.output).toContain('ugly.py');
      rmSync(join(app, 'orders/ugly.py'));
    }),
  );

  test(
    'a program that is not there is told with the package that brings it',
    keepOnFailure(() => {
      const requirements = read(app, 'requirements-dev.txt');
      write(join(app, 'requirements-dev.txt'), requirements.replace(/^ruff.*\n/m, ''));
      succeed(app, '.venv/bin/python', ['-m', 'pip', 'uninstall', '--quiet', '--yes', 'ruff']);
      const { status, stderr } = npx('run', 'lint', 'apps/orders');
      expect(status).toBe(2);
      expect(stderr).toContain('is not installed in .venv');
      expect(stderr).toContain(
        'add `ruff` to requirements-dev.txt, then run `npx fastapi-container run install apps/orders`',
      );
      write(join(app, 'requirements-dev.txt'), requirements);
      expect(npx('run', 'install', 'apps/orders').status).toBe(0);
      expect(npx('run', 'lint', 'apps/orders').status).toBe(0);
    }),
  );

  // As the signal ends uvicorn itself, and 0 under its reloader.
  test.each([
    ['serve', 0],
    ['start', 143],
  ])('%s answers until SIGTERM, which lets it shut down, and ends with its exit code: %i', (task, code) =>
    keepOnFailure(async () => {
      const running = program(task, 'apps/orders');
      await expectApp(`http://127.0.0.1:${String(port)}`);
      expect(await running.terminate()).toBe(code);
      expect(running.output.match(/orders is stopping, items dropped: 1/g)).toHaveLength(1);
      await expect(fetch(`http://127.0.0.1:${String(port)}`)).rejects.toThrow();
    })(),
  );

  test(
    'a port that is in use is told before the server starts',
    keepOnFailure(async () => {
      const running = program('serve', 'apps/orders');
      await askUntilUp(`http://127.0.0.1:${String(port)}/health/live`);
      const { status, output } = npx('run', 'serve', 'apps/orders');
      expect(status).toBe(2);
      expect(output).toContain(`port ${String(port)} of this machine is in use`);
      expect(output).not.toContain('Traceback');
      await running.terminate();
    }),
  );

  test(
    'container-push of a name without a registry builds nothing',
    keepOnFailure(() => {
      const { status, stderr } = npx('run', 'container-push', 'apps/orders');
      expect(status).toBe(2);
      expect(stderr).toContain('names no registry');
      expect(stderr).toContain(`registry.example.com/${image}`);
      expect(spawnSync('docker', ['image', 'inspect', image]).status).not.toBe(0);
    }),
  );

  dockerTest(
    'container-run builds, answers as the options say, and stops on SIGTERM',
    keepOnFailure(async () => {
      const options = JSON.parse(read(app, 'fastapi-container.json')) as object;
      const run = { env: { APP_REGION: 'eu' }, hosts: ['db.internal:10.1.2.3'], volumes: ['./data:/data:ro'] };
      write(join(app, 'fastapi-container.json'), JSON.stringify({ ...options, run }, null, 2));
      write(join(app, 'data/greeting'), 'hello\n');
      succeed(root, 'npx', ['fastapi-container', 'synth']);
      const running = program('container-run', 'apps/orders');
      await askUntilUp(`http://127.0.0.1:${String(port)}/health/live`, 300);
      const id = succeed(root, 'docker', ['ps', '--quiet', '--filter', `ancestor=${image}`]).stdout.trim();
      const script =
        'import os; print(os.environ["APP_REGION"], open("/data/greeting").read().strip(), "db.internal" in open("/etc/hosts").read())';
      expect(succeed(root, 'docker', ['exec', id, 'python', '-c', script]).stdout).toBe('eu hello True\n');
      const second = npx('run', 'container-run', 'apps/orders');
      expect(second.status).toBe(2);
      expect(second.stderr).toMatch(/run\.port = \d+\n *Problem: port \d+ of this machine is in use/);
      expect(await running.terminate()).toBe(0);
      expect(running.output).toContain('orders is stopping');
      expect(succeed(root, 'docker', ['ps', '--quiet', '--filter', `ancestor=${image}`]).stdout).toBe('');
    }),
  );
});
