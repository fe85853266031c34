import { copyFileSync, lchownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { leftOf, removeProject } from './support/compose';
import { postgresImage } from './support/data-images';
import { baseImage, devcontainer, featureStandIns, removeBuilt } from './support/devcontainer';
import { describeDocker } from './support/docker';
import { succeed, type Ended } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

const NAME = `fce2e-${String(process.pid)}`;
const [BILLING, ORDERS] = [`${NAME}-billing`, `${NAME}-orders`];
const PROJECT = `${NAME}-dev-devcontainer`;

/** Serves both apps at once, writes into one of them, and tells what both answer and what is in the database of each. */
const SERVE = `
import json, subprocess, time, urllib.request
apps = {8000: "${BILLING}", 8001: "${ORDERS}"}

def ask(port, path, body=None):
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body and json.dumps(body).encode(), headers)
    for _ in range(200):
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.URLError:
            time.sleep(0.2)

def rows(name):
    program = "import psycopg, sys; print(psycopg.connect(sys.argv[1]).execute('select name from items').fetchall())"
    address = f"postgresql://app@{name}-postgres/app"
    return subprocess.check_output([f"apps/{name}/.venv/bin/python", "-c", program, address], text=True).strip()

served = [subprocess.Popen(["npx", "fastapi-container", "run", "serve", f"apps/{name}"]) for name in apps.values()]
try:
    print("READY", [ask(port, "/health/ready")["status"] for port in apps])
    ask(8000, "/items", {"name": "lamp", "quantity": 1})
    print("ITEMS", [[item["name"] for item in ask(port, "/items")] for port in apps])
    print("ROWS", [rows(name) for name in apps.values()])
finally:
    for process in served:
        process.terminate()
`;

/** Gives a checkout to a person, where root runs these tests. */
function giveAway(path: string): void {
  if (process.getuid?.() !== 0) return;
  lchownSync(path, 1000, 1000);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveAway(join(path, name));
}

describeDocker('the container in which people develop', () => {
  const root = workspace('devcontainer');
  const override = join(workspace('devcontainer-override'), 'devcontainer.json');
  const apps = [BILLING, ORDERS].map((name) => `apps/${name}`);
  const at = ['--workspace-folder', root, '--override-config', override];

  const inside = async (...words: string[]): Promise<string> => {
    const { status, output } = await devcontainer('exec', ...at, ...words);
    if (status !== 0) throw new Error(output);
    return output;
  };
  const up = async (...words: string[]): Promise<Record<string, string>> => {
    const ended: Ended = await devcontainer('up', ...at, ...words);
    if (ended.status !== 0) throw new Error(ended.output);
    return JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '') as Record<string, string>;
  };

  beforeAll(async () => {
    const [postgres, image] = await Promise.all([postgresImage(), baseImage()]);
    copyFileSync(tarball(), join(root, 'fastapi-container.tgz'));
    const devDependencies = { 'fastapi-container': 'file:./fastapi-container.tgz' };
    write(join(root, 'package.json'), JSON.stringify({ name: `${NAME}-dev`, private: true, devDependencies }));
    write(join(root, '.gitignore'), 'node_modules\n.venv\n');
    succeed(root, 'git', ['init', '--quiet', '.']);
    succeed(root, 'npm', ['install']);
    for (const app of apps) {
      succeed(root, 'npx', ['fastapi-container', 'new', app, '--database=postgres']);
      const file = join(root, app, 'fastapi-container.json');
      const compose = { postgres: { image: postgres, user: 999 } };
      write(file, JSON.stringify({ ...(JSON.parse(read(file)) as object), compose }));
      // As quick as it can be: what no test here uses takes half of the time.
      const tools = read(root, app, 'requirements-dev.txt').split('\n');
      write(
        join(root, app, 'requirements-dev.txt'),
        tools.filter((line) => !/^(mypy|ruff|debugpy)/.test(line)).join('\n'),
      );
    }
    const options = { devcontainer: 'vscode', development: { image } };
    write(join(root, 'fastapi-container.workspace.json'), JSON.stringify(options));
    succeed(root, 'npx', ['fastapi-container', 'synth']);
    const made = parse(read(root, '.devcontainer/devcontainer.json')) as { features: Record<string, object> };
    console.info(`NOT TESTED: what is in ${Object.keys(made.features).join(' and ')}: stand-ins take their places`);
    write(override, JSON.stringify({ ...made, features: featureStandIns(root, made.features) }));
    giveAway(root);
  });

  afterAll(() => {
    [PROJECT, ORDERS].forEach(removeProject);
    removeBuilt(root);
  });

  test(
    'it starts with the environments of all apps, and again',
    keepOnFailure(async () => {
      const begun = Date.now();
      const first = await up();
      console.info(`up: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
      expect(first).toMatchObject({ outcome: 'success', remoteUser: 'vscode', composeProjectName: PROJECT });
      expect(await up()).toMatchObject({ outcome: 'success', containerId: first.containerId });
    }),
  );

  test(
    'its features get their options, and the engine is started first',
    keepOnFailure(async () => {
      const output = await inside('sh', '-c', 'cat /etc/feature-*; ls /tmp/started');
      expect(output.trim().split(/\s+/)).toEqual(['MOBY=false', 'PNPMVERSION=none', 'VERSION=24', '/tmp/started']);
    }),
  );

  test(
    'the tests of an app pass inside, as a user who is not root',
    keepOnFailure(async () => {
      expect((await inside('id', '-un')).trim()).toBe('vscode');
      for (const app of apps)
        expect(await inside('npx', 'fastapi-container', 'run', 'test', app)).toMatch(/\d+ passed/);
    }),
  );

  test(
    'each app finds its own database, also while both are served',
    keepOnFailure(async () => {
      for (const app of apps) await inside('npx', 'fastapi-container', 'run', 'migrate', app);
      const told = (await inside('python', '-c', SERVE)).split(/\r?\n/).filter((line) => /^[A-Z]+ \[/.test(line));
      expect(told).toEqual([
        "READY ['ok', 'ok']",
        "ITEMS [['lamp'], []]",
        // What the answers came from: neither a file, nor one database for both.
        "ROWS [\"[('lamp',)]\", '[]']",
      ]);
    }),
  );

  test(
    'what is written inside belongs to the person outside, whose own environments it does not touch',
    keepOnFailure(async () => {
      await inside('touch', `${apps[0] ?? ''}/made-inside`);
      const { uid } = statSync(join(root, 'package.json'));
      expect(statSync(join(root, apps[0] ?? '', 'made-inside')).uid).toBe(uid);
      expect(apps.flatMap((app) => readdirSync(join(root, app, '.venv')))).toEqual([]);
    }),
  );

  test(
    'an app runs by its own compose file at the same time',
    keepOnFailure(async () => {
      const compose = (...words: string[]) => succeed(join(root, 'apps', ORDERS), 'docker', ['compose', ...words]);
      write(join(root, 'apps', ORDERS, 'secrets/database_password'), 'secret');
      compose('up', '--detach', '--wait', `${ORDERS}-postgres`);
      expect(leftOf(ORDERS)).toMatchObject({ containers: 1 });
      expect(leftOf(PROJECT)).toMatchObject({ containers: 3 });
      compose('down', '--volumes', '--remove-orphans');
      expect(leftOf(ORDERS)).toEqual({ containers: 0, networks: 0, volumes: 0 });
      expect(leftOf(PROJECT)).toMatchObject({ containers: 3 });
      expect((await inside('echo', 'still there')).trim()).toBe('still there');
    }),
  );

  test(
    'in a new container of the same volumes all is there at once, and it ends without a wait',
    keepOnFailure(async () => {
      const before = await up();
      expect((await up('--remove-existing-container')).containerId).not.toBe(before.containerId);
      const installed = await inside('npx', 'fastapi-container', 'install', ...apps);
      expect(installed.match(/\.venv is up to date/g)).toHaveLength(2);
      const begun = Date.now();
      succeed(root, 'docker', ['compose', '--file', '.devcontainer/compose.yaml', 'stop', 'workspace']);
      expect(Date.now() - begun).toBeLessThan(8000);
    }),
  );
});
