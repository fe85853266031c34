import { calledAs, type Start } from './called';

const LOCAL = '/home/ada/shop/node_modules/fastapi-container/dist/cli';
const CACHED = '/home/me/.npm/_npx/0123/node_modules/fastapi-container/dist/cli';
const ZIPPED = '/home/ada/.yarn/berry/cache/f.zip/node_modules/fastapi-container/dist/cli';
const NPM = 'npm/10.8.2 node/v20.20.2 linux x64 workspaces/false';
const PNPM = 'pnpm/9.12.0 npm/? node/v20.20.2 linux x64';
const YARN = 'yarn/4.18.1 npm/? node/v20.20.2 linux x64';
const BUN = 'bun/1.1.0 npm/? node/v20.20.2 linux x64';

const calls = (agent: string, { env, ...start }: Partial<Start> = {}) =>
  calledAs({
    ...{ cwd: '/home/ada/shop', home: LOCAL, ...start },
    env: { ...env, ...(agent === '' ? {} : { npm_config_user_agent: agent }) },
  });

test.each<[string, string, string, string]>([
  [NPM, LOCAL, '/home/ada/shop/apps', 'npx fastapi-container'],
  [NPM, CACHED, '/home/ada/shop', 'npx fastapi-container'],
  [PNPM, LOCAL, '/home/ada/shop', 'pnpm fastapi-container'],
  [PNPM, CACHED, '/home/ada/shop', 'pnpm dlx fastapi-container'],
  ['yarn/1.22.22 npm/? node/v20.20.2 linux x64', LOCAL, '/home/ada/shop', 'yarn fastapi-container'],
  [BUN, CACHED, '/home/ada/shop', 'bunx fastapi-container'],
  ['', LOCAL, '/home/ada/shop', 'npx fastapi-container'],
  ['', '/usr/lib/node_modules/fastapi-container/dist/cli', '/home/ada/shop', 'fastapi-container'],
])('by %s, from %s in %s: %s', (agent, home, cwd, own) => {
  expect(calls(agent, { home, cwd }).own).toBe(own);
});

describe("with the Plug'n'Play of Yarn", () => {
  const NODE_OPTIONS = (root: string) => ({
    NODE_OPTIONS: `--require ${root.includes(' ') ? JSON.stringify(`${root}/.pnp.cjs`) : `${root}/.pnp.cjs`} --experimental-loader x`,
  });

  test.each([
    ['/home/ada/shop', '/home/ada/shop', 'yarn fastapi-container'],
    ['/home/ada/shop', '/home/ada/shop/apps/orders', 'yarn fastapi-container'],
    ['/home/ada/my shop', '/home/ada/my shop', 'yarn fastapi-container'],
    ['/tmp/xfs-1/dlx-2', '/home/ada/shop', 'yarn dlx fastapi-container'],
  ])('of %s, in %s: %s', (root, cwd, own) => {
    expect(calls(YARN, { env: NODE_OPTIONS(root), home: ZIPPED, cwd }).own).toBe(own);
  });
});

test.each([
  [NPM, 'bun', 'bunx fastapi-container', 'bunx nx', 'bunx projen'],
  ['', 'yarn', 'yarn fastapi-container', 'yarn nx', 'yarn projen'],
  ['', 'pnpm', 'pnpm fastapi-container', 'pnpm nx', 'pnpm projen'],
  [YARN, undefined, 'yarn fastapi-container', 'yarn nx', 'yarn projen'],
] as const)(
  'what is installed is called with what the workspace has: by %s, in one of %s',
  (agent, workspace, ...said) => {
    const { own, nx, projen } = calls(agent, { workspace });
    expect([own, nx, projen]).toEqual(said);
  },
);
