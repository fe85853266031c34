import { coversDirectory, joinWorkspace, workspaceFacts } from './workspaces';

const reader = (files: Record<string, string>) => (path: string) => files[path];

test.each<[string, string, boolean]>([
  ['libs/*', 'libs/orders-client', true],
  ['./libs/*/', 'libs/orders-client', true],
  ['libs/orders-*', 'libs/orders-client', true],
  ['libs/*-client', 'libs/orders-client', true],
  ['libs/o*s-c*t', 'libs/orders-client', true],
  ['libs/aa*aa', 'libs/aaa', false],
  ['libs/*', 'libs/shop/orders-client', false],
  ['libs/**', 'libs/shop/orders-client', true],
  ['**/orders-client', 'libs/orders-client', true],
  ['libs/orders-client', 'libs/orders-client', true],
  ['libs', 'libs/orders-client', false],
  ['apps/*', 'libs/orders-client', false],
  ['libs/orders.client', 'libs/orders-client', false],
])('%s names %s: %s', (pattern, directory, covered) => {
  expect(coversDirectory(pattern, directory)).toBe(covered);
});

test('a pattern of nothing but stars takes no time', () => {
  expect(coversDirectory('**/'.repeat(40) + 'x', 'a/'.repeat(20) + 'y')).toBe(false);
  expect(coversDirectory('*a'.repeat(40), 'a'.repeat(39))).toBe(false);
});

describe('a library joins the workspace of its package manager', () => {
  const join = (files: Record<string, string>, written = false) =>
    joinWorkspace('libs/orders-client', reader(files), written);

  test('where package.json lists the packages, in its own style', () => {
    const before = '{\n\t"name": "shop",\n\t"workspaces": ["apps/*"]\n}\n';
    const joined = join({ 'package.json': before });
    expect(joined).toMatchObject({ kind: 'edit', path: 'package.json', before });
    expect(joined.kind === 'edit' && JSON.parse(joined.after)).toEqual({
      name: 'shop',
      workspaces: ['apps/*', 'libs/orders-client'],
    });
    expect(joined.kind === 'edit' && joined.after).toContain('\n\t"workspaces"');
  });

  test.each([
    ['{ "workspaces": ["libs/*"] }', undefined],
    ['{ "workspaces": { "packages": ["libs/*"] } }', undefined],
    [
      '{ "workspaces": { "packages": [], "nohoist": [] } }',
      { workspaces: { packages: ['libs/orders-client'], nohoist: [] } },
    ],
    ['{}', { workspaces: ['libs/orders-client'] }],
  ])('%s', (text, after) => {
    const joined = join({ 'package.json': text });
    expect(joined.kind).toBe(after === undefined ? 'member' : 'edit');
    if (joined.kind === 'edit') expect(JSON.parse(joined.after)).toEqual(after);
  });

  test('but what somebody else writes, or what is no list, is left to a person', () => {
    for (const [text, written] of [
      ['{}', true],
      ['{ "workspaces": 7 }', false],
      ['[]', false],
      ['{', false],
    ] as const) {
      expect(join({ 'package.json': text }, written)).toMatchObject({ kind: 'advice' });
    }
    expect(join({})).toMatchObject({ kind: 'advice' });
  });

  test.each([
    ['{ "workspaces": ["./libs/*", "!libs/orders-client"] }', {}],
    ['{ "workspaces": { "packages": ["libs/**", "!./libs/orders-*"] } }', {}],
    ['{}', { 'pnpm-workspace.yaml': 'packages: ["libs/*", "!**/orders-client"]' }],
  ])('what leaves it out is told, and stays: %s %j', (text, more) => {
    expect(join({ 'package.json': text, ...more })).toMatchObject({
      kind: 'advice',
      line: expect.stringMatching(/take out of the packages in .* what leaves libs\/orders-client out/) as string,
    });
  });

  test('what leaves others out, or is taken back, leaves it in', () => {
    for (const patterns of [
      ['libs/*', '!libs/other'],
      ['!libs/*', 'libs/orders-client'],
    ]) {
      expect(join({ 'package.json': JSON.stringify({ workspaces: patterns }) })).toEqual({ kind: 'member' });
    }
  });

  test('without a package.json, the way to one is told', () => {
    expect(join({})).toMatchObject({
      line: expect.stringMatching(/make a package\.json at the root: there is none/) as string,
    });
  });

  test('pnpm has a file of its own', () => {
    const files = (yaml: string) => ({ 'package.json': '{}', 'pnpm-workspace.yaml': yaml });
    expect(join(files("packages:\n  - 'libs/*'\n"))).toEqual({ kind: 'member' });
    expect(join(files('packages: ["apps/*"]\n'))).toMatchObject({
      kind: 'advice',
      line: expect.stringContaining('pnpm-workspace.yaml') as string,
    });
    expect(join(files('packages: [\n'))).toMatchObject({ kind: 'advice' });
  });
});

test('what a workspace says of TypeScript, of its name and of its package manager', () => {
  const facts = (manifest: object, installed?: string, ...there: string[]) =>
    workspaceFacts(
      reader({
        'package.json': JSON.stringify(manifest),
        ...(installed === undefined
          ? {}
          : { 'node_modules/typescript/package.json': JSON.stringify({ version: installed }) }),
      }),
      (file) => there.includes(file),
    );
  expect(facts({})).toEqual({ rootName: undefined, typescript: undefined, packageManager: 'npm' });
  expect(facts({ name: '@acme/shop', devDependencies: { typescript: '~6.0.0' } }, '7.0.2', 'yarn.lock')).toEqual({
    rootName: '@acme/shop',
    typescript: '~6.0.0',
    packageManager: 'yarn',
  });
  expect(facts({ dependencies: { typescript: 'catalog:' }, packageManager: 'pnpm@10.1.0' }, '7.0.2')).toMatchObject({
    typescript: '7.0.2',
    packageManager: 'pnpm',
  });
});
