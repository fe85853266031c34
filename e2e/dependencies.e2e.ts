import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildInputs } from '../src/core/dependencies/build-inputs';
import { resolve } from '../src/core/resolve';
import type { ResolvedApp } from '../src/core/resolved';
import { tasks } from '../src/core/tasks';
import { planOnDisk, readApp } from '../src/io/app';
import { applyChanges } from '../src/io/disk';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { hadolint } from './support/hadolint';
import { ask, expectApp } from './support/http';
import { Running, run, succeed, type Ended } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** An app of its own in a workspace, with what is done to it. */
class App {
  readonly root: string;
  readonly path: string;
  readonly image: string;

  constructor(
    name: string,
    private readonly env: Record<string, string | undefined> = {},
  ) {
    this.root = workspace(name);
    this.path = join(this.root, 'apps/orders');
    this.image = imageName(name);
  }

  create(...flags: string[]): void {
    write(join(this.root, 'package.json'), '{ "private": true }\n');
    succeed(this.root, 'git', ['init', '--quiet', '.']);
    succeed(this.root, 'npm', ['install', '--save-dev', tarball()]);
    succeed(this.root, 'npx', ['fastapi-container', 'new', 'apps/orders', '--image.name', this.image, ...flags]);
  }

  cli(...args: string[]): Ended {
    return run(this.path, 'npx', ['fastapi-container', ...args], this.env);
  }

  succeed(...args: string[]): string {
    return succeed(this.path, 'npx', ['fastapi-container', ...args], this.env).output;
  }

  options(changes: object): void {
    const options = JSON.parse(read(this.path, 'fastapi-container.json')) as object;
    write(join(this.path, 'fastapi-container.json'), JSON.stringify({ ...options, ...changes }, null, 2));
    this.cli('synth');
  }

  require(...lines: string[]): void {
    appendFileSync(join(this.path, 'requirements.txt'), `${lines.join('\n')}\n`);
  }

  get resolved(): ResolvedApp {
    const result = resolve(JSON.parse(read(this.path, 'fastapi-container.json')), 'orders');
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.value;
  }

  /** Runs what `container-build` runs. */
  build(extra: readonly string[] = [], env: Record<string, string | undefined> = this.env): Ended {
    const argv = tasks(this.resolved).find(({ name }) => name === 'container-build')?.commands[0]?.argv ?? [];
    const [program = '', ...words] = argv;
    return run(this.path, program, [...words.slice(0, -1), '--progress=plain', ...extra, ...words.slice(-1)], env);
  }

  expectBuilt(extra: readonly string[] = []): string {
    const { status, output } = this.build(extra);
    if (status !== 0) throw new Error(output);
    return output;
  }

  expectLinted(): void {
    const build = this.build(['--check']);
    expect(build.output).toContain('Check complete, no warnings found');
    expect(hadolint(join(this.path, 'Dockerfile'))).toEqual({ status: 0, output: '' });
  }

  python(code: string): string {
    return docker(['run', '--rm', '--read-only', this.image, 'python', '-c', code]).stdout.trim();
  }

  /** Packages in the image, as `name==version`. */
  packages(): string[] {
    const code = `import importlib.metadata as m, re
for d in m.distributions(): print(re.sub(r'[-_.]+', '-', d.name).lower() + '==' + d.version)`;
    return this.python(code).split('\n').sort();
  }

  /** Packages in the lock that belong on Linux. */
  locked(): string[] {
    const pins = read(this.path, 'requirements.lock').match(/^[a-z0-9].*==[^\\\n]*/gm) ?? [];
    return pins
      .filter((pin) => !/win32|Windows|!= 'linux'/.test(pin))
      .map((pin) => pin.split(';')[0]?.trim() ?? '')
      .sort();
  }
}

/** Files of the virtual environment, but for what an installer writes about itself. */
const LISTING = `import os
for root, _, names in os.walk('/opt'):
  for name in names:
    if name not in ('INSTALLER', 'RECORD', 'REQUESTED', 'direct_url.json', 'uv_cache.json', 'uv_build.json'):
      print(os.path.join(root, name))`;

const listing = (app: App) => app.python(LISTING).split('\n').sort();

