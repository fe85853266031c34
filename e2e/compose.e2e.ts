import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ComposeApp, leftOf, repository } from './support/compose';
import { describeDocker } from './support/docker';
import { ask, askUntilUp, expectApp, freePort } from './support/http';
import { run } from './support/shell';
import { keepOnFailure, read, write } from './support/workspace';

/** What a process in the container sees of its own hardening. */
const HARDENING = `
import json, os
status = dict(line.split(':\\t', 1) for line in open('/proc/1/status') if ':\\t' in line)
root = next(line.split()[3] for line in open('/proc/mounts') if line.split()[1] == '/')
tmp = os.statvfs('/tmp')
cgroup = '/sys/fs/cgroup/'
limit = lambda *names: next((open(cgroup + n).read().strip() for n in names if os.path.exists(cgroup + n)), None)
def writes(path):
    try:
        open(path, 'w').close(); return True
    except OSError:
        return False
print(json.dumps({
    'uid': os.getuid(), 'root': root.split(',')[0], 'capabilities': int(status['CapEff'], 16),
    'noNewPrivileges': status['NoNewPrivs'].strip(), 'tmp': tmp.f_blocks * tmp.f_frsize,
    'writes': [path for path in ('/tmp/a', '/app/a', '/a', '/var/tmp/a', '/home/a', '/run/a') if writes(path)],
    'memory': limit('memory.max', 'memory/memory.limit_in_bytes'), 'pids': limit('pids.max', 'pids/pids.max'),
}))`;

