import { resolve } from '../resolve/resolve';
import { unwrap } from '../text/problems';
import { withWorkspaceDefaults } from '../input/workspace-file';
import { factsOfRoot } from './facts';
import { resolveWorkspace } from './resolve';

test('the defaults', () => {
  expect(unwrap(resolveWorkspace({}), 'x')).toMatchObject({
    ...{ ci: 'none', devcontainer: 'none', node: '24', tags: 'commit', own: [] },
    pipeline: { branch: 'main', cache: 'registry', scan: true, attest: true, deploy: 'none', overlay: 'production' },
    development: { features: {}, extensions: [] },
  });
  expect(unwrap(resolveWorkspace({}), 'x').compose).toBeUndefined();
  expect(unwrap(resolveWorkspace({ compose: {} }), 'x').compose).toEqual({ exclude: [] });
});

test('all problems are told at once', () => {
  const result = resolveWorkspace({ registry: 'https://x', node: '18', ci: 'jenkins', pipeline: { timeout: 1 } });
  expect(result.ok ? [] : result.problems.map(({ option }) => option)).toEqual([
    'registry',
    'ci',
    'pipeline.timeout',
    'node',
  ]);
});

test.each(['port', 'image', 'extends', 'born'])('%s is an option of an app', (option) => {
  expect(resolveWorkspace({ [option]: 'x' })).toMatchObject({
    ok: false,
    problems: [{ option, reason: 'is an option of an app, and none of the workspace' }],
  });
});

test.each([
  'ghcr.io/acme/',
  'https://ghcr.io',
  'ghcr.io/acme:1',
  'GHCR.io',
  'a b',
  'x;rm -rf /',
  '$(id)',
  '${{ github.token }}',
  '-x',
  '',
])('%j is no registry', (registry) => {
  expect(resolveWorkspace({ registry })).toMatchObject({ ok: false, problems: [{ option: 'registry' }] });
});

test.each(['ghcr.io/acme', 'localhost:5000', 'registry.example.com:5000/team/images', 'docker.io/acme'])(
  '%j is one',
  (registry) => {
    expect(resolveWorkspace({ registry }).ok).toBe(true);
  },
);

test.each([null, [], 'x', 7])('%j holds no options', (raw) => {
  expect(resolveWorkspace(raw).ok).toBe(false);
});

describe('what an app takes from it', () => {
  const imageOf = (options: object, workspace?: string) =>
    unwrap(resolve(unwrap(withWorkspaceDefaults({ ...options }, workspace), 'x'), 'orders'), 'x').image.name;

  test.each<[string, object, string | undefined, string]>([
    ['no file', {}, undefined, 'orders'],
    ['a registry', {}, '{"registry":"ghcr.io/acme"}', 'ghcr.io/acme/orders'],
    ['a name without one', { image: { name: 'shop' } }, '{"registry":"ghcr.io/acme"}', 'ghcr.io/acme/shop'],
    ['a name with one', { image: { name: 'eu.io/shop' } }, '{"registry":"ghcr.io/acme"}', 'eu.io/shop'],
    ['a registry of its own', { image: { registry: 'eu.io/x' } }, '{"registry":"ghcr.io/acme"}', 'eu.io/x/orders'],
    ['other options of the image', { image: { variant: 'slim' } }, '{"registry":"a.io/b"}', 'a.io/b/orders'],
  ])('%s', (_, options, workspace, name) => {
    expect(imageOf(options, workspace)).toBe(name);
  });

  test('an image that is no group is for the validator to name', () => {
    expect(withWorkspaceDefaults({ image: 'x' }, '{"registry":"a.io/b"}')).toEqual({ ok: true, value: { image: 'x' } });
  });

  test.each([
    ['an empty file', ''],
    ['a registry that is none', '{"registry":"https://x"}'],
    ['a registry of another type', '{"registry":7}'],
    ['what is no JSON', '{"registry": [[['],
    ['no object', '[]'],
    ['an unfinished merge', '{\n<<<<<<< a\n"registry":"a.io"\n=======\n"registry":"b.io"\n>>>>>>> b\n}'],
    ['a registry that is there twice', '{"registry":"a.io","registry":"b.io"}'],
    ['a million brackets', '['.repeat(1_000_000)],
  ])('%s: no app gets another name, unless it says where its image goes', (_, workspace) => {
    const result = withWorkspaceDefaults({}, workspace);
    expect(result).toMatchObject({
      ok: false,
      problems: [{ reason: expect.stringContaining('(in fastapi-container.workspace.json)') as string }],
    });
    for (const image of [{ registry: 'a.io' }, { name: 'a.io/orders' }])
      expect(withWorkspaceDefaults({ image }, workspace)).toEqual({ ok: true, value: { image } });
  });

  test('neither does one whose file of the workspace cannot be read', () => {
    const obstacle = { what: 'a directory is in its place', fix: 'move it away' };
    expect(withWorkspaceDefaults({}, undefined, obstacle)).toMatchObject({
      ok: false,
      problems: [{ option: 'fastapi-container.workspace.json', fix: 'move it away' }],
    });
  });
});

describe('what the root tells', () => {
  const facts = (files: Readonly<Record<string, string>>) =>
    factsOfRoot(
      (path) => files[path],
      (path) => path in files,
      [],
    );

  test.each([
    ['{"name":"@acme/shop"}', 'acme-shop'],
    ['{"name":"Shop.Floor"}', 'shop-floor'],
    ['{"name":"7up"}', 'workspace'],
    ['{"name":""}', 'workspace'],
    ['{"name":7}', 'workspace'],
    ['{', 'workspace'],
    [`{"name":"${'x'.repeat(300)}"}`, 'x'.repeat(40)],
  ])('%s is called %s', (manifest, name) => {
    expect(facts({ 'package.json': manifest }).name).toBe(name);
  });

  test('the package manager, its version, and Nx', () => {
    expect(facts({})).toMatchObject({ name: 'workspace', nx: false, packageManager: 'npm' });
    expect(facts({ 'nx.json': '{}', 'package.json': '{"packageManager":"pnpm@10.4.1+sha512.abc"}' })).toMatchObject({
      ...{ nx: true, packageManager: 'pnpm', packageManagerVersion: '10.4.1' },
    });
  });
});