describeDocker('the Dockerfile of every combination', () => {
  const root = workspace('combinations');
  const shapes = [{}, { lock: true }, { lock: true, libraries: ['libs/one', 'libs/two'], buildFromSource: ['docopt'] }];
  const indexes = [{}, { secret: 'ACME' }, { secret: 'ACME', extraSecret: 'MORE', required: true }];
  const combinations = ['pip', 'uv'].flatMap((installer) =>
    shapes.flatMap((shape) => indexes.map((packageIndex) => ({ installer, ...shape, packageIndex }))),
  );

  test.each(['main:app', 'orders.main:app'])('has no findings, for %s', async (application) =>
    keepOnFailure(() => {
      for (const name of ['one', 'two'])
        write(join(root, `libs/${name}/pyproject.toml`), `[project]\nname = "${name}"\n`);
      expect(combinations).toHaveLength(18);
      for (const options of combinations) {
        write(join(root, 'fastapi-container.json'), JSON.stringify({ name: 'orders', app: application, ...options }));
        const app = readApp(root, '.');
        applyChanges(root, planOnDisk(root, '.', app));
        const found = hadolint(join(root, 'Dockerfile'));
        expect({ options, ...found }).toEqual({ options, status: 0, output: '' });
        const checked = docker(['build', '--check', ...buildInputs(app), root], 'any').output;
        expect({ options, checked }).toEqual({
          options,
          checked: expect.stringContaining('no warnings found') as string,
        });
        rmSync(join(root, 'Dockerfile'));
      }
    })(),
  );
});

describeDocker('locked dependencies', () => {
  const app = new App('lock');
  let withPip: string[] = [];

  beforeAll(() => {
    app.create('--python', '3.12');
  });

  test(
    '`lock` writes hashes and turns the option on; the second time it changes nothing',
    keepOnFailure(() => {
      expect(app.succeed('lock')).toContain('requirements.lock is written');
      expect(app.resolved.lock).toBe(true);
      expect(read(app.path, 'Dockerfile')).toContain('--require-hashes --only-binary :all:');
      const text = read(app.path, 'requirements.lock');
      expect(text).toMatch(/^fastapi==[\d.]+ \\\n {4}--hash=sha256:/m);
      expect(app.cli('check').status).toBe(0);
      const before = files(app.root);
      expect(app.succeed('lock')).toContain('requirements.lock is up to date');
      expect(files(app.root)).toEqual(before);
    }),
  );

  test(
    'a changed requirement is drift until it is locked',
    keepOnFailure(() => {
      app.require('idna');
      const { status, stdout } = app.cli('check', '--json');
      expect(status).toBe(1);
      const report = JSON.parse(stdout) as { apps: { status: string; changes: { path: string; action: string }[] }[] };
      expect(report.apps[0]).toMatchObject({
        status: 'drift',
        changes: [{ path: 'requirements.lock', action: 'stale', ownership: 'lock', diff: '' }],
      });
      const lockBefore = read(app.path, 'requirements.lock');
      expect(app.cli('synth')).toMatchObject({
        status: 1,
        stdout: expect.stringContaining('nx lock orders') as string,
      });
      expect(read(app.path, 'requirements.lock')).toBe(lockBefore);
      app.succeed('lock');
      expect(app.cli('check').status).toBe(0);
    }),
  );

  test(
    'a package without a wheel is named, and built from source where that is allowed',
    keepOnFailure(() => {
      app.require('docopt==0.6.2');
      const before = files(app.root);
      const refused = app.cli('lock');
      expect(refused.status).toBe(2);
      expect(refused.stderr).toMatch(/docopt[^]*no usable wheels[^]*"buildFromSource"/);
      expect(files(app.root)).toEqual(before);
      app.options({ buildFromSource: ['docopt'] });
      app.succeed('lock');
    }),
  );

  test(
    'the image has what is in the lock, and nothing else',
    keepOnFailure(async () => {
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages()).toEqual(app.locked());
      expect(app.locked()).toContain('docopt==0.6.2');
      withPip = listing(app);
      const container = new Container(app.image, '8000');
      try {
        await expectApp(container.url);
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'with uv it is the same image, file by file, and uv is not in it',
    keepOnFailure(() => {
      app.options({ installer: 'uv' });
      expect(app.cli('check').status).toBe(0);
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages()).toEqual(app.locked());
      expect(listing(app)).toEqual(withPip);
      expect(app.python('import shutil; print(shutil.which("uv"))')).toBe('None');
    }),
  );

  test.each(['uv', 'pip'])('%s refuses a file that is not the one that was locked', async (installer) =>
    keepOnFailure(() => {
      app.options({ installer });
      const text = read(app.path, 'requirements.lock');
      const other = createHash('sha256').update('another file').digest('hex');
      write(
        join(app.path, 'requirements.lock'),
        text.replace(/(?<=^idna==\S+ \\\n)( {4}--hash=.*\n)+/m, `    --hash=sha256:${other}\n`),
      );
      const { status, output } = app.build();
      expect(status).not.toBe(0);
      expect(output).toMatch(/do not match the hashes|hash mismatch/i);
      write(join(app.path, 'requirements.lock'), text);
    })(),
  );

  test(
    'uv installs without a lock, too',
    keepOnFailure(() => {
      app.options({ installer: 'uv', lock: false, buildFromSource: [] });
      expect(app.cli('check').status).toBe(0);
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages().map((pin) => pin.split('==')[0])).toEqual(app.locked().map((pin) => pin.split('==')[0]));
    }),
  );
});

