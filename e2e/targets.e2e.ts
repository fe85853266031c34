import { chmodSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { TaskName } from '../src/core/tasks';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp, freePort } from './support/http';
import { Registry } from './support/image-registry';
import { Running, run, runAside, succeed, type Ended } from './support/shell';
import { lineOf } from './support/target-line';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

interface Reported {
  readonly id: string;
  readonly size: number;
  readonly layers: readonly { readonly digest: string; readonly createdBy: string; readonly base: boolean }[];
  readonly places: Readonly<Record<string, number>>;
  readonly packages: readonly { readonly name: string; readonly size: number; readonly base: boolean }[];
  readonly changes: {
    readonly since: string;
    readonly layers: { readonly same: number; readonly added: number };
    readonly places: Readonly<Record<string, number>>;
    readonly packages: readonly { readonly name: string; readonly before?: string; readonly after?: string }[];
  } | null;
}

/** Adds up, in the image itself, the files that the list of a package names. */
const SIZE_IN_IMAGE = `
import importlib.metadata, os, sys
files = importlib.metadata.files(sys.argv[1])
print(sum(os.path.getsize(path) for path in {os.path.realpath(f.locate()) for f in files} if os.path.exists(path)))`;

describeDocker('the targets of an image', () => {
  const root = workspace('targets');
  const app = join(root, 'apps/orders');
  const registry = new Registry();
  const local = imageName('targets');
  let address = '';

  /** Changes options and regenerates. */
  const change = (options: object): void => {
    const file = join(app, 'fastapi-container.json');
    write(file, JSON.stringify({ ...(JSON.parse(read(file)) as object), ...options }, null, 2));
    succeed(root, 'npx', ['fastapi-container', 'synth']);
  };
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const runTarget = (target: TaskName, env: Record<string, string> = {}, words = ''): Ended => {
    const { cwd, line } = lineOf(root, 'apps/orders', target);
    return run(cwd, 'sh', ['-c', `${line} ${words}`], { PATH: path, ...env });
  };
  /** The registry is in this process. */
  const push = (...words: string[]): Promise<Ended> => {
    const { cwd, line } = lineOf(root, 'apps/orders', 'container-push');
    return runAside(cwd, 'sh', ['-c', [line, ...words].join(' ')], { PATH: path });
  };
  const report = (): Reported => {
    const { status, output, stdout } = runTarget('container-report', {}, '--json');
    if (status !== 0) throw new Error(output);
    return (JSON.parse(stdout) as { images: [Reported] }).images[0];
  };
  const build = (): void => {
    const built = runTarget('container-build');
    if (built.status !== 0) throw new Error(built.output);
  };

  beforeAll(async () => {
    address = await registry.start();
    write(join(root, 'package.json'), '{ "private": true }\n');
    write(join(root, '.gitignore'), 'node_modules\n');
    succeed(root, 'git', ['init', '--quiet', '.']);
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
    succeed(root, 'npx', ['fastapi-container', 'new', 'apps/orders', '--python', '3.12', '--image.name', local]);
  });

  afterAll(() => {
    registry.stop();
  });

  test(
    'scan and report say what to do where there is no image',
    keepOnFailure(() => {
      for (const command of ['container-report', 'container-scan'] as const) {
        const { status, stderr } = runTarget(command, { PATH: `${fakes({ trivy: 0 })}${delimiter}${path}` });
        expect(status).toBe(2);
        expect(stderr).toMatch(/there is no such image[^]*container-build/);
      }
    }),
  );

  test(
    'container-build gives the image each of its tags, and container-run takes port and variables',
    keepOnFailure(async () => {
      const port = await freePort();
      write(join(app, 'config/run.env'), 'APP_TITLE=from the file\n');
      change({ image: { name: local, tags: ['1.2', 'stable'] }, run: { port, envFile: 'config/run.env' } });
      build();
      const [first, second] = ['1.2', 'stable'].map((tag) => docker(['image', 'inspect', `${local}:${tag}`]).stdout);
      expect(first).toBe(second);
      const server = new Running(app, 'sh', ['-c', `exec ${lineOf(root, 'apps/orders', 'container-run').line}`]);
      try {
        expect((await askUntilUp(`http://127.0.0.1:${String(port)}/health/live`)).status).toBe(200);
        expect((await ask(`http://127.0.0.1:${String(port)}/openapi.json`)).body).toContain('from the file');
        const filter = ['--filter', `ancestor=${local}:1.2`, '--format', '{{.ID}}'];
        const [inspected] = JSON.parse(docker(['inspect', docker(['ps', ...filter]).stdout.trim()]).stdout) as [
          { HostConfig: Record<string, unknown> },
        ];
        expect(inspected.HostConfig).toMatchObject({
          ReadonlyRootfs: true,
          CapDrop: ['ALL'],
          SecurityOpt: ['no-new-privileges'],
          Tmpfs: { '/tmp': '' },
          PortBindings: { '8000/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
        });
      } finally {
        await server.stop();
      }
    }),
  );

  test(
    'container-scan runs the scanner that is installed, and tells findings from failures',
    keepOnFailure(() => {
      const scan = (programs: Record<string, number>) =>
        runTarget('container-scan', { PATH: `${fakes(programs)}${delimiter}${path}` });
      const clean = scan({ trivy: 0, grype: 0 });
      expect(clean.stdout).toContain(
        `trivy image --scanners vuln --severity HIGH,CRITICAL --exit-code 3 --image-src docker ${local}:1.2\n`,
      );
      expect(clean.stdout).not.toContain('grype docker:');
      expect(clean.status).toBe(0);
      expect(scan({ trivy: 3 }).status).toBe(1);
      const failed = scan({ trivy: 1 });
      expect(failed.status).toBe(2);
      expect(failed.stderr).toContain('trivy ended with exit code 1');
      const grype = scan({ grype: 2 });
      expect(grype.stdout).toContain(`grype docker:${local}:1.2 --fail-on high\n`);
      expect(grype.status).toBe(1);
      change({ scan: { scanner: 'grype', failOn: 'critical' } });
      expect(scan({ trivy: 0, grype: 0 }).stdout).toContain(`grype docker:${local}:1.2 --fail-on critical\n`);
      const missing = scan({ trivy: 0 });
      expect(missing.status).toBe(2);
      expect(missing.stderr).toMatch(/grype is not installed[^]*install grype from https:[^]*nothing is downloaded/);
      change({ scan: {} });
    }),
  );

  test(
    'container-report adds up as the image itself does, and tells what an edit and a new package change',
    keepOnFailure(() => {
      const before = files(root);
      const first = report();
      expect(first.changes).toBeNull();
      expect(first.layers.map(({ digest }) => digest)).toEqual(
        (JSON.parse(docker(['image', 'inspect', `${local}:1.2`]).stdout) as [{ RootFS: { Layers: string[] } }])[0]
          .RootFS.Layers,
      );
      for (const name of ['uvicorn', 'pydantic-core', 'httptools']) {
        const inImage = docker(['run', '--rm', `${local}:1.2`, 'python', '-c', SIZE_IN_IMAGE, name]).stdout;
        expect([name, first.packages.find((installed) => installed.name === name)?.size]).toEqual([
          name,
          Number(inImage),
        ]);
      }
      expect(Object.values(first.places).reduce((sum, size) => sum + size)).toBeLessThanOrEqual(first.size);

      const main = read(app, 'orders/main.py');
      write(join(app, 'orders/main.py'), `${main}\n# ${'x'.repeat(5000)}\n`);
      build();
      const second = report();
      expect(second.changes).toMatchObject({ since: first.id, packages: [] });
      expect(second.changes?.places.application).toBeGreaterThan(5000);
      expect(second.changes?.layers.same).toBeGreaterThan(second.changes?.layers.added ?? 0);

      write(join(app, 'requirements.txt'), `${read(app, 'requirements.txt')}itsdangerous==2.2.0\n`);
      build();
      const text = runTarget('container-report');
      expect(text.stdout).toMatch(/\+\S+ kB {2}itsdangerous 2\.2\.0 is new/);
      // Told again, not forgotten, as long as the image is the same.
      expect(report().changes?.packages).toEqual([expect.objectContaining({ name: 'itsdangerous', after: '2.2.0' })]);
      write(join(app, 'orders/main.py'), main);
      write(join(app, 'requirements.txt'), read(app, 'requirements.txt').replace('itsdangerous==2.2.0\n', ''));
      expect(files(root)).toEqual(before);
    }),
  );

  test(
    'container-report needs neither a shell nor Python in the image',
    keepOnFailure(() => {
      const bare = join(root, 'bare');
      write(join(bare, 'Dockerfile'), 'FROM scratch\nCOPY hello.txt /app/hello.txt\n');
      write(join(bare, 'hello.txt'), 'hello\n');
      docker(['build', '--tag', `${local}:1.2`, bare]);
      expect(report()).toMatchObject({ size: 6, packages: [], places: { application: 6, system: 0 } });
      expect(docker(['build', '--tag', `${local}:1.2`, app]).status).toBe(0);
    }),
  );

  test(
    'container-push sends one image for each tag, and what was pushed runs',
    keepOnFailure(async () => {
      const name = `${address}/shop/orders`;
      change({ image: { name, tags: ['1.2', 'stable'] }, run: {} });
      const pushed = await push('--label', 'org.opencontainers.image.revision=abc123');
      if (pushed.status !== 0) throw new Error(pushed.output);
      expect(registry.tags('shop/orders').sort()).toEqual(['1.2', 'stable']);
      const manifest = registry.manifest('shop/orders', '1.2');
      // No index: a registry that takes single images only, such as AWS Lambda's, takes it.
      expect(manifest.manifests).toBeUndefined();
      expect(registry.manifest('shop/orders', 'stable').digest).toBe(manifest.digest);
      expect(registry.json(manifest.config?.digest ?? '')).toMatchObject({
        os: 'linux',
        config: {
          User: '10001:10001',
          ExposedPorts: { '8000/tcp': {} },
          Labels: {
            'org.opencontainers.image.revision': 'abc123',
          },
        },
      });
      docker(['image', 'rm', '--force', `${name}:1.2`, `${name}:stable`], 'any');
      const pulled = await runAside(app, 'docker', ['pull', `${name}:stable`]);
      if (pulled.status !== 0) throw new Error(pulled.output);
      const container = new Container(`${name}:stable`, '8000');
      try {
        expect((await askUntilUp(`${container.url}/health/live`)).status).toBe(200);
      } finally {
        container.remove();
        docker(['image', 'rm', '--force', `${name}:stable`], 'any');
      }
    }),
  );

  // Two variants of one architecture, since nothing here can be relied upon to run another.
  const several = () => {
    const platforms = ['linux/amd64', 'linux/amd64/v2'];
    change({ image: { name: `${address}/shop/several`, platforms }, push: { provenance: 'max' } });
    return push();
  };
  const store = describeDocker === describe ? docker(['info', '--format', '{{json .DriverStatus}}']).stdout : '';
  const takesSeveral = store.includes('io.containerd.snapshotter');
  if (!takesSeveral) console.warn('NOT TESTED: pushing several platforms, for want of the containerd image store');

  (takesSeveral ? test.skip : test)(
    'container-push of several platforms says what kind of builder it needs, where that is not there',
    keepOnFailure(async () => {
      const { status, output } = await several();
      expect(status).not.toBe(0);
      expect(output).toMatch(/not supported for the docker driver[^]*containerd image store/);
    }),
  );

  (takesSeveral ? test : test.skip)(
    'container-push sends all platforms with provenance',
    keepOnFailure(async () => {
      const { status, output } = await several();
      if (status !== 0) throw new Error(output);
      const { manifests = [] } = registry.manifest('shop/several', 'latest');
      const [images, attestations] = [false, true].map((attested) =>
        manifests.filter(({ annotations = {} }) => 'vnd.docker.reference.type' in annotations === attested),
      );
      expect(images?.map(({ platform }) => [platform?.architecture, platform?.variant])).toEqual([
        ['amd64', undefined],
        ['amd64', 'v2'],
      ]);
      expect(attestations).toHaveLength(2);
      const { layers = [] } = registry.manifest('shop/several', attestations?.[0]?.digest ?? '');
      expect(registry.json(layers[0]?.digest ?? '')).toMatchObject({
        predicateType: expect.stringContaining('slsa.dev/provenance') as string,
      });
    }),
  );

  let fakeCount = 0;

  /** A directory with scanners that print how they were called and end as told. */
  function fakes(exitCodes: Readonly<Record<string, number>>): string {
    fakeCount += 1;
    const directory = join(root, 'node_modules/.fakes', String(fakeCount));
    mkdirSync(dirname(join(directory, 'x')), { recursive: true });
    for (const [name, exitCode] of Object.entries(exitCodes)) {
      const probe = '[ "$1" = version ] || [ "$1" = --version ] && exit 0';
      write(join(directory, name), `#!/bin/sh\n${probe}\necho "${name} $*"\nexit ${String(exitCode)}\n`);
      chmodSync(join(directory, name), 0o755);
    }
    return directory;
  }
});
