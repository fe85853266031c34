import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { Container, docker, dockerTest } from './support/docker';
import { askUntilUp } from './support/http';
import { Registry } from './support/image-registry';
import { NEWEST_NX, NX_VERSIONS, isNewest, nxWorkspace } from './support/nx';
import { run, runAside, succeed } from './support/shell';
import { keepOnFailure, read, tarball, write } from './support/workspace';

/** A person, for commits. */
const PERSON = {
  GIT_AUTHOR_NAME: 'person',
  GIT_AUTHOR_EMAIL: 'person@example.com',
  GIT_COMMITTER_NAME: 'person',
  GIT_COMMITTER_EMAIL: 'person@example.com',
};

const SHARED = `[project]
name = "Shared_Money"
version = "0.1.0"
dependencies = []

[build-system]
requires = ["flit_core>=3.11,<4"]
build-backend = "flit_core.buildapi"

[tool.fastapi-container]
`;

describe.each(NX_VERSIONS)('a release with Nx %s', (version) => {
  const { root, nxWith, install } = nxWorkspace(version);
  const manifest = 'apps/orders/pyproject.toml';
  const registry = new Registry();
  let name = '';

  const nx = (...args: string[]) => nxWith(PERSON, ...args);
  const git = (...args: string[]) => succeed(root, 'git', args, PERSON).stdout.trim();
  const commitAll = () => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'as it is');
  };
  const expectRefused = (args: string[], ...words: (string | RegExp)[]) => {
    commitAll();
    const { status, output } = nx('release', 'version', ...args);
    expect(status).not.toBe(0);
    const told = output.replaceAll(/\s+/g, ' ');
    for (const word of words) expect(told).toEqual(expect.stringMatching(word));
    expect(git('status', '--short')).toBe('');
  };

  beforeAll(async () => {
    name = `${await registry.start()}/shop/orders`;
    install(tarball());
    nx('g', 'fastapi-container:init');
    const made = nx('g', 'fastapi-container:app', 'apps/orders', '--python=3.12', `--image.name=${name}`);
    if (made.status !== 0) throw new Error(made.output);
    write(join(root, 'libs/shared/pyproject.toml'), SHARED);
    const settings = JSON.parse(read(root, 'nx.json').replace(/^\s*\/\/.*$/m, '')) as object;
    const release = {
      projects: ['orders', 'Shared_Money'],
      projectsRelationship: 'independent',
      releaseTag: { pattern: '{projectName}@{version}' },
      version: { git: { commit: true, tag: true } },
      // Nx tags and pushes images of its own, where a target says that it is about Docker. None of ours does.
      docker: { registryUrl: 'registry.example.com', preVersionCommand: 'echo nothing is built here' },
    };
    write(join(root, 'nx.json'), JSON.stringify({ ...settings, release }));
    const fake = join(root, 'node_modules/.bin/docker');
    write(fake, '#!/bin/sh\necho "$@" >> docker-was-called\nexit 1\n');
    chmodSync(fake, 0o755);
    commitAll();
  });

  afterAll(() => {
    registry.stop();
  });

  test(
    'raises the version in pyproject.toml and nothing else in it, commits it, and tags the commit',
    keepOnFailure(() => {
      const before = `# version = "0.1.0"\n${read(root, manifest)}[tool.bumpversion]\ncurrent_version = "0.1.0"\n`;
      const withWindowsLines = before.replaceAll('\n', '\r\n');
      write(join(root, manifest), withWindowsLines);
      commitAll();
      const tried = nx('release', 'version', '0.2.0', '--projects=orders', '--dry-run');
      expect(tried.output).toMatch(/^\+\s*version = "0\.2\.0"/m);
      expect(git('status', '--short')).toBe('');
      const released = nx('release', 'version', '0.2.0', '--projects=orders');
      expect([released.status, released.output]).toEqual([0, expect.stringContaining('0.2.0 written to')]);
      expect(read(root, manifest)).toBe(withWindowsLines.replace('\nversion = "0.1.0"', '\nversion = "0.2.0"'));
      expect(git('tag', '--points-at', 'HEAD')).toBe('orders@0.2.0');
      expect(git('show', '--name-only', '--format=')).toBe(manifest);
      expect(git('status', '--short')).toBe('');
    }),
  );

  test(
    'counts up as the major version of Nx does, and writes pre-releases as Python knows them',
    keepOnFailure(() => {
      nx('release', 'version', 'minor', '--projects=orders');
      const minor = version.startsWith('22.') ? '0.3.0' : '0.2.1';
      expect(read(root, manifest)).toContain(`\nversion = "${minor}"`);
      nx('release', 'version', 'prerelease', '--preid=rc', '--projects=orders');
      const next = minor.replace(/\d+$/, (patch) => String(Number(patch) + 1));
      expect(read(root, manifest)).toContain(`\nversion = "${next}rc0"`);
      expect(git('tag', '--points-at', 'HEAD')).toBe(`orders@${next}-rc.0`);
      nx('release', 'version', 'prerelease', '--preid=rc', '--projects=orders');
      expect(read(root, manifest)).toContain(`\nversion = "${next}rc1"`);
      expectRefused(
        ['prerelease', '--preid=next', '--projects=orders'],
        'pre-release that Python does not know',
        '--preid=rc',
      );
      nx('release', 'version', '1.0.0', '--projects=orders');
    }),
  );

  test(
    'a version that is made elsewhere, or that semver cannot say, is refused with the way out, and nothing is written',
    keepOnFailure(() => {
      const before = read(root, manifest);
      write(join(root, manifest), before.replace(/\nversion = .*?\r\n/, '\n').replace('["dep', '["version", "dep'));
      expectRefused(['2.0.0', '--projects=orders'], 'is dynamic', 'take it out of "dynamic"', manifest);
      write(join(root, manifest), before.replace(/\nversion = "[^"]*"/, '\nversion = "1.0.post1"'));
      expectRefused(['2.0.0', '--projects=orders'], '"1.0.post1"', 'counts in semver');
      write(join(root, manifest), before.replace('[project]', '[project'));
      expectRefused(['2.0.0', '--projects=orders'], 'is no TOML');
      write(join(root, manifest), before);
      commitAll();
    }),
  );

  test(
    'a project that asks for exactly one version of a library follows; a range that leaves it out is refused',
    keepOnFailure(() => {
      const before = read(root, manifest);
      const asking = (requirement: string) =>
        before.replace('dynamic = ["dependencies"]', `dependencies = ["${requirement}"]`);
      write(join(root, manifest), asking('shared-money==0.1.0'));
      commitAll();
      const released = nx('release', 'version', '0.4.0', '--projects=Shared_Money');
      expect([released.status, released.output]).toEqual([0, expect.stringContaining('shared-money 0.4.0')]);
      expect(read(root, 'libs/shared/pyproject.toml')).toBe(SHARED.replace('0.1.0', '0.4.0'));
      expect(read(root, manifest)).toContain('dependencies = ["shared-money==0.4.0"]');
      expect(git('tag', '--points-at', 'HEAD').split('\n')).toContain('Shared_Money@0.4.0');
      write(join(root, manifest), read(root, manifest).replace('shared-money==0.4.0', 'shared-money<0.5'));
      expectRefused(
        ['0.5.0', '--projects=Shared_Money'],
        '"shared-money<0.5"',
        'leaves out 0.5.0',
        'write == to have it follow',
      );
      write(join(root, manifest), before);
      commitAll();
    }),
  );

  test(
    'the release of Nx for Docker leaves the app alone',
    keepOnFailure(() => {
      expect(nx('release', 'version', '3.0.0', '--projects=orders').status).toBe(0);
      expect(git('ls-files')).not.toContain('docker-was-called');
      expect(git('status', '--short', '--ignored')).not.toContain('docker-was-called');
    }),
  );

  (isNewest(version) ? dockerTest : test.skip)(
    'what is pushed under the version is told by its digest, and runs under that',
    keepOnFailure(async () => {
      succeed(root, 'rm', ['node_modules/.bin/docker']);
      const program = join(root, 'node_modules/.bin/nx');
      const pushed = await runAside(root, program, ['run', 'orders:container-push', '--tag=1.10', '--only']);
      if (pushed.status !== 0) throw new Error(pushed.output);
      expect(registry.tags('shop/orders')).toEqual(['1.10']);
      const { digest } = registry.manifest('shop/orders', '1.10');
      expect(pushed.stdout.split('\n')).toContain(`${name}@${digest}`);
      const cli = join(root, 'node_modules/.bin/fastapi-container');
      const again = await runAside(root, cli, [
        'run',
        'container-push',
        'apps/orders',
        '--',
        '--tag',
        '3.0.0',
        '--label',
        'a=b',
      ]);
      // Nothing but the digest: a script takes it as it is.
      expect(again.stdout).toMatch(new RegExp(`^${name}@sha256:[0-9a-f]{64}\n$`));
      expect(registry.tags('shop/orders').sort()).toEqual(['1.10', '3.0.0', 'latest']);
      const refused = await runAside(root, program, ['run', 'orders:container-push', '--tag=3.0.0+build']);
      expect(refused.status).not.toBe(0);
      expect(refused.output).toContain('no registry takes a + in one');
      expect(registry.tags('shop/orders')).toHaveLength(3);

      docker(['image', 'rm', '--force', `${name}:1.10`, `${name}:3.0.0`, `${name}:latest`], 'any');
      const reference = `${name}@${digest}`;
      const pulled = await runAside(root, 'docker', ['pull', reference]);
      if (pulled.status !== 0) throw new Error(pulled.output);
      const container = new Container(reference, '8000');
      try {
        expect((await askUntilUp(`${container.url}/health/live`)).status).toBe(200);
      } finally {
        container.remove();
        docker(['image', 'rm', '--force', reference], 'any');
      }
    }),
  );
});