const PASSWORD = 'correct-horse-battery';

describeDocker('a private index', () => {
  const env = { ACME_INDEX: '' };
  const app = new App('index', env);
  let server: Running | undefined;

  /** Makes a wheel, as a company would have put it on its index. */
  function makeWheel(directory: string): void {
    const code = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/acme_private-1.0-py3-none-any.whl', 'w') as wheel:
    wheel.writestr('acme_private.py', 'NAME = "private"\\n')
    info = 'acme_private-1.0.dist-info/'
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: acme-private\\nVersion: 1.0\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'RECORD', 'acme_private.py,,\\n' + info + 'METADATA,,\\n' + info + 'WHEEL,,\\n' + info + 'RECORD,,\\n')`;
    mkdirSync(directory, { recursive: true });
    succeed(directory, 'python3', ['-c', code, directory]);
  }

  beforeAll(async () => {
    app.create('--python', '3.12', '--package-index.secret', 'ACME_INDEX');
    const wheels = join(app.root, 'wheels');
    makeWheel(wheels);
    server = new Running(__dirname, process.execPath, [join(__dirname, 'support/index-server.mjs'), PASSWORD, wheels]);
    let port: string | undefined;
    while (port === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      port = /^port (\d+)$/m.exec(server.output)?.[1];
    }
    env.ACME_INDEX = `http://builder:${PASSWORD}@127.0.0.1:${port}/simple/`;
    app.require('acme-private');
  });

  afterAll(async () => {
    await server?.stop();
  });

  /** The index listens on this machine only, so that the build has to be in its network. */
  const network = ['--network', 'host'];

  function expectNoSecret(): void {
    expect(docker(['history', '--no-trunc', app.image]).output).not.toContain(PASSWORD);
    expect(docker(['inspect', app.image]).output).not.toContain(PASSWORD);
    const archive = join(app.root, 'image.tar');
    docker(['save', '--output', archive, app.image]);
    // Each layer may be compressed: Python looks into all of them.
    const code = `import sys, tarfile
def look(tar, depth):
    for member in tar:
        if not member.isfile(): continue
        data = tar.extractfile(member).read()
        if sys.argv[2].encode() in data: print(member.name)
        if depth == 0:
            import io
            try: inner = tarfile.open(fileobj=io.BytesIO(data))
            except tarfile.ReadError: continue
            print('layer'); look(inner, 1)
look(tarfile.open(sys.argv[1]), 0)`;
    const found = succeed(app.root, 'python3', ['-c', code, archive, PASSWORD]).stdout.trim().split('\n');
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found)).toEqual(new Set(['layer']));
    rmSync(archive);
  }

  test(
    'serves the build that has the secret, with pip, and the secret stays nowhere',
    keepOnFailure(async () => {
      app.expectLinted();
      app.expectBuilt([...network, '--no-cache-filter', 'builder']);
      expect(app.python('import acme_private; print(acme_private.NAME)')).toBe('private');
      // The server tells while this process looks.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(server?.output).toMatch(/asked acme-private/);
      expectNoSecret();
    }),
  );

  test(
    'without the secret the build takes packages from PyPI, where this one is not; nothing else is broken',
    keepOnFailure(() => {
      const other = { ACME_INDEX: undefined };
      const missing = app.build([...network, '--no-cache-filter', 'builder'], other);
      expect(missing.status).not.toBe(0);
      expect(missing.output).toMatch(/No matching distribution found for acme-private/);
      const requirements = read(app.path, 'requirements.txt');
      write(join(app.path, 'requirements.txt'), requirements.replace('acme-private\n', ''));
      expect(app.build([...network], other)).toMatchObject({ status: 0 });
      write(join(app.path, 'requirements.txt'), requirements);
    }),
  );

  test(
    'is asked by `lock`, whose file does not hold the secret, and by uv',
    keepOnFailure(() => {
      app.options({ installer: 'uv' });
      app.succeed('lock');
      const text = read(app.path, 'requirements.lock');
      expect(text).toContain('acme-private==1.0');
      expect(text).not.toMatch(/127\.0\.0\.1|builder/);
      app.expectLinted();
      app.expectBuilt([...network, '--no-cache-filter', 'builder']);
      expect(app.packages()).toEqual(app.locked());
      expectNoSecret();
    }),
  );

  test(
    'may be required: then no build is without it',
    keepOnFailure(() => {
      app.options({ packageIndex: { secret: 'ACME_INDEX', required: true } });
      app.expectLinted();
      const refused = app.build([...network, '--no-cache-filter', 'builder'], { ACME_INDEX: undefined });
      expect(refused.status).not.toBe(0);
      expect(refused.output).toContain('comes from the build secret ACME_INDEX');
      expect(docker(['build', app.path], 'any').output).toContain('comes from the build secret ACME_INDEX');
    }),
  );
});