/** Saves a file, and asks until the answer is the new one. @returns the seconds from one to the other */
async function secondsFromSaveToAnswer(path: string, text: string, url: string, expected: string): Promise<number> {
  const saved = Date.now();
  write(path, text);
  for (;;) {
    const body = await ask(url).then(
      (answer) => answer.body,
      () => '',
    );
    if (body.includes(expected)) return (Date.now() - saved) / 1000;
    if (Date.now() - saved > 30_000) throw new Error(`after 30 s ${url} still answers ${body}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describeDocker('Compose', () => {
  const root = repository('compose');
  const orders = new ComposeApp(root, 'orders');
  const billing = new ComposeApp(root, 'billing');
  let url = '';

  beforeAll(async () => {
    url = await orders.create({ compose: {}, secrets: ['api_token'], resources: { memory: 200, tmp: 8, pids: 77 } });
    // Some tests use the image, each of which may run alone.
    orders.succeed('container-build');
  });

  test(
    'a missing secret is told with the file to write, before the engine starts anything',
    keepOnFailure(() => {
      const { status, stderr } = orders.task('compose-up');
      expect(status).toBe(2);
      expect(stderr).toContain(`${orders.directory}/secrets/api_token`);
      expect(stderr).toMatch(/is missing[^]*printf %s 'the value' > apps\/\S+\/secrets\/api_token/);
      expect(leftOf(orders.name)).toEqual({ containers: 0, networks: 0, volumes: 0 });
      // The line that was told is the way out, and Git never sees the value.
      const [line = ''] = /printf .*/.exec(stderr) ?? [];
      expect(run(root, 'sh', ['-c', `umask 077 && ${line.replace('the value', 'it is $ecret')}`]).status).toBe(0);
      expect(run(root, 'git', ['status', '--porcelain', '--untracked-files=all']).stdout).not.toContain('api_token');
    }),
  );

  test(
    'up waits until the app is healthy and says where it answers',
    keepOnFailure(async () => {
      const { stdout } = orders.succeed('compose-up');
      expect(stdout).toContain(`${orders.name} answers on ${url}`);
      // At once: nobody has to wait again.
      expect(await ask(`${url}/health/ready`)).toEqual({ status: 200, body: '{"status":"ok"}' });
      await expectApp(url);
    }),
  );

  test(
    'the container is hardened and limited as in production',
    keepOnFailure(() => {
      const { stdout, stderr } = orders.python(HARDENING);
      expect({ stderr, seen: JSON.parse(stdout) as object }).toEqual({
        stderr: '',
        seen: {
          uid: 10001,
          root: 'ro',
          capabilities: 0,
          noNewPrivileges: '1',
          tmp: 8 * 1024 * 1024,
          writes: ['/tmp/a'],
          memory: String(200 * 1024 * 1024),
          pids: '77',
        },
      });
      expect(orders.inspect().HostConfig).toMatchObject({ NanoCpus: 1e9, PidsLimit: 77, CapDrop: ['ALL'] });
    }),
  );

  test(
    'the user of the image reads the secret, also of a file that its owner alone may read, and others do not get there',
    keepOnFailure(() => {
      const code = "import os; print(open(os.environ['APP_SECRETS_DIR'] + '/api_token').read(), end='')";
      expect(orders.python(code)).toMatchObject({ stdout: 'it is $ecret', status: 0 });
      expect(statSync(join(orders.path, 'secrets')).mode & 0o777).toBe(0o700);
    }),
  );

  test(
    'down leaves nothing',
    keepOnFailure(() => {
      orders.succeed('compose-down');
      expect(leftOf(orders.name)).toEqual({ containers: 0, networks: 0, volumes: 0 });
    }),
  );

  test(
    'an app that cannot start fails the target with what it wrote',
    keepOnFailure(() => {
      const main = read(orders.path, 'shop/main.py');
      write(join(orders.path, 'shop/main.py'), `raise RuntimeError("no licence")\n`);
      const { status, output } = orders.task('compose-up');
      write(join(orders.path, 'shop/main.py'), main);
      expect(status).not.toBe(0);
      expect(output).toContain('no licence');
      orders.succeed('compose-down');
    }),
  );

  test(
    'a value reaches a service as it is, with $ and quotes',
    keepOnFailure(() => {
      const env = { GREETING: `a $HOME \${PATH} $$ "b" 'c' #d: e\\n`, FLAG: 'on', MODE: '0o17', TIME: '12:30' };
      const code =
        'import json, os, signal, sys, time; signal.signal(signal.SIGTERM, sys.exit); print(json.dumps([dict(os.environ), sys.argv]), flush=True); time.sleep(99)';
      const words = ['$HOME', '${A:?b}', "it's", '"', '- a: b', '# c'];
      const echo = { image: orders.image, env, command: ['python', '-c', code, ...words], check: ['true'] };
      orders.options({ compose: { services: { echo } } });
      orders.succeed('compose-up');
      const [seen, argv] = JSON.parse(orders.compose('logs', '--no-log-prefix', `${orders.name}-echo`).stdout) as [
        Record<string, string>,
        string[],
      ];
      expect(seen).toMatchObject(env);
      expect(argv.slice(1)).toEqual(words);
    }),
  );

  test(
    'what compose.override.yaml says has the last word, and what is no longer asked for is stopped',
    keepOnFailure(() => {
      orders.options({ compose: {} });
      const own = join(orders.path, 'compose.override.yaml');
      write(own, `services: {${orders.name}: {environment: {APP_TITLE: mine}}}\n`);
      orders.succeed('compose-up');
      expect(orders.compose('ps', '--all', '--quiet', '--orphans').stdout.trim().split('\n')).toHaveLength(1);
      expect(orders.python("import os; print(os.environ['APP_TITLE'])").stdout.trim()).toBe('mine');
      rmSync(own);
    }),
  );

  test.each(['mount', 'watch'] as const)(
    'a saved file is answered within seconds with "%s", and what production has stays',
    async (development) => {
      await keepOnFailure(async () => {
        orders.options({ compose: { development } });
        const server = orders.running('compose-dev');
        try {
          await askUntilUp(`${url}/health/live`, 90);
          const file = join(orders.path, 'shop/main.py');
          const main = read(file);
          const route = (text: string) =>
            `${main}\n\n@app.get("/saved")\nasync def saved() -> str:\n    return "${text}"\n`;
          // The first time the watching may still begin.
          await secondsFromSaveToAnswer(file, route('first'), `${url}/saved`, 'first');
          const seconds = await secondsFromSaveToAnswer(file, route('second'), `${url}/saved`, 'second');
          write(file, main);
          console.info(`${development}: ${seconds.toFixed(2)} s from save to answer`);
          expect(seconds).toBeLessThan(development === 'mount' ? 4 : 8);
          const seen = JSON.parse(orders.python(HARDENING).stdout) as { writes: string[] };
          expect(seen).toMatchObject({ uid: 10001, capabilities: 0, noNewPrivileges: '1' });
          expect(seen.writes).toEqual(development === 'mount' ? ['/tmp/a'] : expect.arrayContaining(['/tmp/a']));
        } catch (error) {
          throw new Error(server.output, { cause: error });
        } finally {
          await server.stop();
          orders.task('compose-down');
        }
        expect(leftOf(orders.name)).toEqual({ containers: 0, networks: 0, volumes: 0 });
      })();
    },
  );

  test(
    'two apps come up from the one file at the root that the documentation shows',
    keepOnFailure(async () => {
      orders.options({ secrets: [], compose: { services: { extra: { image: orders.image } } } });
      const other = await billing.create({ compose: { services: { extra: { image: orders.image } } } });
      const shown = /```yaml\n(name: shop\ninclude:\n[^`]*)```/.exec(read('docs/compose.md'))?.[1] ?? '';
      const project = `fce2e-${String(process.pid)}-root`;
      const text = shown
        .replace('name: shop', `name: ${project}`)
        .replace('apps/orders/', `${orders.directory}/`)
        .replace('apps/billing/', `${billing.directory}/`);
      write(join(root, 'compose.yaml'), text);
      try {
        const up = run(root, 'docker', ['compose', 'up', '--detach', '--wait', '--build']);
        if (up.status !== 0) throw new Error(up.output);
        for (const address of [url, other]) expect((await ask(`${address}/health/ready`)).status).toBe(200);
      } finally {
        run(root, 'docker', ['compose', 'down', '--volumes']);
      }
      expect(leftOf(project)).toEqual({ containers: 0, networks: 0, volumes: 0 });
    }),
  );

  test(
    'two apps with one port are refused before anything is written or started',
    keepOnFailure(async () => {
      const port = await freePort();
      const published = /run\.port[^]*is published twice[^]*such as \d+/;
      for (const app of [orders, billing]) {
        const file = join(app.path, 'fastapi-container.json');
        write(file, JSON.stringify({ ...(JSON.parse(read(file)) as object), run: { port } }, null, 2));
      }
      for (const command of ['check', 'synth']) {
        const { status, stderr } = run(root, 'npx', ['fastapi-container', command]);
        expect(status).toBe(2);
        expect(stderr).toMatch(published);
      }
      const flags = ['--compose.bind', '127.0.0.1', '--run.port', String(port)];
      const created = run(root, 'npx', ['fastapi-container', 'new', 'apps/third', ...flags]);
      expect(created.status).toBe(2);
      expect(created.stderr).toMatch(published);
      expect(existsSync(join(root, 'apps/third'))).toBe(false);
    }),
  );

  test(
    'a package index that the build will not have is told, and refused where the app needs it',
    keepOnFailure(() => {
      const index = `FCE2E_INDEX_${String(process.pid)}`;
      const words = '-- --no-start';
      orders.options({ secrets: [], compose: {}, run: { port: 18998 }, packageIndex: { secret: index } });
      const lenient = orders.task('compose-up', words);
      expect(lenient.stderr).toContain(`${index} is not set: the build takes packages from everywhere but`);
      orders.options({ packageIndex: { secret: index, required: true } });
      const strict = orders.task('compose-up', words);
      expect(strict.status).toBe(2);
      expect(strict.stderr).toMatch(/is not set, and "packageIndex.required"/);
      expect(strict.output).not.toContain('[internal]');
      // The address reaches the build: nothing answers there.
      const wrong = orders.task('compose-up', words, { [index]: 'http://127.0.0.1:9/simple/' });
      expect(wrong.status).not.toBe(0);
      expect(wrong.output).toMatch(/127\.0\.0\.1|Connection refused|No matching distribution/);
      orders.options({ packageIndex: {} });
    }),
  );

  test(
    'podman is called where it is the engine',
    keepOnFailure(() => {
      const bin = join(root, 'fake');
      write(join(bin, 'podman'), '#!/bin/sh\necho podman "$@"\n');
      chmodSync(join(bin, 'podman'), 0o755);
      billing.options({ engine: 'podman', compose: {}, run: { port: 18999 } });
      const { stdout } = billing.task('compose-up', '', {
        PATH: `${bin}:${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
      });
      expect(stdout).toContain('podman compose --file compose.yaml up --detach --build --wait --remove-orphans\n');
    }),
  );
});