describe('a release of what uv locks', () => {
  const { root, nxWith, install } = nxWorkspace(NEWEST_NX);
  const git = (...args: string[]) => succeed(root, 'git', args, PERSON).stdout.trim();
  const appVersion = (lock: string) => /name = "orders"\nversion = "([^"]+)"/.exec(lock)?.[1];

  test(
    'locks again in the same commit: the lock has the version in it, and the image installs from what is made of it',
    keepOnFailure(() => {
      install(tarball());
      const made = nxWith({}, 'g', 'fastapi-container:app', 'apps/orders', '--python=3.12', '--dependencies=uv');
      if (made.status !== 0) throw new Error(made.output);
      const cli = join(root, 'node_modules/.bin/fastapi-container');
      succeed(root, cli, ['lock', 'apps/orders']);
      expect(appVersion(read(root, 'apps/orders/uv.lock'))).toBe('0.1.0');
      const settings = JSON.parse(read(root, 'nx.json').replace(/^\s*\/\/.*$/m, '')) as object;
      const release = { projects: ['orders'], version: { git: { commit: true, tag: true } } };
      write(join(root, 'nx.json'), JSON.stringify({ ...settings, release }));
      git('add', '--all');
      git('commit', '--quiet', '--message', 'as it is');
      const tried = nxWith(PERSON, 'release', 'version', '0.2.0', '--dry-run');
      expect(tried.output).toContain('apps/orders/uv.lock would be locked again');
      expect(git('status', '--short')).toBe('');
      const released = nxWith(PERSON, 'release', 'version', '0.2.0');
      expect([released.status, released.output]).toEqual([0, expect.stringContaining('uv.lock is written')]);
      expect(appVersion(read(root, 'apps/orders/uv.lock'))).toBe('0.2.0');
      expect(git('show', '--name-only', '--format=').split('\n')).toEqual([
        'apps/orders/pyproject.toml',
        'apps/orders/requirements.lock',
        'apps/orders/uv.lock',
      ]);
      expect(git('tag', '--points-at', 'HEAD')).toBe('v0.2.0');
      expect(git('status', '--short')).toBe('');
      expect(run(root, cli, ['check']).status).toBe(0);
    }),
  );
});