const library = (name: string, dependencies: readonly string[]) => `[project]
name = "${name}"
version = "1.0"
dependencies = ${JSON.stringify(dependencies)}

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
packages = ["${name.replace('-', '_')}"]
`;

describeDocker('local libraries', () => {
  const app = new App('libraries');
  const shared = join(app.root, 'libs/shared');
  const source = join(shared, 'acme_shared/__init__.py');

  beforeAll(() => {
    app.create('--python', '3.12');
    write(join(shared, 'pyproject.toml'), library('acme-shared', ['acme-models', 'orjson']));
    write(source, 'import acme_models\nimport orjson\n\nANSWER = 1\n');
    const models = join(app.root, 'libs/models');
    write(join(models, 'pyproject.toml'), library('acme-models', []));
    write(join(models, 'acme_models/__init__.py'), '');
    const items = join(app.path, 'orders/routers/items.py');
    const route =
      '\n\n@router.get("/shared/answer")\nasync def answer() -> int:\n    from acme_shared import ANSWER\n\n    return ANSWER\n';
    write(items, read(items) + route);
  });

  test(
    'that are not there are refused, all of them, and nothing is written',
    keepOnFailure(() => {
      const before = files(app.root);
      const flags = ['--lock', '--libraries', '../../libs/none,../../../outside'];
      const refused = run(app.root, 'npx', ['fastapi-container', 'new', 'apps/other', ...flags]);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('there is no libs/none/pyproject.toml');
      expect(refused.stderr).toContain('is not inside the workspace');
      expect(files(app.root)).toEqual(before);
    }),
  );

  test(
    'are installed with what they depend on, from a checkout that only its owner can read',
    keepOnFailure(async () => {
      app.options({ lock: true, libraries: ['../../libs/shared', '../../libs/models'] });
      app.succeed('lock');
      expect(app.locked().some((pin) => pin.startsWith('orjson=='))).toBe(true);
      expect(app.locked().some((pin) => pin.startsWith('acme-'))).toBe(false);
      expect(app.cli('check').status).toBe(0);
      succeed(app.root, 'chmod', ['-R', 'go-rwx', 'libs', 'apps']);
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages()).toEqual([...app.locked(), 'acme-models==1.0', 'acme-shared==1.0'].sort());
      const container = new Container(app.image, '8000');
      try {
        await expectApp(container.url);
        expect(await ask(`${container.url}/items/shared/answer`)).toEqual({ status: 200, body: '1' });
      } finally {
        container.remove();
      }
    }),
  );

  /** Names of the steps that ran, those of the stage `libraries` aside: it only collects the sources. */
  function stepsThatRan(output: string): string[] {
    const steps = [...output.matchAll(/^#(\d+) \[(builder|installed|packages|bytecode|application) [^\]]*\] (.*)$/gm)];
    const cached = new Set([...output.matchAll(/^#(\d+) CACHED$/gm)].map(([, id]) => id));
    expect(steps.length).toBeGreaterThan(10);
    return [
      ...new Set(steps.filter(([, id]) => !cached.has(id)).map(([, , stage, step]) => `${stage ?? ''}: ${step ?? ''}`)),
    ];
  }

  const layersOf = () =>
    JSON.parse(docker(['inspect', '--format', '{{json .RootFS.Layers}}', app.image]).stdout) as string[];

  test.each(['pip', 'uv'])(
    'an edit makes the layer of the libraries new, and no larger one, with %s',
    async (installer) =>
      keepOnFailure(() => {
        app.options({ installer });
        app.expectBuilt();
        const before = layersOf();
        mkdirSync(join(shared, 'acme_shared/__pycache__'), { recursive: true });
        write(join(shared, 'acme_shared/__pycache__/left.cpython-310.pyc'), installer);
        expect(stepsThatRan(app.expectBuilt())).toEqual([]);
        expect(layersOf()).toEqual(before);

        // A number that no earlier run has had: its layers may still be in the cache.
        const answer = String(Date.now());
        write(source, `import acme_models\nimport orjson\n\nANSWER = ${answer}\n`);
        const ran = stepsThatRan(app.expectBuilt());
        expect(ran.filter((step) => /^(builder|packages|bytecode):/.test(step))).toEqual([]);
        expect(ran.filter((step) => step.startsWith('installed:'))).toHaveLength(1);
        const after = layersOf();
        const [first] = before.flatMap((layer, index) => (layer === after[index] ? [] : [index]));
        // Base, work directory, packages and bytecode of the base are below: the libraries come next.
        const history = docker(['history', '--no-trunc', '--format', '{{.Size}} {{.CreatedBy}}', app.image]).stdout;
        const withFiles = history
          .split('\n')
          .reverse()
          .filter((line) => /^\S+ (COPY|RUN|WORKDIR|ADD) /.test(line));
        const own = withFiles.slice(withFiles.length - (before.length - (first ?? 0)));
        expect(own[0]).toContain('COPY /installed');
        expect(app.python('import os; print(os.path.exists("/installed"), os.path.exists("/libraries"))')).toBe(
          'False False',
        );
        expect(app.python('import acme_shared; print(acme_shared.ANSWER)')).toBe(answer);
      })(),
  );

  test(
    'a dependency that is not locked stops check, and the build',
    keepOnFailure(() => {
      const before = read(shared, 'pyproject.toml');
      write(join(shared, 'pyproject.toml'), before.replace('"orjson"', '"orjson","attrs"'));
      expect(app.cli('check')).toMatchObject({
        status: 1,
        stdout: expect.stringContaining('a library changed') as string,
      });
      const { status, output } = app.build();
      expect(status).not.toBe(0);
      expect(output).toMatch(/requires `?attrs/);
      write(join(shared, 'pyproject.toml'), before);
      expect(app.cli('check').status).toBe(0);
    }),
  );

  test(
    'are editable in .venv, which has the locked versions',
    keepOnFailure(() => {
      app.succeed('install');
      expect(app.succeed('install')).toContain('.venv is up to date');
      const python = join(app.path, '.venv/bin/python');
      const tell = () =>
        succeed(app.path, python, ['-c', 'import acme_shared; print(acme_shared.ANSWER)']).stdout.trim();
      write(source, 'import acme_models\nimport orjson\n\nANSWER = 41\n');
      expect(tell()).toBe('41');
      write(source, 'import acme_models\nimport orjson\n\nANSWER = 42\n');
      expect(tell()).toBe('42');
      const test =
        'from fastapi.testclient import TestClient\n\n\ndef test_answer(client: TestClient) -> None:\n    assert client.get("/items/shared/answer").json() == 42\n';
      write(join(app.path, 'tests/test_answer.py'), test);
      expect(run(app.path, join(app.path, '.venv/bin/pytest'), ['-q', 'tests/test_answer.py']).output).toContain(
        '1 passed',
      );
      const freeze = succeed(app.path, python, ['-m', 'pip', 'freeze', '--exclude-editable']).stdout.toLowerCase();
      for (const pin of app.locked()) expect(freeze.replaceAll('_', '-')).toContain(pin);
      expect(existsSync(join(app.path, '.venv/bin/uv'))).toBe(false);
    }),
  );
});
