import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { docker, dockerTest, imageName } from './support/docker';
import { NX_VERSIONS, isNewest, nxWorkspace } from './support/nx';
import { succeed } from './support/shell';
import { keepOnFailure } from './support/workspace';

/** What a branch may be called, if somebody means harm, and what an engine would make of it. */
const HARMFUL = ['x; touch PWNED', '$(touch PWNED)', '`touch PWNED`', "'; touch PWNED; '", '"; touch PWNED; "'];

describe.each(NX_VERSIONS)('words behind targets of Nx %s', (version) => {
  const { root, install, add, nx, nxWith } = nxWorkspace(version);
  const image = imageName('words');
  const pwned = join(root, 'pwned');

  beforeAll(() => {
    install();
    add();
    const flags = ['--image.name=127.0.0.1:1/shop/orders', '--kubernetes.replicas=2'];
    expect(nx('g', 'fastapi-container:app', 'apps/orders', ...flags).status).toBe(0);
    succeed(root, 'git', ['add', '--all']);
  });

  afterAll(() => {
    spawnSync('docker', ['image', 'rm', '--force', image, '127.0.0.1:1/shop/orders'], { stdio: 'ignore' });
  });

  // How Nx hands words on is its own in each version; what they are made of is not.
  test.each(isNewest(version) ? HARMFUL : HARMFUL.slice(0, 2))('a tag %s is refused, and run by no shell', (written) =>
    keepOnFailure(() => {
      const tag = written.replace('PWNED', pwned);
      const { status, output } = nx('container-push', 'orders', `--tag=${tag}`);
      expect(status).not.toBe(0);
      expect(output).toContain(`--tag = ${JSON.stringify(tag)}`);
      expect(output).toContain('is no tag of an image');
      const nowhere = { KUBECONFIG: join(root, 'no-cluster') };
      expect(nxWith(nowhere, 'kubernetes-diff', 'orders', tag).status).not.toBe(0);
      expect(existsSync(pwned)).toBe(false);
    })(),
  );

  dockerTest(
    'a label reaches the engine as it was written',
    keepOnFailure(() => {
      const label = `$(touch ${pwned}) "it's" & all`;
      const words = ['--label', `com.example.branch=${label}`, '--tag', image];
      const { status, output } = nx('container-build', 'orders', '--', ...words);
      if (status !== 0) throw new Error(output);
      const format = '{{ index .Config.Labels "com.example.branch" }}';
      expect(docker(['image', 'inspect', '--format', format, image]).stdout.trim()).toBe(label);
      expect(existsSync(pwned)).toBe(false);
    }),
  );
});
