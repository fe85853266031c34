import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { hadolint } from './support/hadolint';
import { expectApp } from './support/http';
import { writeApp } from './support/image-app';
import { builderStandIn, standIn } from './support/stand-in';
import { keepOnFailure, read, write } from './support/workspace';

const PYTHON = '3.12';

/** Paths that anybody but root may write, and modules of the application without bytecode, as a program in the image. */
const LOOK = `
import json, os, sys
import uvicorn.main, orders.main
modules = [module.__spec__ for module in sys.modules.values() if getattr(module, "__spec__", None)]
found = []
for parent, _, files in os.walk("/"):
    for path in [parent, *(os.path.join(parent, name) for name in files)]:
        if path.startswith(("/proc", "/sys", "/dev")) or os.path.islink(path):
            continue
        status = os.stat(path)
        if status.st_uid != 0 or status.st_mode & 0o022:
            found.append(path)
print(json.dumps({
    "uid": os.getuid(),
    "python": os.path.realpath(sys.executable),
    "writable": sorted(found),
    "uncached": [spec.name for spec in modules if spec.cached and not os.path.exists(spec.cached)],
}))
`;

const CASES = [
  // Its Python lies elsewhere than the builder's.
  { variant: 'distroless', prefix: '/usr', builder: () => `python:${PYTHON}-slim` },
  { variant: 'dhi', prefix: '/usr/local', builder: () => `python:${PYTHON}-slim` },
  // Its builder runs as another user.
  { variant: 'chainguard', prefix: '/usr/local', builder: () => builderStandIn(PYTHON) },
] as const;

describeDocker.each(CASES)('the variant $variant, on a stand-in for its base image', ({ variant, prefix, builder }) => {
  const image = imageName(variant);
  let app = '';

  beforeAll(() => {
    const base = standIn(PYTHON, prefix);
    app = writeApp({
      python: PYTHON,
      workers: 2,
      image: {
        name: image,
        variant,
        base,
        builderBase: builder(),
        check: true,
        bytecode: 'application',
        extra: { runtime: ['COPY orders/main.py /copied'] },
      },
    });
    docker(['build', '--tag', image, app]);
  });

  test(
    'has a Dockerfile without findings',
    keepOnFailure(() => {
      expect(docker(['build', '--check', app]).output).toContain('Check complete, no warnings found');
      expect(hadolint(join(app, 'Dockerfile'))).toEqual({ status: 0, output: '' });
    }),
  );

  test(
    'has no shell and no entry point',
    keepOnFailure(() => {
      expect(docker(['run', '--rm', image, 'sh', '-c', 'true'], 'any').output).toContain('executable file not found');
      expect(docker(['inspect', '--format', '{{json .Config.Entrypoint}}', image]).stdout.trim()).toBe('null');
    }),
  );

  test(
    'answers with several workers, unprivileged and read-only, turns healthy and stops as it should',
    keepOnFailure(async () => {
      const container = new Container(image, '8000');
      try {
        await expectApp(container.url);
        await container.untilHealth('healthy');
        expect(await container.stop()).toBe(0);
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'runs as the user of the base image, who may write nothing, from baked bytecode',
    keepOnFailure(() => {
      const args = ['run', '--rm', '--read-only', '--network', 'none', image, 'python', '-c', LOOK];
      expect(JSON.parse(docker(args).stdout)).toEqual({
        uid: 65532,
        python: `${prefix}/bin/python${PYTHON}`,
        writable: ['/home/nonroot', '/tmp'],
        uncached: [],
      });
    }),
  );

  test(
    'tells of a missing package in the finished image',
    keepOnFailure(() => {
      const main = read(app, 'orders/main.py');
      write(join(app, 'orders/main.py'), `import sqlalchemy\n${main}`);
      const { status, output } = docker(['build', app], 'any');
      write(join(app, 'orders/main.py'), main);
      expect(status).not.toBe(0);
      expect(output).toContain('orders.main cannot be imported: is a package missing in requirements.txt?');
    }),
  );
});
