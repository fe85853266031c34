import { parse } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { resolved } from '../../../test/support/memory';
import { devcontainer, devcontainerCompose } from '../outputs/workspace-devcontainer';
import { managedState } from '../text/managed-file';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { devcontainerNotices, devcontainerProblems } from './rules';

const DEVELOPMENT = { features: {}, extensions: [] };

const options = (given: Partial<ResolvedWorkspace> = {}) =>
  ({ node: '24', devcontainer: 'vscode', development: DEVELOPMENT, ...given }) as ResolvedWorkspace;

/** What a workspace of apps tells, by their directories. */
const facts = (apps: Record<string, object>, given: Partial<WorkspaceFacts> = {}): WorkspaceFacts => ({
  name: 'acme',
  nx: false,
  packageManager: 'npm',
  projen: false,
  packageManagerVersion: undefined,
  apps: Object.entries(apps).map(([directory, app]) => ({
    directory,
    app: resolved(app, directory.split('/').at(-1)),
  })),
  ...given,
});

interface Container {
  readonly features: Record<string, object>;
  readonly forwardPorts: (number | string)[];
  readonly portsAttributes: Record<string, { label: string }>;
  readonly initializeCommand: string[];
  readonly onCreateCommand: string;
  readonly updateContentCommand: string;
  readonly customizations: { vscode: { extensions: string[]; settings: Record<string, unknown> } };
}

interface Compose {
  readonly name: string;
  readonly services: Record<string, Record<string, unknown>>;
  readonly volumes: Record<string, unknown>;
}

const text = (output: typeof devcontainer, ...given: [ResolvedWorkspace, WorkspaceFacts]) =>
  output.render(...given)[0]?.content ?? '';

const container = (...given: [ResolvedWorkspace, WorkspaceFacts]) => parse(text(devcontainer, ...given)) as Container;
const compose = (...given: [ResolvedWorkspace, WorkspaceFacts]) =>
  parseYaml(text(devcontainerCompose, ...given)) as Compose;

const POSTGRES = { database: 'postgres', port: 8001, python: '3.12' };
const TWO = { 'apps/billing': POSTGRES, 'apps/orders': { database: 'postgres', cache: 'redis', python: '3.13' } };

test('nothing is made where nobody asked for it', () => {
  const none = options({ devcontainer: 'none' });
  expect([devcontainer, devcontainerCompose].flatMap((output) => output.render(none, facts(TWO)))).toEqual([]);
});

test('the header is a comment, by which an edit is noticed', () => {
  const made = text(devcontainer, options(), facts(TWO));
  expect(made).toMatch(/^\/\/ Managed by fastapi-container .* Edit fastapi-container\.workspace\.json instead\.\n/);
  expect(managedState(made)).toMatchObject({ untouched: true, optionsFile: 'fastapi-container.workspace.json' });
  expect(managedState(made.replace('"acme"', '"other"'))?.untouched).toBe(false);
  expect(made.split('\n').filter((line) => line.includes('[') && line.length > 80)).toEqual([]);
});

test('each app has services of its own, and its own variable with their address', () => {
  const { services, volumes, name } = compose(options(), facts(TWO));
  expect(name).toBe('acme-devcontainer');
  expect(Object.keys(services)).toEqual(['workspace', 'billing-postgres', 'orders-postgres', 'orders-redis']);
  expect(services.workspace).toMatchObject({
    image: 'mcr.microsoft.com/devcontainers/python:3.13',
    environment: {
      BILLING_DATABASE_URL: 'postgresql://app@billing-postgres:5432/app',
      ORDERS_DATABASE_URL: 'postgresql://app@orders-postgres:5432/app',
      ORDERS_REDIS_URL: 'redis://orders-redis:6379/0',
    },
    depends_on: { 'orders-postgres': { condition: 'service_healthy' } },
  });
  expect(services['orders-postgres']).toMatchObject({ environment: { POSTGRES_HOST_AUTH_METHOD: 'trust' } });
  expect(services['orders-postgres']).not.toHaveProperty('ports');
  expect(Object.keys(volumes)).toEqual([
    ...['node_modules', 'venv.apps.billing', 'venv.apps.orders'],
    ...['billing-postgres', 'orders-postgres'],
  ]);
});

test('what the options say is elsewhere is not beside it, and further services are', () => {
  const elsewhere = { database: 'postgres', secrets: ['database_url'] };
  const mail = { compose: { services: { mail: { image: 'mail:1', env: { A: '$b' } } } } };
  const { services } = compose(options(), facts({ 'apps/a': elsewhere, 'apps/b': mail }));
  expect(Object.keys(services)).toEqual(['workspace', 'b-mail']);
  expect(services.workspace).not.toHaveProperty('environment');
  expect(services['b-mail']).toEqual({ image: 'mail:1', environment: { A: '$$b' } });
});

test('ports of apps and of known services lead out', () => {
  const { forwardPorts, portsAttributes } = container(options(), facts(TWO));
  expect(forwardPorts).toEqual([8001, 8000, 'billing-postgres:5432', 'orders-postgres:5432', 'orders-redis:6379']);
  expect(portsAttributes['8001']).toEqual({ label: 'billing' });
  expect(Object.keys(portsAttributes).length).toBe(5);
});

test('environments of apps and of their libraries are not those of the machine, nor is node_modules', () => {
  const shared = { lock: true, libraries: ['../../libs/shared'] };
  const given = facts({ 'apps/a': shared, 'apps/b': shared });
  const made = container(options(), given);
  const places = ['node_modules', 'apps/a/.venv', 'apps/b/.venv', 'libs/shared/.venv'];
  expect(made.initializeCommand).toEqual(['mkdir', '-p', ...places]);
  expect(made.onCreateCommand).toBe(`sudo chown "$(id -u):$(id -g)" ${places.join(' ')}`);
  expect(compose(options(), given).services.workspace?.volumes).toEqual([
    '..:/workspaces/acme',
    'node_modules:/workspaces/acme/node_modules',
    ...['apps.a', 'apps.b', 'libs.shared'].map(
      (name) => `venv.${name}:/workspaces/acme/${name.replace('.', '/')}/.venv`,
    ),
  ]);
});

