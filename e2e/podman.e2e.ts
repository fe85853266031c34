import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expectApp, freePort } from './support/http';
import { Registry } from './support/image-registry';
import { Running, run, runAside, succeed } from './support/shell';
import { lineOf } from './support/target-line';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** Whether podman is there was found out, and said loudly, before the tests began: see scripts/test.mjs. */
const describePodman = process.env.E2E_PODMAN === 'yes' ? describe : describe.skip;

describePodman('the targets with podman', () => {
  const root = workspace('podman');
  const app = join(root, 'apps/orders');
  const registry = new Registry();
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const podman = (...args: string[]) => succeed(root, 'podman', args);
  const target = async (name: Parameters<typeof lineOf>[2], words = '', programs = '') => {
    const { cwd, line } = lineOf(root, 'apps/orders', name);
    return runAside(cwd, 'sh', ['-c', `${line} ${words}`], { PATH: `${programs}${delimiter}${path}` });
  };
  let image = '';
  let port = 0;

  beforeAll(async () => {
    const address = await registry.start();
    image = `${address}/shop/orders`;
    port = await freePort();
    write(join(root, 'package.json'), '{ "private": true }\n');
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
    succeed(root, 'npx', ['fastapi-container', 'new', 'apps/orders', '--python', '3.12', '--engine', 'podman']);
    const file = join(app, 'fastapi-container.json');
    const options = { ...(JSON.parse(read(file)) as object), image: { name: image, tags: ['1.2'] }, port };
    write(file, JSON.stringify(options));
    succeed(root, 'npx', ['fastapi-container', 'synth']);
  });

  afterAll(() => {
    registry.stop();
    run(root, 'podman', ['image', 'rm', '--force', `${image}:1.2`]);
  });

  test(
    'container-build keeps the health check',
    keepOnFailure(async () => {
      const built = await target('container-build');
      if (built.status !== 0) throw new Error(built.output);
      const [inspected] = JSON.parse(podman('image', 'inspect', `${image}:1.2`).stdout) as [
        { Config: { User: string }; Healthcheck: { Test: string[] } },
      ];
      expect(inspected.Config.User).toBe('10001:10001');
      expect(inspected.Healthcheck.Test[0]).toBe('CMD');
    }),
  );

  test(
    'container-run serves it, with nothing writable but /tmp',
    keepOnFailure(async () => {
      const { line } = lineOf(root, 'apps/orders', 'container-run');
      const server = new Running(app, 'sh', ['-c', `exec ${line}`]);
      try {
        await expectApp(`http://127.0.0.1:${String(port)}`);
      } finally {
        await server.stop();
      }
      const script = `
import os
for directory in ("/run", "/var/tmp", "/app", "/tmp"):
    try: open(f"{directory}/x", "w").close(); print(directory)
    except OSError: pass`;
      const probe = run(app, 'sh', ['-c', `${line} python -c '${script}'`]);
      expect(probe.stdout).toBe('/tmp\n');
    }),
  );

  test(
    'container-report and container-scan work on what podman saves',
    keepOnFailure(async () => {
      const reported = await target('container-report', '--json');
      if (reported.status !== 0) throw new Error(reported.output);
      const { images } = JSON.parse(reported.stdout) as {
        images: [{ layers: { base: boolean }[]; packages: { name: string; size: number }[] }];
      };
      expect(images[0].layers.filter(({ base }) => !base).length).toBeGreaterThan(2);
      expect(images[0].packages.find(({ name }) => name === 'uvicorn')?.size).toBeGreaterThan(100_000);
      const fakes = join(root, 'node_modules/.fakes');
      write(join(fakes, 'trivy'), '#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "trivy $*"\nls -l "$9"\n');
      chmodSync(join(fakes, 'trivy'), 0o755);
      const scanned = await target('container-scan', '', fakes);
      expect(scanned.stdout).toMatch(/--exit-code 3 --input \S+image\.tar\n-.*image\.tar\n/);
      expect(scanned.status).toBe(0);
    }),
  );

  test(
    'container-push sends the image to the registry',
    keepOnFailure(async () => {
      // For the registry of this test alone: podman has no exception for the loopback interface.
      const configuration = join(root, 'registries.conf');
      write(configuration, `[[registry]]\nlocation = "${image.split('/')[0] ?? ''}"\ninsecure = true\n`);
      const { line } = lineOf(root, 'apps/orders', 'container-push');
      const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
      const pushed = await runAside(root, 'sh', ['-c', line], { PATH, CONTAINERS_REGISTRIES_CONF: configuration });
      if (pushed.status !== 0) throw new Error(pushed.output);
      const { config, digest } = registry.manifest('shop/orders', '1.2');
      expect(pushed.stdout.split('\n')).toContain(`${image}@${digest}`);
      expect(registry.json(config?.digest ?? '')).toMatchObject({ os: 'linux', config: { User: '10001:10001' } });
    }),
  );
});
