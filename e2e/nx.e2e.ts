import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dockerTest } from './support/docker';
import { askUntilUp, expectApp, freePort } from './support/http';
import { ISOLATED, NX_VERSIONS, isNewest, nxWorkspace, testInNewest } from './support/nx';
import { Running, run } from './support/shell';
import { files, keepOnFailure, read, write } from './support/workspace';

interface ShownTarget {
  readonly cache?: boolean;
  readonly continuous?: boolean;
  readonly dependsOn?: readonly string[];
  readonly inputs?: readonly unknown[];
  readonly options: { readonly command?: string; readonly cwd: string };
  readonly metadata: { readonly description: string };
}

interface ShownProject {
  readonly root: string;
  readonly targets: Record<string, ShownTarget>;
  readonly metadata: {
    readonly technologies: readonly string[];
    readonly targetGroups: Readonly<Record<string, readonly string[]>>;
  };
}

/**
 * The plugin as Nx has it, in each version: registered, its flags read, its targets inferred, run and cached. What the
 * generator makes of the options is its own doing, and is tried in the newest.
 */
describe.each(NX_VERSIONS)('Nx %s', (version) => {
  const { root, nx, install, add } = nxWorkspace(version, ISOLATED);
  const newestTest = testInNewest(version);
  const app = join(root, 'apps/orders');
  const show = (project: string) => JSON.parse(nx('show', 'project', project, '--json').stdout) as ShownProject;

  beforeAll(() => {
    install();
  });

  test(
    '`nx add` registers the plugin, once',
    keepOnFailure(() => {
      add();
      const registered = read(root, 'nx.json');
      expect(registered).toContain('// kept');
      expect(registered.match(/fastapi-container\/nx/g)).toHaveLength(1);
      expect(nx('g', 'fastapi-container:init').status).toBe(0);
      expect(read(root, 'nx.json')).toBe(registered);
      expect(existsSync(join(root, 'node_modules/@nx/devkit'))).toBe(false);
    }),
  );

  newestTest('help tells every option, with examples', () => {
    const { stdout } = nx('g', 'fastapi-container:app', '--help');
    for (const flag of [
      '--directory',
      '--python',
      '--server',
      '--app',
      '--health.startPeriod',
      '--image.base',
      '--overwrite',
    ]) {
      expect(stdout).toContain(flag);
    }
    expect(stdout.replace(/\s+/g, ' ')).toContain('apps/orders --port=9000');
    // What people type often comes first.
    for (const often of ['--port', '--python', '--server', '--app']) {
      expect(stdout).toMatch(new RegExp(`${often} [^]*--builder\\.args `));
    }
    expect(stdout).not.toContain('undefined');
  });

  test(
    'a dry run writes nothing',
    keepOnFailure(() => {
      const { status, output } = nx('g', 'fastapi-container:app', 'apps/orders', '--dry-run');
      expect(status).toBe(0);
      expect(output).toContain('CREATE apps/orders/Dockerfile');
      expect(existsSync(join(root, 'apps'))).toBe(false);
    }),
  );

  test(
    'bad options are refused all at once, and not one byte is written',
    keepOnFailure(() => {
      const before = files(root);
      const refused = nx(
        ...['g', 'fastapi-container:app', 'apps/json', '--port=80', '--prot=1', '--server=waitress', '--workers=none'],
      );
      expect(refused.status).not.toBe(0);
      expect(refused.output).toContain('5 problems in the options of fastapi-container:app. Nothing was written.');
      for (const part of [
        'port = 80',
        'did you mean "port"',
        'speaks WSGI only',
        'workers = "none"',
        'name = "json"',
      ]) {
        expect(refused.output).toContain(part);
      }
      expect(refused.output).not.toMatch(/^\s+at .*generator/m);
      expect(files(root)).toEqual(before);
    }),
  );

  newestTest('a directory that cannot be that of an app is refused, and not one byte is written', () => {
    const before = files(root);
    expect(nx('g', 'fastapi-container:app').output).toContain(
      'for example: npx nx g fastapi-container:app apps/orders',
    );
    expect(nx('g', 'fastapi-container:app', '../outside').output).toContain('is not inside the workspace');
    write(join(root, 'libs/other/project.json'), '{ "name": "other" }');
    expect(nx('g', 'fastapi-container:app', 'libs/other').output).toContain('there is a project.json');
    expect(nx('g', 'fastapi-container:app', 'apps/new', '--name=other').output).toContain(
      'is the name of another project',
    );
    rmSync(join(root, 'libs'), { recursive: true });
    expect(files(root)).toEqual(before);
  });

  test(
    'an app is made from any directory, and a second run changes nothing',
    keepOnFailure(() => {
      write(join(root, 'apps/README.md'), '');
      const made = run(
        join(root, 'apps'),
        '../node_modules/.bin/nx',
        [
          ...[
            'g',
            'fastapi-container:app',
            'orders',
            '--python=3.10',
            '--root-path=/v1',
            '--no-access-log',
            '--health.live=/healthz',
            '--image.env.TAG=1.10',
            '--image.env.someName=x',
            '--image.labels.com.acme.my-team=shop',
            '--image.tags=1.10',
            '--image.tags=stable',
            '--image.apt-packages.runtime=jq,curl',
            '--image.extra.runtime=RUN ["true", "x"]',
          ],
        ],
        ISOLATED,
      );
      expect(made.output).toContain('CREATE apps/orders/fastapi-container.json');
      expect(made.status).toBe(0);
      expect(JSON.parse(read(app, 'fastapi-container.json'))).toEqual({
        $schema: '../../node_modules/fastapi-container/schema.json',
        name: 'orders',
        python: '3.10',
        rootPath: '/v1',
        accessLog: false,
        docs: 'bundled',
        maxBodySize: 1,
        born: ['app'],
        health: { live: '/healthz' },
        image: {
          env: { TAG: '1.10', someName: 'x' },
          labels: { 'com.acme.my-team': 'shop' },
          tags: ['1.10', 'stable'],
          aptPackages: { runtime: ['jq', 'curl'] },
          extra: { runtime: ['RUN ["true", "x"]'] },
        },
      });
      expect(read(app, 'Dockerfile')).toContain('FROM python:3.10-slim');
      expect(read(app, 'orders/_container/healthcheck.py')).toContain('/healthz');
      expect(read(app, 'orders/_container/__init__.py')).toContain('LIVE_PATH: Final = "/healthz"');
      const before = files(root);
      const again = nx('g', 'fastapi-container:app', 'apps/orders');
      expect(again.status).toBe(0);
      expect(again.output).not.toMatch(/CREATE|UPDATE/);
      expect(files(root)).toEqual(before);
    }),
  );

  test(
    'its targets are inferred',
    keepOnFailure(() => {
      const { root: shownRoot, targets, metadata } = show('orders');
      expect(shownRoot).toBe('apps/orders');
      expect(metadata.technologies).toEqual(['python', 'fastapi']);
      expect(Object.keys(targets).sort()).toEqual(
        [
          ...['container-build', 'container-check', 'container-push', 'container-report', 'container-run'],
          ...[
            'container-scan',
            'debug',
            'format',
            'install',
            'lint',
            'lock',
            'openapi',
            'openapi-check',
            'serve',
            'start',
            'test',
            'typecheck',
          ],
        ].sort(),
      );
      expect(Object.values(metadata.targetGroups).flat().sort()).toEqual(Object.keys(targets).sort());
      expect(targets.serve).toMatchObject({ continuous: true, dependsOn: ['install'], cache: false });
      expect(targets.serve?.options.command).toContain('--reload');
      expect(targets.test).toMatchObject({
        cache: true,
        inputs: ['default', '^default', { externalDependencies: [] }],
      });
      expect(targets['container-build']).toMatchObject({ cache: false, dependsOn: ['container-check'] });
      expect(targets['container-build']).toMatchObject({ syncGenerators: ['fastapi-container:sync'] });
      for (const target of Object.values(targets)) expect(target.metadata.description).not.toBe('');
      expect(nx('list', 'fastapi-container').status).toBe(0);
    }),
  );

  newestTest('an option that changes goes into the options file and from there into every file', async () => {
    const options = read(app, 'fastapi-container.json').replace('{\n', '{\n  // our service\n');
    write(join(app, 'fastapi-container.json'), options);
    const port = await freePort();
    const changed = nx(
      'g',
      'fastapi-container:app',
      'apps/orders',
      `--port=${String(port)}`,
      '--python=3.12',
      '--root-path=/v2',
    );
    expect(changed.status).toBe(0);
    const text = read(app, 'fastapi-container.json');
    expect(text).toContain('// our service');
    expect(text).toContain('"rootPath": "/v2"');
    expect(read(app, 'Dockerfile')).toContain(`EXPOSE ${String(port)}`);
    expect(show('orders').targets.start?.options.command).toMatch(
      new RegExp(`--port ${String(port)} .*--root-path /v2`),
    );
    expect(nx('container-check', 'orders').status).toBe(0);
  });

  newestTest('drift fails container-check, with the diff', () => {
    const options = read(app, 'fastapi-container.json');
    write(join(app, 'fastapi-container.json'), options.replace('"/healthz"', '"/alive"'));
    const { status, output } = nx('container-check', 'orders');
    expect(status).not.toBe(0);
    expect(output).toMatch(/\+LIVE_PATH: Final = "\/alive"/);
    write(join(app, 'fastapi-container.json'), options);
  });

  test(
    'a broken options file leaves the rest of the workspace alone, and says what is wrong',
    keepOnFailure(() => {
      write(join(root, 'apps/broken/fastapi-container.json'), '{ "name": "broken", "port": }');
      write(
        join(root, 'apps/wrong/fastapi-container.json'),
        '{ "name": "wrong", "port": 80, "extends": "../none.json" }',
      );
      expect(JSON.parse(nx('show', 'projects', '--json').stdout)).toEqual(
        expect.arrayContaining(['broken', 'orders', 'wrong']),
      );
      expect(nx('container-check', 'orders').status).toBe(0);
      const broken = nx('container-check', 'broken');
      expect(broken.status).not.toBe(0);
      expect(broken.output).toContain('line 1, column 29: value expected');
      expect(nx('container-check', 'wrong').output).toContain('there is no file apps/none.json');
      rmSync(join(root, 'apps/broken'), { recursive: true });
      rmSync(join(root, 'apps/wrong'), { recursive: true });
    }),
  );

  // Most of it is the installation, in which Nx has no part.
  const [oldest] = NX_VERSIONS;
  if (version !== oldest && !isNewest(version)) return;

  test(
    'the tests of the app run, and their result is cached',
    keepOnFailure(() => {
      const tested = nx('test', 'orders');
      expect(tested.output).toMatch(/\d+ passed/);
      expect(tested.status).toBe(0);
      expect(nx('test', 'orders').output).toMatch(/read the output from the cache|local cache|existing outputs/);
      const one = nx('test', 'orders', '--', '-k', 'live', '-q');
      expect(one.output).toMatch(/1 passed, \d+ deselected/);
    }),
  );

  if (!isNewest(version)) return;

  test(
    'the app passes its own linter, formatter and type checker',
    keepOnFailure(() => {
      const checked = nx('run-many', '--targets=lint,typecheck', '--output-style=static');
      expect(checked.output).toContain('All checks passed');
      expect(checked.output).toContain('no issues found');
      expect(checked.status).toBe(0);
      write(join(app, 'orders/ugly.py'), 'x  =  1\n');
      expect(nx('lint', 'orders').status).not.toBe(0);
      expect(nx('run', 'orders:format').status).toBe(0);
      expect(nx('install', 'orders').output).toContain('.venv is up to date');
      expect(read(app, 'orders/ugly.py')).toBe('x = 1\n');
      rmSync(join(app, 'orders/ugly.py'));
    }),
  );

  test.each(['start', 'serve'])('`nx %s` serves it', async (target) =>
    keepOnFailure(async () => {
      const port = /EXPOSE (\d+)/.exec(read(app, 'Dockerfile'))?.[1] ?? '';
      const server = new Running(root, join(root, 'node_modules/.bin/nx'), [target, 'orders']);
      try {
        await expectApp(`http://127.0.0.1:${port}`, '/healthz');
      } finally {
        await server.stop();
      }
    })(),
  );

  test(
    'a library is locked, tested and watched with the app',
    keepOnFailure(() => {
      const project = '[project]\nname = "acme-shared"\nversion = "1.0"\ndependencies = ["orjson"]\n';
      const build = '\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
      write(join(root, 'libs/shared/pyproject.toml'), project + build);
      write(join(root, 'libs/shared/acme_shared/__init__.py'), 'import orjson\n\nANSWER = 1\n');
      write(
        join(app, 'tests/test_shared.py'),
        'from acme_shared import ANSWER\n\n\ndef test_shared() -> None:\n    assert ANSWER == 1\n',
      );
      const changed = nx('g', 'fastapi-container:app', 'apps/orders', '--lock', '--libraries=../../libs/shared');
      expect(changed.status).toBe(0);
      expect(changed.output).toContain('to make     requirements.lock (it is missing)');
      expect(nx('container-check', 'orders').status).not.toBe(0);
      expect(nx('lock', 'orders').status).toBe(0);
      expect(read(app, 'requirements.lock')).toContain('orjson==');
      expect(nx('container-check', 'orders').status).toBe(0);

      const { targets } = show('orders');
      expect(targets.test?.inputs).toContain('{workspaceRoot}/libs/shared/**/*');
      expect(targets.serve?.options.command).toContain('--reload-dir ../../libs/shared');
      const only = ['test', 'orders', '--', 'tests/test_shared.py'];
      expect(nx(...only).output).toContain('1 passed');
      expect(nx(...only).output).toMatch(/read the output from the cache|local cache|existing outputs/);
      write(join(root, 'libs/shared/acme_shared/__init__.py'), 'import orjson\n\nANSWER = 2\n');
      expect(nx(...only).output).toContain('1 failed');
      rmSync(join(app, 'tests/test_shared.py'));
    }),
  );

  dockerTest(
    '`nx container-run` builds the image and serves it',
    keepOnFailure(async () => {
      const port = /EXPOSE (\d+)/.exec(read(app, 'Dockerfile'))?.[1] ?? '';
      const server = new Running(root, join(root, 'node_modules/.bin/nx'), ['container-run', 'orders']);
      try {
        // The image is built first.
        await askUntilUp(`http://127.0.0.1:${port}/healthz`, 300);
        await expectApp(`http://127.0.0.1:${port}`, '/healthz');
      } catch (error) {
        throw new Error(server.output, { cause: error });
      } finally {
        await server.stop();
      }
    }),
  );

  dockerTest(
    '`nx container-report` tells what is in it',
    keepOnFailure(() => {
      const { status, output } = nx('container-report', 'orders');
      expect(output).toMatch(/^ +\S+ MB {2}pydantic-core \d/m);
      expect(status).toBe(0);
      const json = nx('container-report', 'orders', '--', '--json');
      expect(json.stdout).toContain('"directory": "apps/orders"');
    }),
  );
});