test('an app at the root', () => {
  const given = facts({ '.': { name: 'orders' } }, { name: 'orders' });
  const { customizations } = container(options(), given);
  expect(customizations.vscode.settings).toEqual({
    'python.defaultInterpreterPath': '/workspaces/orders/.venv/bin/python',
    '[python]': { 'editor.defaultFormatter': 'charliermarsh.ruff' },
  });
  expect(compose(options(), given).services.workspace?.volumes).toContain('venv:/workspaces/orders/.venv');
});

test('the image has the highest Python, and uv brings the others', () => {
  expect(container(options(), facts(TWO)).onCreateCommand).toMatch(/ && python -m uv python install 3\.12$/);
  const own = options({ development: { ...DEVELOPMENT, image: 'acme/base:1' } });
  expect(container(own, facts(TWO)).onCreateCommand).not.toContain('uv');
  expect(compose(own, facts(TWO)).services.workspace?.image).toBe('acme/base:1');
});

test('every app is a project of the editor, with its own interpreter', () => {
  const { vscode } = container(options(), facts(TWO, { nx: true })).customizations;
  expect(vscode.extensions).toEqual([
    ...['ms-python.python', 'ms-python.debugpy', 'charliermarsh.ruff', 'nrwl.angular-console'],
  ]);
  expect(vscode.settings).toMatchObject({
    'python.defaultInterpreterPath': '/workspaces/acme/apps/billing/.venv/bin/python',
    'python-envs.pythonProjects': [{ path: 'apps/billing' }, { path: 'apps/orders' }],
  });
});

test.each([
  [
    'npm',
    '10.1.0',
    { npmVersion: '10.1.0', pnpmVersion: 'none' },
    'npm install && npx fastapi-container install apps/a',
  ],
  ['pnpm', '10.4.1', { pnpmVersion: '10.4.1' }, 'pnpm install && pnpm exec fastapi-container install apps/a'],
  ['yarn', '4.1.0', { pnpmVersion: 'none' }, 'yarn install && yarn fastapi-container install apps/a'],
  ['bun', '1.2.0', { pnpmVersion: 'none' }, 'bun install && bunx fastapi-container install apps/a'],
] as const)('%s installs', (packageManager, packageManagerVersion, node, line) => {
  const given = facts({ 'apps/a': {} }, { packageManager, packageManagerVersion });
  const made = container(options(), given);
  expect(made.features['ghcr.io/devcontainers/features/node:2']).toEqual({ version: '24', ...node });
  expect(made.updateContentCommand).toBe(line);
  expect(made.onCreateCommand.includes('npm install --global bun@1.2.0')).toBe(packageManager === 'bun');
});

test('further features and extensions are passed on, and another Docker takes the place of ours', () => {
  const outside = 'ghcr.io/devcontainers/features/docker-outside-of-docker:1';
  const development = {
    features: { 'ghcr.io/devcontainers/features/go:1': '1.24', [outside]: 'latest' },
    extensions: ['a.b', 'ms-python.python'],
  };
  const made = container(options({ development }), facts({}));
  expect(made.features).toEqual({
    'ghcr.io/devcontainers/features/node:2': { version: '24', pnpmVersion: 'none' },
    'ghcr.io/devcontainers/features/go:1': { version: '1.24' },
    [outside]: { version: 'latest' },
  });
  expect(made.customizations.vscode.extensions.filter((id) => id === 'ms-python.python').length).toBe(1);
  expect(made.customizations.vscode.extensions).toContain('a.b');
});

test('what cannot work is refused, each with its reason', () => {
  const mail = { compose: { services: { 'b-mail': { image: 'mail:1' } } } };
  const other = { compose: { services: { mail: { image: 'mail:1' } } } };
  const features = { 'ghcr.io/devcontainers/features/node:1': '20' };
  const given = options({ development: { ...DEVELOPMENT, features } });
  const clashing = facts({ 'apps/a': mail, 'apps/a-b': other });
  expect(devcontainerProblems(given, clashing)).toMatchObject([
    { option: 'devcontainer', reason: expect.stringContaining('two services called a-b-mail') as string },
    { option: 'development.features.ghcr.io/devcontainers/features/node:1' },
  ]);
  expect(devcontainerProblems(options({ devcontainer: 'none' }), clashing)).toEqual([]);
  expect(devcontainerProblems(options(), facts(TWO))).toEqual([]);
});

test('what is worth a second thought is told', () => {
  const told = (given: Partial<ResolvedWorkspace>, apps: Record<string, object>) =>
    devcontainerNotices(options(given), facts(apps)).map(({ option }) => option);
  const development = { image: 'localhost:5000/base', features: { 'a/b:1': '1' }, extensions: ['a.b'] };
  expect(told({ devcontainer: 'none', development }, {})).toEqual(
    ['image', 'features', 'extensions'].map((name) => `development.${name}`),
  );
  expect(told({ development }, TWO)).toEqual(['development.image']);
  expect(told({ development: { ...development, image: 'a/b:1' } }, TWO)).toEqual([]);
  expect(told({ development: { ...development, image: `a/b@sha256:${'0'.repeat(64)}` } }, TWO)).toEqual([]);
  expect(told({}, { 'apps/a': {}, 'apps/b': {} })).toEqual(['devcontainer']);
});
